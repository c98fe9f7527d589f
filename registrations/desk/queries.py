"""What the door shows: who may come in, who is here, how many that makes; as many queries for three as for 400."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery, Value
from django.http import Http404
from django.utils import timezone

from events.models import Session, Stop
from events.planning.queries import stop_at
from registrations.attendance.half_days import takes_place_on
from registrations.attendance.queries import facts_of, people_registered
from registrations.attendance.states import REPLACED_BY_MISTAKE
from registrations.desk import asked
from registrations.desk.door.asked import ranks_in, seats
from registrations.desk.door.inside import is_inside
from registrations.desk.operations import bounds_of_day, is_on_a_day_of
from registrations.desk.rows import Row
from registrations.models import Attendee, CheckIn, Registration, Seat
from tournee.texts.search import search_key

PER_PAGE = 60
SHOWN = ("", "expected", "here")


@dataclass(frozen=True, slots=True)
class Door:
    """Where people are noted: at the stop, or in one of its sessions."""

    stop: Stop
    session: Session | None


@dataclass(frozen=True, slots=True)
class SessionCounts:
    """A session, and how many people are in it."""

    session: Session
    here: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are here, came without being on the list, and at most may be: `limit` is the room’s, None if unknown.

    `there` has each move (session, out) of whoever is here (attendees' primary keys); `cancelled` who of them had
    cancelled. `back` are those who had cancelled, and came all the same: they are on the list again.
    """

    here: int
    walk_ins: int
    limit: int | None
    there: Mapping[int, Sequence[tuple[int | None, bool]]]
    cancelled: Set[int]
    back: int

    @property
    def over(self) -> bool:
        """More people than the room may hold."""
        return self.limit is not None and self.here > self.limit

    @property
    def full(self) -> bool:
        """As many as the room may hold."""
        return self.limit is not None and self.here == self.limit


def stop_of_door(tour: str, stop: str) -> Stop:
    """The stop at that address, with its tour alone: taps come fast. Raises Http404."""
    return asked.stop_with_tour(tour, stop) or stop_at(tour, stop)


def door_of(stop: Stop, session: str) -> Door:
    """The door that an address asks for: the stop's for "", else that of the session of this number.

    Raises Http404 for a session that is not the stop's, or is cancelled.
    """
    if not session:
        return Door(stop, None)
    found = sessions_of(stop).filter(pk=session).first() if session.isdecimal() and len(session) < 10 else None
    if found is None:
        raise Http404
    return Door(stop, found)


def sessions_of(stop: Stop) -> QuerySet[Session]:
    """The sessions that take place, in order."""
    return stop.sessions.planned()


def shown_since(stop: Stop) -> datetime.datetime:
    """From when on what was noted is shown: of today on a day of the stop, else ever."""
    return bounds_of_day(stop, timezone.now())[0]


def sessions_today(stop: Stop) -> list[int] | None:
    """The sessions (ids) of today, where it is one of the stop's several days; None elsewhere. At most one query."""
    now = timezone.now()
    if stop.starts_on in (None, stop.ends_on) or stop.ends_on is None or not is_on_a_day_of(stop, now):
        return None
    today = now.astimezone(stop.zone).date()
    return [one.pk for one in asked.sessions_planned(stop) if takes_place_on(one, today, stop.zone)]


def count_expected(stop: Stop) -> int:
    """How many are registered for today and did not cancel, as a telephone at the door counts; at most two queries."""
    own = sessions_today(stop)
    if own is None:
        return asked.count_expected(stop)
    return people_registered(stop).filter(_is_listed(stop, own)).count()


def count_seated(session: Session) -> int:
    """How many have a seat in the session, but for who came without registering; one query."""
    taking = Seat.objects.filter(session=session, state__in=Seat.TAKING)
    return taking.exclude(attendee__registration__origin=Registration.Origin.WALK_IN).count()


def _is_listed(stop: Stop, own: list[int] | None) -> Q:
    """Whom the door of the stop lists on a day of these sessions, as `people_of` of a telephone's door does.

    Those who chose a session of the day or none, and whoever was noted on it, which alone brings a walk-in.
    """
    facts = CheckIn.objects.standing().filter(stop=stop, attendee=OuterRef("pk"), at__gte=shown_since(stop))
    awaited = ~Q(registration__origin=Registration.Origin.WALK_IN)
    return (awaited if own is None else awaited & ~_is_of_another_day(own)) | Q(Exists(facts))


def _is_of_another_day(own: list[int]) -> Q:
    """Said of attendees: they chose sessions, and none of them is one of these."""
    seats = Seat.objects.filter(attendee=OuterRef("pk"), state__in=Seat.LIVE)
    return Q(Exists(seats)) & ~Q(Exists(seats.filter(session__in=own)))


def counts_of(stop: Stop) -> Counts:
    """The figures of the day that a tap changes, as a telephone counts them (`registrations.desk.door.standing`).

    One query, which asks about nobody by name.
    """
    moves: dict[int, list[tuple[int | None, bool]]] = defaultdict(list)
    cancelled, walk_ins = set(), set()
    for attendee, session, out, gone, walked in asked.seen_at(stop, shown_since(stop)):
        moves[attendee].append((session, out))
        if gone:
            cancelled.add(attendee)
        if walked:
            walk_ins.add(attendee)
    seen = {attendee: is_inside(theirs, None) for attendee, theirs in moves.items()}
    there = {attendee: moves[attendee] for attendee, here in seen.items() if here}
    came_unlisted, back = (sum(seen[one] is not None for one in who) for who in (walk_ins, cancelled - walk_ins))
    return Counts(len(there), came_unlisted, stop.safety_limit, there, cancelled & there.keys(), back)


def counts_in_room(door: Door, counts: Counts) -> Counts:
    """The same of the door's own room, as a telephone counts: of a session, whoever was noted in it, and its seats."""
    session = door.session
    if session is None:
        return counts
    here = sum(bool(is_inside(moves, session.pk)) for moves in counts.there.values())
    limits = [limit for limit in (counts.limit, session.capacity) if limit is not None]
    return replace(counts, here=here, limit=min(limits, default=None))


def session_counts(stop: Stop, counts: Counts) -> list[SessionCounts]:
    """The sessions of the stop, each with how many of `counts` are in it; at most two queries.

    Whoever is at the stop is taken to be in the sessions where they have a seat.
    """
    about = counts.there.keys() - counts.cancelled
    rows = seats(stop, about) if about else ()
    seated = {(attendee, session) for attendee, session, state, _entry in rows if state != Seat.State.WAITLISTED}
    found = []
    for session in asked.sessions_planned(stop):
        where = {attendee: is_inside(moves, session.pk) for attendee, moves in counts.there.items()}
        here = sum((attendee, session.pk) in seated if one is None else one for attendee, one in where.items())
        found.append(SessionCounts(session, here))
    return found


def people_at(door: Door, *, words: str = "", shown: str = "") -> QuerySet[Attendee]:
    """Those whom the door may note, in order of name; each with `seated` and `waits`, at the stop or in the session.

    `words`: parts of a name or of a firm, or a ticket's code. `shown`: only who is still expected, or only who is here.
    The stop lists the people of the day, a session its own; words find anybody at the stop.
    Whoever walked in and was taken back is nobody, as is who came instead of another and was taken back.
    """
    facts = facts_of(door.stop).filter(attendee=OuterRef("pk"), at__gte=shown_since(door.stop))
    own = None if door.session else sessions_today(door.stop)
    came = CheckIn.objects.standing().filter(stop=door.stop, attendee=OuterRef("pk"))
    found = _everybody(door, own).exclude(REPLACED_BY_MISTAKE & ~Q(Exists(came)))
    if door.session:
        facts = facts.filter(session=door.session)
    if words:
        found = found.filter(~Q(registration__origin=Registration.Origin.WALK_IN) | Exists(came))
    else:
        is_of_session = Q(seated=True) | Q(waits=True) | Exists(facts)
        found = found.filter(is_of_session if door.session else _is_listed(door.stop, own))
    if shown == "here":
        there = counts_of(door.stop).there.items()
        session = door.session.pk if door.session else None
        here = [attendee for attendee, moves in there if is_inside(moves, session)]
        found = found.filter(pk__in=here)
    elif shown == "expected":
        found = found.filter(~Exists(facts), cancelled_at=None)
    for word in words_in(words):
        found = found.filter(
            Q(person__search_key__contains=word) | Q(person__company__search_key__contains=word) | Q(code=word.upper())
        )
    return found


def words_in(text: str) -> list[str]:
    """The words to look for: "and" alone would hide "Dupont & fils", which has none."""
    words = search_key(text).split()
    return [word for word in words if word not in {"et", "and"}] or words


def _everybody(door: Door, own: list[int] | None) -> QuerySet[Attendee]:
    """Everybody named at the stop, in order of name, with their seats at this door and their successor.

    `own` are the day's sessions.
    """
    seats = Seat.objects.filter(attendee=OuterRef("pk"))
    if door.session:
        seats = seats.filter(session=door.session)
    elif own is not None:
        seats = seats.filter(session__in=own)
    found = Attendee.objects.filter(stop=door.stop).annotate(
        seated=Exists(seats.filter(state__in=Seat.TAKING)),
        waits=Exists(seats.filter(state=Seat.State.WAITLISTED)),
        successor=Subquery(
            Attendee.objects.filter(instead_of=OuterRef("pk"), cancelled_at=None).values("person__name")[:1]
        ),
        of_another_day=(Value(False) if own is None else ExpressionWrapper(_is_of_another_day(own), BooleanField())),
    )
    return found.select_related("person__company", "registration", "instead_of__person").order_by(
        "person__search_key", "pk"
    )


def page_of_people(door: Door, people: QuerySet[Attendee], number: str) -> Page[Any]:
    """One page of them as rows; three queries."""
    page: Page[Any] = Paginator(people, PER_PAGE).get_page(number)
    page.object_list = rows_of(door, page.object_list)
    return page


def rows_about(door: Door, people: Iterable[Attendee]) -> list[Row]:
    """These people as the door shows them, whoever is still to come first; a few queries."""
    own = None if door.session else sessions_today(door.stop)
    rows = rows_of(door, _everybody(door, own).filter(pk__in=[one.pk for one in people]))
    return sorted(rows, key=lambda row: row.seen is not None)


def rows_of(door: Door, people: Iterable[Attendee]) -> list[Row]:
    """These people as the door shows them; two queries, one more where somebody walked in, and where somebody waits."""
    attendees = list(people)
    noted: dict[int, list[CheckIn]] = {attendee.pk: [] for attendee in attendees}
    facts = CheckIn.objects.standing().filter(attendee__in=noted, at__gte=shown_since(door.stop))
    for fact in facts.order_by("at", "pk"):
        noted[fact.attendee_id].append(fact)
    rows = [Row(attendee, noted[attendee.pk], door.stop, door.session) for attendee in attendees]
    if any(row.walked_in for row in rows):
        twice = _added_twice(door.stop)
        for row in rows:
            row.twice = row.attendee.pk in twice
    if door.session and any(row.attendee.waits and not row.attendee.seated for row in rows):
        ranks = ranks_in(door.session.pk)
        for row in rows:
            row.rank = ranks.get(row.attendee.pk, 0)
    return rows


def _added_twice(stop: Stop) -> set[int]:
    """The attendees who walked in and have the name of another one, whose firm is the same or not said. One query.

    Two telephones without a network may each have added the same person.
    """
    walked = CheckIn.objects.standing().filter(stop=stop, attendee__registration__origin=Registration.Origin.WALK_IN)
    rows = walked.order_by().values_list(
        "attendee_id", "attendee__person__search_key", "attendee__person__company__search_key"
    )
    namesakes: dict[str, dict[int, str]] = defaultdict(dict)
    for attendee, name, firm in rows:
        namesakes[name][attendee] = firm or ""
    return {
        one
        for firms in namesakes.values()
        for one, firm in firms.items()
        if any(other != one and (not firm or not their or firm == their) for other, their in firms.items())
    }


def row_of(door: Door, attendee: Attendee, facts: list[CheckIn]) -> Row:
    """One person again, after a tap, with the facts that stand; seats are asked for where they are said."""
    row = Row(attendee, [fact for fact in facts if fact.at >= shown_since(door.stop)], door.stop, door.session)
    if row.seen:
        return row
    own = None if door.session else sessions_today(door.stop)
    return rows_of(door, _everybody(door, own).filter(pk=attendee.pk))[0]
