"""Freeing seats: what somebody gives up is given back, once, and goes to whoever waits first."""

from __future__ import annotations

from collections import Counter

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.booking import seats
from registrations.booking.errors import BookingError
from registrations.booking.operations.waiting import settle
from registrations.models import Attendee, CheckIn, Registration, Seat, WaitingEntry


def free(registration: Registration, given_up: QuerySet[Seat]) -> None:
    """Cancel those seats of the registration. Called with the stop's sessions locked; promoting is the caller's."""
    given_up = given_up.filter(attendee__registration=registration, state__in=Seat.LIVE)
    counted = Counter(given_up.filter(state__in=Seat.TAKING).values_list("session_id", flat=True))
    given_up.update(state=Seat.State.CANCELLED, since=timezone.now())
    for session_id in sorted(counted):
        seats.give_back(session_id, counted[session_id])
    still_waiting = Seat.objects.filter(attendee__registration=registration, state=Seat.State.WAITLISTED)
    for entry in registration.waiting_entries.filter(state=WaitingEntry.State.WAITING):
        if not still_waiting.filter(waiting_entry=entry).exists():
            settle(entry, WaitingEntry.State.LEFT)


def end_attendance(attendee: Attendee) -> bool:
    """The person comes no more; False if they did not before. Raises BookingError for somebody who is here already."""
    moved = Attendee.objects.filter(pk=attendee.pk, cancelled_at=None).update(cancelled_at=timezone.now())
    if moved and CheckIn.objects.standing().filter(attendee=attendee).exists():
        raise BookingError(
            _("Somebody of this registration has been checked in already: undo that first."), code="checked_in"
        )
    return bool(moved)
