"""Seating people: what is free is confirmed, what is not becomes one entry of the waiting list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from events.models import Session, Stop
from registrations.booking import seats
from registrations.models import Attendee, Registration, Seat, WaitingEntry


def seat(
    registration: Registration,
    wishes: Sequence[tuple[Attendee, Iterable[int]]],
    held: Mapping[int, Session],
    *,
    all_or_none: bool,
) -> list[Seat]:
    """Seat each attendee in the sessions they want (ids); returns the seats, those of one entry for who must wait.

    `held` are these sessions, and perhaps more, as they were when they were locked in this transaction.

    Those who want one session are seated there together or wait together: colleagues are not parted by chance. With
    `all_or_none` everything waits as soon as one session is full. Nobody passes somebody who waits already.
    """
    wanted: dict[int, list[Attendee]] = defaultdict(list)
    for attendee, sessions in wishes:
        for session_id in sessions:
            wanted[session_id].append(attendee)
    free = _take(wanted, held, registration.stop, all_or_none=all_or_none)
    waiting = [session_id for session_id in wanted if session_id not in free]
    entry = WaitingEntry.objects.create(registration=registration, all_or_none=all_or_none) if waiting else None
    made = [
        Seat(
            attendee=attendee,
            session=held[session_id],
            state=Seat.State.CONFIRMED if session_id in free else Seat.State.WAITLISTED,
            waiting_entry=None if session_id in free else entry,
        )
        for session_id, attendees in sorted(wanted.items())
        for attendee in attendees
    ]
    return Seat.objects.bulk_create(made)


def _take(
    wanted: Mapping[int, Sequence[Attendee]], held: Mapping[int, Session], stop: Stop, *, all_or_none: bool
) -> set[int]:
    """The sessions whose seats could be taken; each stays locked, free or not, so that no freed seat is missed."""
    sessions = {pk: session for pk, session in held.items() if pk in wanted}
    waited_for = seats.waited_for(stop.pk)
    free = {pk for pk in sorted(wanted) if pk not in waited_for and seats.take(pk, len(wanted[pk]))}
    if all_or_none and len(free) < len(wanted):
        for pk in free:
            seats.give_back(pk, len(wanted[pk]))
        free = set()
    taken = {pk: session.seats_taken + (len(wanted[pk]) if pk in free else 0) for pk, session in sessions.items()}
    seats.words_changed(stop.tour_id, sessions.values(), taken)
    return free
