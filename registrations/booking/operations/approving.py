"""The team approves registrations, or refuses them, where its terms ask for that: seats are pending until then."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.booking import notices, seats
from registrations.booking.errors import BookingError
from registrations.booking.operations.cancelling import end
from registrations.booking.operations.waiting import promote
from registrations.models import Registration, Seat
from tournee.accounts.models import User
from tournee.history.operations import record


def approve(registrations: Iterable[Registration], *, actor: User | None) -> list[Registration]:
    """Approve those registrations, each in a transaction of its own; returns those that waited for it.

    Their pending seats are confirmed, and the party is told; what they wait for they get in their turn.
    """
    return [one for one in registrations if _approve(one, actor)]


def refuse(registrations: Iterable[Registration], reason: str, *, actor: User | None) -> list[Registration]:
    """Refuse those registrations, each in a transaction of its own; returns those that waited for approval.

    The party reads the `reason`, in the team's words; its seats go to whoever waits. Raises BookingError without one.
    """
    if not reason.strip():
        said = _("Say why, in a sentence: the party reads it.")
        raise BookingError(said, code="reason_needed", field="reason")
    return [one for one in registrations if _refuse(one, reason.strip(), actor)]


def _approve(registration: Registration, actor: User | None) -> bool:
    with transaction.atomic():
        seats.locked_at(registration.stop_id)
        now = timezone.now()
        if not _still_waiting(registration).update(approved_at=now):
            return False
        pending = Seat.objects.filter(attendee__registration=registration, state=Seat.State.PENDING)
        pending.update(state=Seat.State.CONFIRMED, since=now)
        registration.approved_at = now
        record("registration.approve", registration, actor=actor)
        notices.approved(registration)
    return True


def _refuse(registration: Registration, reason: str, actor: User | None) -> bool:
    with transaction.atomic():
        seats.locked_at(registration.stop_id)
        if not _still_waiting(registration).exists() or not end(registration):
            return False
        registration.refused_at = registration.cancelled_at
        Registration.objects.filter(pk=registration.pk).update(refused_at=registration.refused_at)
        record("registration.refuse", registration, actor=actor)
        notices.refused(registration, reason)
        promote(registration.stop)
    return True


def _still_waiting(registration: Registration) -> QuerySet[Registration]:
    return Registration.objects.filter(pk=registration.pk, state=Registration.State.LIVE, approved_at=None)
