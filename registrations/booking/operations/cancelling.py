"""Somebody, or a whole party, does not come after all."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from registrations.booking import notices, seats
from registrations.booking.operations.freeing import end_attendance, free
from registrations.booking.operations.open_stop import require_not_over
from registrations.booking.operations.waiting import promote
from registrations.models import Attendee, Registration, Seat
from tournee.accounts.models import User
from tournee.history.operations import record


def cancel_registration(registration: Registration, *, actor: User | None = None) -> Registration:
    """Cancel a registration with all its seats, which go to whoever waits; everybody is told, once.

    Cancelled twice, it is cancelled. Raises BookingError once somebody of it has been checked in, or the stop is over.
    """
    require_not_over(registration.stop)
    with transaction.atomic():
        seats.locked_at(registration.stop_id)
        if not end(registration):
            return registration
        record("registration.cancel", registration, actor=actor)
        notices.cancelled(registration)
        promote(registration.stop)
    return registration


def end(registration: Registration) -> bool:
    """End a registration with all its seats; False where it had ended before. Telling and promoting are the caller's.

    Called with the stop's sessions locked. Raises BookingError once somebody of it has been checked in.
    """
    stop = registration.stop
    moved = Registration.objects.filter(pk=registration.pk, state=Registration.State.LIVE).update(
        state=Registration.State.CANCELLED, cancelled_at=timezone.now()
    )
    registration.refresh_from_db()
    registration.stop = stop
    if moved:
        for attendee in registration.attendees.all():
            end_attendance(attendee)
        free(registration, Seat.objects.all())
    return bool(moved)


def cancel_attendee(attendee: Attendee, *, actor: User | None = None) -> Registration:
    """One person of a registration does not come; the last one takes the registration with them."""
    registration = attendee.registration
    require_not_over(registration.stop)
    with transaction.atomic():
        seats.locked_at(attendee.stop_id)
        if not registration.attendees.filter(cancelled_at=None).exclude(pk=attendee.pk).exists():
            return cancel_registration(registration, actor=actor)
        if not end_attendance(attendee):
            return registration
        free(registration, Seat.objects.filter(attendee=attendee))
        record("registration.cancel_attendee", registration, actor=actor)
        notices.changed(registration, gone=attendee)
        promote(registration.stop)
    return registration
