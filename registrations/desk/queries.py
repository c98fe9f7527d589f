"""What the door shows: who may come in, who is here, how many that makes; as many queries for three as for 400."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from events.models import Session, Stop
from events.planning.queries import stop_at
from registrations.attendance.queries import facts_of
from registrations.desk import asked
from registrations.desk.operations import bounds_of_day
from registrations.desk.rows import Row
from registrations.models import Attendee, CheckIn, Seat
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
    """A session, and how many people were noted in it."""

    session: Session
    here: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are here, and at most may be: `limit` is the room’s, None where unknown.

    `noted` tells how many were noted in each session, by its id; None stands for the door of the stop.
    """

    here: int
    limit: int | None
    noted: dict[int | None, int]

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


def since(stop: Stop) -> datetime.datetime:
    """From when on what was noted is shown: of today on a day of the stop, else ever."""
    return bounds_of_day(stop, timezone.now())[0]


def counts_of(stop: Stop) -> Counts:
    """The figures of the day that a tap changes; one query, which asks about nobody by name."""
    here: dict[int | None, set[int]] = defaultdict(set)
    for attendee, session in asked.seen_at(stop, since(stop)):
        here[session].add(attendee)
    noted = {session: len(people) for session, people in here.items()}
    return Counts(len(set().union(*here.values())), stop.safety_limit, noted)


def session_counts(stop: Stop, counts: Counts) -> list[SessionCounts]:
    """The sessions of the stop, each with how many of `counts` were noted in it. One query."""
    return [SessionCounts(session, counts.noted.get(session.pk, 0)) for session in asked.sessions_planned(stop)]


def people_at(door: Door, *, words: str = "", shown: str = "") -> QuerySet[Attendee]:
    """Those whom the door may note, in order of name; each with `seated` and `waits`, at the stop or in the session.

    `words`: parts of a name or of a firm, or a ticket's code. `shown`: only who is still expected, or only who is here.
    A session lists its own people, and finds anybody at the stop by words.
    """
    facts = facts_of(door.stop).filter(attendee=OuterRef("pk"), at__gte=since(door.stop))
    found = _everybody(door)
    if door.session:
        facts = facts.filter(session=door.session)
    if door.session and not words:
        found = found.filter(Q(seated=True) | Q(waits=True) | Exists(facts))
    if shown == "here":
        found = found.filter(Exists(facts))
    elif shown == "expected":
        found = found.filter(~Exists(facts), cancelled_at=None)
    for word in search_key(words).split():
        found = found.filter(
            Q(person__search_key__contains=word) | Q(person__company__search_key__contains=word) | Q(code=word.upper())
        )
    return found


def _everybody(door: Door) -> QuerySet[Attendee]:
    """Everybody named at the stop, in order of name, with their seats at this door."""
    seats = Seat.objects.filter(attendee=OuterRef("pk"))
    if door.session:
        seats = seats.filter(session=door.session)
    found = Attendee.objects.filter(stop=door.stop).annotate(
        seated=Exists(seats.filter(state__in=Seat.TAKING)),
        waits=Exists(seats.filter(state=Seat.State.WAITLISTED)),
    )
    return found.select_related("person__company", "registration").order_by("person__search_key", "pk")


def page_of_people(door: Door, people: QuerySet[Attendee], number: str) -> Page[Any]:
    """One page of them as rows; three queries."""
    page: Page[Any] = Paginator(people, PER_PAGE).get_page(number)
    page.object_list = rows_of(door, page.object_list)
    return page


def rows_of(door: Door, people: Iterable[Attendee]) -> list[Row]:
    """These people as the door shows them; two queries."""
    attendees = list(people)
    noted: dict[int, list[CheckIn]] = {attendee.pk: [] for attendee in attendees}
    for fact in facts_of(door.stop).filter(attendee__in=noted, at__gte=since(door.stop)).order_by("at", "pk"):
        noted[fact.attendee_id].append(fact)
    return [Row(attendee, noted[attendee.pk], door.stop, door.session) for attendee in attendees]


def row_of(door: Door, attendee: Attendee, facts: list[CheckIn]) -> Row:
    """One person again, after a tap, with the facts that stand; seats are asked for where they are said."""
    row = Row(attendee, [fact for fact in facts if fact.at >= since(door.stop)], door.stop, door.session)
    return row if row.seen else rows_of(door, _everybody(door).filter(pk=attendee.pk))[0]
