"""Freeing seats: what somebody gives up is given back, once, and goes to whoever waits first."""

from __future__ import annotations

from collections import Counter

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.booking import seats
from registrations.booking.errors import BookingError
from registrations.booking.operations.setting_aside import returned
from registrations.booking.operations.waiting import settle
from registrations.models import Attendee, CheckIn, Registration, Seat, WaitingEntry


def free(registration: Registration, given_up: QuerySet[Seat], *, becomes: Seat.State = Seat.State.CANCELLED) -> None:
    """End those seats of the registration. Called with the stop's sessions locked; promoting is the caller's.

    What was set aside for its code is set aside again, while its time lasts.
    """
    given_up = given_up.filter(attendee__registration=registration, state__in=Seat.LIVE)
    counted = Counter(given_up.filter(state__in=Seat.TAKING).values_list("session_id", flat=True))
    given_up.update(state=becomes, since=timezone.now())
    seats.give_back(returned(registration.access_code_id, counted))
    still_waiting = Seat.objects.filter(attendee__registration=registration, state=Seat.State.WAITLISTED)
    idle = registration.waiting_entries.filter(state=WaitingEntry.State.WAITING).exclude(seats__in=still_waiting)
    settle(idle.values_list("pk", flat=True), WaitingEntry.State.LEFT)


def end_attendance(attendee: Attendee) -> bool:
    """The person comes no more; False if they did not before. Raises BookingError for somebody who is here already."""
    moved = Attendee.objects.filter(pk=attendee.pk, cancelled_at=None).update(cancelled_at=timezone.now())
    if moved and CheckIn.objects.standing().filter(attendee=attendee).exists():
        raise BookingError(
            _("Somebody of this registration has been checked in already: undo that first."), code="checked_in"
        )
    return bool(moved)
