"""The waiting list: served in order of arrival; nobody passes somebody who came before.

An entry that is larger than what is free waits, and those after it that want one of its sessions wait behind it.
Nothing is promoted once a session has begun.
"""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from registrations.booking import notices, seats
from registrations.booking.errors import BookingError
from registrations.models import Registration, Seat, WaitingEntry
from tournee.accounts.models import User
from tournee.history.operations import record


def promote(stop: Stop) -> list[Registration]:
    """Give what is free to those who wait, in order; returns the registrations that got seats, and tells them.

    Called in the transaction that freed seats or raised a capacity; the sessions stay locked until it ends.
    """
    with transaction.atomic():
        sessions = seats.locked_at(stop.pk)
        served = _serve(sessions) if stop.state == Stop.State.PUBLISHED else {}
        taken = dict(Session.objects.filter(pk__in=sessions).values_list("pk", "seats_taken"))
        seats.words_changed(stop.tour_id, sessions.values(), taken)
        for registration, got in served.items():
            record("registration.promote", registration, actor=None, changes={"seats": (0, got)})
            notices.promoted(registration)
        return list(served)


def _serve(sessions: dict[int, Session]) -> dict[Registration, int]:
    """Serve the entries in order; the seats that each registration got."""
    now = timezone.now()
    closed = {
        pk for pk, session in sessions.items() if session.state != Session.State.PLANNED or session.starts_at <= now
    }
    blocked = set(closed)
    served: dict[Registration, int] = {}
    entries = WaitingEntry.objects.filter(
        state=WaitingEntry.State.WAITING, seats__state=Seat.State.WAITLISTED, seats__session__in=sessions
    )
    for entry in entries.distinct().select_related("registration__stop__tour", "registration__contact"):
        got = _serve_entry(entry, blocked)
        if got:
            served[entry.registration] = served.get(entry.registration, 0) + got
    return served


def _serve_entry(entry: WaitingEntry, blocked: set[int]) -> int:
    """Seat an entry as far as its rule allows; what it must still wait for is blocked for those behind it."""
    wanted = Counter(entry.seats.filter(state=Seat.State.WAITLISTED).values_list("session_id", flat=True))
    taken = [pk for pk in sorted(wanted) if pk not in blocked and seats.take(pk, wanted[pk])]
    if entry.all_or_none and len(taken) < len(wanted):
        for pk in taken:
            seats.give_back(pk, wanted[pk])
        taken = []
    blocked |= wanted.keys() - set(taken)
    now = timezone.now()
    entry.seats.filter(state=Seat.State.WAITLISTED, session__in=taken).update(state=Seat.State.CONFIRMED, since=now)
    if len(taken) == len(wanted):
        settle(entry, WaitingEntry.State.PROMOTED)
    return sum(wanted[pk] for pk in taken)


def settle(entry: WaitingEntry, state: WaitingEntry.State) -> None:
    """The entry waits no more."""
    WaitingEntry.objects.filter(pk=entry.pk, state=WaitingEntry.State.WAITING).update(
        state=state, settled_at=timezone.now()
    )


def leave_waiting_list(registration: Registration, *, actor: User | None = None) -> None:
    """The party waits no longer; the seats it has stay. Raises BookingError where it waits for nothing."""
    with transaction.atomic():
        seats.locked_at(registration.stop_id)
        waiting = Seat.objects.filter(attendee__registration=registration, state=Seat.State.WAITLISTED)
        if not waiting.update(state=Seat.State.CANCELLED, since=timezone.now()):
            raise BookingError(_("You are on no waiting list here any more."), code="not_waiting")
        for entry in registration.waiting_entries.filter(state=WaitingEntry.State.WAITING):
            settle(entry, WaitingEntry.State.LEFT)
        record("registration.leave_waiting_list", registration, actor=actor)
        notices.changed(registration)
        promote(registration.stop)
