"""Seating people: what is free is taken, what is not becomes one entry of the waiting list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from events.models import Session
from registrations.booking import seats
from registrations.booking.terms.queries import terms_of
from registrations.booking.turns import Served, Wish
from registrations.models import Attendee, Registration, Seat, Terms, WaitingEntry

APPROVED_ONE_BY_ONE = (Registration.Origin.WEB, Registration.Origin.IMPORT)


def seat(
    registration: Registration,
    wishes: Sequence[tuple[Attendee, Iterable[int]]],
    held: Mapping[int, Session],
    *,
    all_or_none: bool,
) -> list[Seat]:
    """Seat each attendee in the sessions they want (ids); returns the seats, those of one entry for who must wait.

    `held` are these sessions, and perhaps more, as they were when they were locked in this transaction; the
    registration's `stop` is as it is now, with its terms.

    Those who want one session are seated there together or wait together: colleagues are not parted by chance. With
    `all_or_none` everything waits as soon as one session is full. Nobody passes somebody who waits already, unless the
    organiser allows it: then the record shows how many. Where the team approves, what is taken is pending until it has.
    """
    wanted: dict[int, list[Attendee]] = defaultdict(list)
    for attendee, sessions in wishes:
        for session_id in sessions:
            wanted[session_id].append(attendee)
    terms = terms_of(registration.stop)
    served = _served(registration, wanted, held, terms, all_or_none=all_or_none)
    entry = _entry(registration, served, waits=len(served.seats) < len(wanted), all_or_none=all_or_none)
    got = Seat.State.PENDING if awaits_approval(registration, terms) else Seat.State.CONFIRMED
    made = [
        Seat(
            attendee=attendee,
            session=held[session_id],
            state=got if session_id in served.seats else Seat.State.WAITLISTED,
            waiting_entry=None if session_id in served.seats else entry,
        )
        for session_id, attendees in sorted(wanted.items())
        for attendee in attendees
    ]
    return Seat.objects.bulk_create(made)


def awaits_approval(registration: Registration, terms: Terms) -> bool:
    """Whether the team has yet to approve it: what the team itself enters is approved by that.

    So is a list, where whoever imports it says so: then it was approved as it was made.
    """
    return terms.approval and registration.approved_at is None and registration.origin in APPROVED_ONE_BY_ONE


def _served(
    registration: Registration,
    wanted: Mapping[int, Sequence[Attendee]],
    held: Mapping[int, Session],
    terms: Terms,
    *,
    all_or_none: bool,
) -> Served:
    """Take what the party can have; each session stays locked, free or not, so that no freed seat is missed."""
    stop, code = registration.stop, registration.access_code_id
    line = [wish for _registration, wish in seats.line_at(stop.pk).values()]
    with_code = code is not None or any(wish.code is not None for wish in line)
    room = seats.room_at(stop.pk, held, terms, timezone.now(), codes=with_code)
    for waiting in line:  # what came free for them meanwhile is theirs, though nobody has given it to them yet
        room.serve(waiting, waits=True)
    served = room.serve(Wish({pk: len(people) for pk, people in wanted.items()}, all_or_none, code))
    seats.take(served.moved)
    seats.take_aside(served, code=code)
    taken = {pk: held[pk].seats_taken + moved for pk, moved in served.moved.items()}
    seats.words_changed(stop.tour_id, [held[pk] for pk in taken], taken)
    return served


def _entry(registration: Registration, served: Served, *, waits: bool, all_or_none: bool) -> WaitingEntry | None:
    """The entry for what it waits for; where it passed somebody on arrival, one that shows it."""
    if not waits and not served.passed:
        return None
    entry = WaitingEntry(registration=registration, all_or_none=all_or_none, passed=served.passed)
    if not waits:
        entry.state, entry.settled_at = WaitingEntry.State.PROMOTED, timezone.now()
    entry.save(force_insert=True)
    return entry
