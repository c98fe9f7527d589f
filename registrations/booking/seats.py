"""The seat rule: `Session.seats_taken` moves by one conditional UPDATE, sessions in the order of their ids.

A CHECK on the session makes overselling impossible on any path; this makes it a plain answer instead of an error.
Whoever takes or frees holds the session's row until the transaction ends, so that nobody waits for a seat just freed.
Seats that are set aside count as taken until somebody with the code takes them, which moves nothing but what is left.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.catalogue.availability import of_session
from events.models import Session
from events.planning.operations.public import readers_see_a_change
from registrations.booking import asked
from registrations.booking.errors import BookingError
from registrations.booking.turns import Room, Served, Wish
from registrations.models import SetAside, Terms


def take(wanted: Mapping[int, int]) -> None:
    """Take so many seats of planned sessions, all or none. Raises BookingError where they are not free."""
    for seats, sessions in _by_number(wanted):
        free = Q(capacity__isnull=True) | Q(seats_taken__lte=F("capacity") - seats)
        planned = Session.objects.filter(free, pk__in=sessions, state=Session.State.PLANNED)
        if planned.update(seats_taken=F("seats_taken") + seats) != len(sessions):
            said = _("These seats were taken at this very moment. Send the form again.")
            raise BookingError(said, code="seats_gone", field="sessions")


def take_aside(served: Served, *, code: int | None) -> None:
    """Take what a party was served of the seats set aside for its code (id); the session counts them already."""
    for pk, seats in sorted(served.aside.items()):
        SetAside.objects.filter(access_code=code, session=pk).update(left=F("left") - seats)


def give_back(freed: Mapping[int, int]) -> None:
    """Free so many seats of each session."""
    for seats, sessions in _by_number(freed):
        Session.objects.filter(pk__in=sessions).update(seats_taken=F("seats_taken") - seats)


def locked_at(stop_id: int) -> dict[int, Session]:
    """All sessions of a stop by id as they are now, locked in the order of their ids until the transaction ends.

    All of them, also where fewer are wanted: then whoever names people at the stop does so in turn, and two parties
    with the same new addresses never wait for each other.
    """
    return {session.pk: session for session in asked.sessions_held(stop_id)}


def room_at(stop_id: int, held: Mapping[int, Session], terms: Terms, now: datetime.datetime, *, codes: bool) -> Room:
    """What is free at the stop whose sessions are `held`; `codes`: somebody who wants seats has one. At most a query.

    Nothing is given to those who wait in a session that has begun.
    """
    return Room(
        {pk: _free(session) for pk, session in held.items()},
        {(row.code, row.session): row.left for row in asked.asides_at(stop_id)} if codes else {},
        closed={pk for pk, one in held.items() if one.state != Session.State.PLANNED or one.starts_at <= now},
        smaller_may_pass=terms.smaller_may_pass,
    )


def line_at(stop_id: int) -> dict[int, tuple[int, Wish]]:
    """The waiting list of a stop in order: for each entry (id) its registration (id) and what it wants. One query."""
    rows = asked.waiting_at(stop_id)
    wanted: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        wanted[row.entry][row.session] = row.seats
    firsts = {row.entry: row for row in reversed(rows)}
    return {
        entry: (firsts[entry].registration, Wish(seats, firsts[entry].all_or_none, firsts[entry].code))
        for entry, seats in wanted.items()
    }


def waited_for(stop_id: int) -> set[int]:
    """The sessions of a stop where a seat taken now would pass somebody who came before."""
    return asked.waited_for_at(stop_id)


def words_changed(tour_id: int, sessions: Iterable[Session], taken: Mapping[int, int]) -> None:
    """Renew kept pages where open, few or full is no longer what they say.

    `sessions` are as they were when they were locked, `taken` the seats taken of each by now.
    """
    for session in sessions:
        if of_session(session.capacity, session.seats_taken) != of_session(session.capacity, taken[session.pk]):
            readers_see_a_change(tour_id)
            return


def _free(session: Session) -> int | None:
    """How many seats of a session are free; None without limit."""
    if session.state != Session.State.PLANNED:
        return 0
    return None if session.capacity is None else session.capacity - session.seats_taken


def _by_number(seats: Mapping[int, int]) -> Iterator[tuple[int, list[int]]]:
    """The sessions in the order of their ids, those that follow with the same number of seats together."""
    moved = sorted((pk, number) for pk, number in seats.items() if number)
    for number, pairs in groupby(moved, key=lambda pair: pair[1]):
        yield number, [pk for pk, _number in pairs]
