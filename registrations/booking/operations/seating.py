"""Seating people: what is free is confirmed, what is not becomes one entry of the waiting list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from registrations.booking import seats
from registrations.models import Attendee, Registration, Seat, WaitingEntry


def seat(
    registration: Registration, wishes: Sequence[tuple[Attendee, Iterable[int]]], *, all_or_none: bool
) -> WaitingEntry | None:
    """Seat each attendee in the sessions they want (ids); returns the entry of those who must wait, if any must.

    Those who want one session are seated there together or wait together: colleagues are not parted by chance. With
    `all_or_none` everything waits as soon as one session is full. Nobody passes somebody who waits already.
    """
    wanted: dict[int, list[Attendee]] = defaultdict(list)
    for attendee, sessions in wishes:
        for session_id in sessions:
            wanted[session_id].append(attendee)
    free = _take(wanted, registration.stop.tour_id, all_or_none=all_or_none)
    waiting = [session_id for session_id in wanted if session_id not in free]
    entry = WaitingEntry.objects.create(registration=registration, all_or_none=all_or_none) if waiting else None
    Seat.objects.bulk_create(
        Seat(
            attendee=attendee,
            session_id=session_id,
            state=Seat.State.CONFIRMED if session_id in free else Seat.State.WAITLISTED,
            waiting_entry=None if session_id in free else entry,
        )
        for session_id, attendees in sorted(wanted.items())
        for attendee in attendees
    )
    return entry


def _take(wanted: Mapping[int, Sequence[Attendee]], tour_id: int, *, all_or_none: bool) -> set[int]:
    """The sessions whose seats could be taken; each stays locked, free or not, so that no freed seat is missed."""
    sessions = seats.locked(wanted)
    waited_for = seats.waited_for(wanted)
    free = {pk for pk in sorted(wanted) if pk not in waited_for and seats.take(pk, len(wanted[pk]))}
    if all_or_none and len(free) < len(wanted):
        for pk in free:
            seats.give_back(pk, len(wanted[pk]))
        free = set()
    taken = {pk: session.seats_taken + (len(wanted[pk]) if pk in free else 0) for pk, session in sessions.items()}
    seats.words_changed(tour_id, sessions.values(), taken)
    return free
