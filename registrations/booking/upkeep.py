"""Work that is due: offers and set-asides whose time is over, seats that came free without a cancellation, and parties
that were not told."""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Stop
from registrations.booking import notices, seats
from registrations.booking.operations.offering import expire_offers
from registrations.booking.operations.setting_aside import release
from registrations.booking.operations.waiting import promote
from registrations.models import AccessCode, NoticeDue, Seat

logger = logging.getLogger(__name__)
_IN_HAND = datetime.timedelta(minutes=1)  # meanwhile whoever registered a party tells it themselves
_MOST_ROUNDS = 20  # of one stop in one minute: a very long list is not served at once


def serve_waiting_lists() -> str | None:
    """Promote at every stop where somebody waits; what is not free yet stays as it is.

    Before, offers whose time is over are ended, and what is left of set-asides whose date has come goes to everybody.
    Each stop is done in transactions of its own.
    """
    served = sum(_served_at(stop) for stop in _due_stops())
    return _("Seats given to %(count)s registrations that waited.") % {"count": served} if served else None


def tell_late() -> str | None:
    """Confirm what was registered by a process that ended, or failed, before it told the party.

    Each party is told in a transaction of its own. Raises the last error where some could not be: they are due still.
    """
    due = NoticeDue.objects.filter(since__lte=timezone.now() - _IN_HAND).order_by("since")
    told, failure = 0, None
    for one in due.select_related("registration__stop__tour", "registration__contact", "registration__company"):
        try:
            told += notices.confirm_late(one.registration)
        except Exception as error:
            logger.exception("The party of %s cannot be told", one.registration)
            failure = error
    if failure is not None:
        raise failure
    return _("%(count)s registrations confirmed late.") % {"count": told} if told else None


def _due_stops() -> list[Stop]:
    now = timezone.now()
    wanted = Q(state=Seat.State.WAITLISTED) | Q(state=Seat.State.OFFERED, offered_until__lte=now)
    due = Q(pk__in=Seat.objects.filter(wanted).values("session__stop")) | Q(pk__in=_over().values("stop"))
    return list(Stop.objects.filter(due, state=Stop.State.PUBLISHED).select_related("tour").order_by("pk"))


def _served_at(stop: Stop) -> int:
    with transaction.atomic():
        seats.locked_at(stop.pk)
        expire_offers(stop)
        release(list(_over().filter(stop=stop).values_list("pk", flat=True)))
        served = len(promote(stop))
    total = served
    for _round in range(_MOST_ROUNDS):
        if not served:
            break
        served = len(promote(stop))
        total += served
    return total


def _over() -> QuerySet[AccessCode]:
    """The codes for which something is still set aside though their date has come."""
    return AccessCode.objects.filter(until__lte=timezone.now(), set_asides__left__gt=0).distinct()
