"""Work that is due: offers and set-asides whose time is over, and seats that came free without a cancellation."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Stop
from registrations.booking import seats
from registrations.booking.operations.offering import expire_offers
from registrations.booking.operations.setting_aside import release
from registrations.booking.operations.waiting import promote
from registrations.models import AccessCode, Seat

_MOST_ROUNDS = 20  # of one stop in one minute: a very long list is not served at once


def serve_waiting_lists() -> str | None:
    """Promote at every stop where somebody waits; what is not free yet stays as it is.

    Before, offers whose time is over are ended, and what is left of set-asides whose date has come goes to everybody.
    Each stop is done in transactions of its own.
    """
    served = sum(_served_at(stop) for stop in _due_stops())
    return _("Seats given to %(count)s registrations that waited.") % {"count": served} if served else None


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
