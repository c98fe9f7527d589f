"""Seats that came free are offered until a moment: accepted, declined, or gone to whoever waits next."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.booking import notices, seats
from registrations.booking.errors import BookingError
from registrations.booking.operations.freeing import free
from registrations.booking.operations.waiting import promote
from registrations.models import Registration, Seat
from tournee.accounts.models import User
from tournee.history.operations import record


def accept_offer(registration: Registration, *, actor: User | None = None) -> Registration:
    """The party takes all seats that are offered to it. Raises BookingError where none is, or the time is over."""
    with transaction.atomic():
        seats.locked_at(registration.stop_id)
        open_still = _offered(registration).filter(offered_until__gt=timezone.now())
        number = open_still.update(state=Seat.State.CONFIRMED, since=timezone.now(), offered_until=None)
        if not number:
            raise _no_offer()
        record("registration.accept_offer", registration, actor=actor, changes={"seats": (0, number)})
        notices.tell(registration, "registered")
    return registration


def decline_offer(registration: Registration, *, actor: User | None = None) -> Registration:
    """The party does without the seats that are offered to it; they go to whoever waits next.

    Raises BookingError where nothing is offered.
    """
    with transaction.atomic():
        seats.locked_at(registration.stop_id)
        if not _offered(registration).exists():
            raise _no_offer()
        free(registration, _offered(registration))
        record("registration.decline_offer", registration, actor=actor)
        notices.changed(registration)
        promote(registration.stop)
    return registration


def expire_offers(stop: Stop) -> int:
    """End the offers of the stop whose time is over, and tell those who had them; how many registrations.

    Called with the stop's sessions locked; promoting is the caller's.
    """
    over = Seat.objects.filter(session__stop=stop, state=Seat.State.OFFERED, offered_until__lte=timezone.now())
    theirs = Registration.objects.filter(attendees__seats__in=over).distinct().order_by("pk")
    found = list(theirs.select_related("contact", "company"))
    for registration in found:
        registration.stop = stop
        free(registration, over, becomes=Seat.State.EXPIRED)
        record("registration.expire_offer", registration, actor=None)
        notices.expired(registration)
    return len(found)


def _offered(registration: Registration) -> QuerySet[Seat]:
    return Seat.objects.filter(attendee__registration=registration, state=Seat.State.OFFERED)


def _no_offer() -> BookingError:
    return BookingError(
        _("No place is offered to you any more: the time to accept it is over, or it was answered already."),
        code="no_offer",
    )
