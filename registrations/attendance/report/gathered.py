"""The report of a stop or of a tour: everything it says, read in a constant number of queries."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from events.models import Session, Stop, Tour
from registrations.attendance.half_days import HalfDay
from registrations.attendance.presence import Evidence, evidence_at
from registrations.attendance.report import counting
from registrations.attendance.report.counting import Breakdown, Tally, tally
from registrations.attendance.report.forecast import FEWEST_STOPS, Forecast, Held, forecast
from registrations.attendance.states import Somebody, State, half_days_of_people, hours_of_stops, people_at
from registrations.figures.counting import CELL, Row, base, held_back
from registrations.figures.gathered import Scope, known_of


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session that has begun: people with a seat, how many of all came, and how many of these without a seat.

    `confirmed` where only those count whose presence in the session itself was.
    """

    session: Session
    seated: int
    came: int
    without_seat: int
    confirmed: bool = False

    @property
    def fill(self) -> float | None:
        """Seats taken by people who registered, of the seats; None where there is no limit."""
        return self.seated / self.session.capacity if self.session.capacity else None


@dataclass(frozen=True, slots=True)
class HalfDayLine:
    """A half-day: who was to be there, and who was; nobody is absent (None) before its last session is over."""

    half_day: HalfDay
    present: int
    absent: int | None
    excused: int


@dataclass(frozen=True, slots=True)
class StopLine:
    """A stop of the tour; `tally` is None where it is held back. Outside the team only who came may be told of it.

    One that is `running` counts in nothing yet, and has none either.
    """

    stop: Stop
    tally: Tally | None
    running: bool = False


@dataclass(frozen=True, slots=True)
class Others:
    """The other stops that are over, together: how many, their people, and what one had on average."""

    stops: int
    tally: Tally
    people: float
    firms: float


@dataclass(frozen=True, slots=True)
class Report:
    """Who came, in figures. `stops` are those counted; `in_no_session` came to the stop and count in none of it.

    `running`: the stop is still going on, or one of the tour's is, which is not counted until it is over.
    """

    scope: Scope
    inside: bool
    stops: Sequence[Stop]
    tally: Tally
    minutes: int
    breakdowns: tuple[Breakdown, ...]
    sessions: tuple[SessionLine, ...]
    in_no_session: int
    half_days: tuple[HalfDayLine, ...]
    lines: tuple[StopLine, ...]
    others: Others | None
    forecast: Forecast | None
    running: bool
    read_at: datetime.datetime

    @property
    def tour(self) -> Tour:
        """The tour it is about, or of whose stop."""
        return self.scope if isinstance(self.scope, Tour) else self.scope.tour

    @property
    def stop(self) -> Stop | None:
        """The stop it is about; None of a tour."""
        return self.scope if isinstance(self.scope, Stop) else None

    @property
    def read_at_clock(self) -> datetime.datetime:
        """When it was read, as people read it: by the stop's clock, else by ours."""
        return timezone.localtime(self.read_at, self.stop.zone if self.stop else None)

    @property
    def read_on(self) -> datetime.date:
        """The day of that."""
        return self.read_at_clock.date()

    @property
    def begun(self) -> bool:
        """Whether anything can be told yet of who came."""
        return bool(self.stops)

    @property
    def guarded(self) -> bool:
        """Whether it tells the numbers of a whole tour to somebody who does not edit it.

        A stop's co-hosts know who they are: of their stop these numbers tell them nothing.
        """
        return not self.inside and self.stop is None

    @property
    def few(self) -> bool:
        """Whether so few came that whoever reads this is not even told how many."""
        return self.guarded and 0 < self.tally.present < base()

    @property
    def withholds(self) -> bool:
        """Whether those who stayed away, were excused or walked in are too few to be told to whoever reads this."""
        return self.few or (self.guarded and self.tally.tells)

    def hides(self, parties: int) -> bool:
        """Whether so many firms or organisations, of all who came, are too few to be told to whoever reads this."""
        return self.few or (self.guarded and 0 < parties < CELL)

    @property
    def hidden(self) -> bool:
        """Whether anything is held back."""
        lines = any(line.tally is None and not line.running for line in self.lines)
        totals = self.hides(self.tally.firms) or self.hides(self.tally.organisations)
        return self.withholds or totals or lines or any(one.hidden or one.too_few for one in self.breakdowns)

    @property
    def fill(self) -> float | None:
        """Seats confirmed of all seats of sessions that have a number of them."""
        limited = [line for line in self.sessions if line.session.capacity]
        seats = sum(line.session.capacity or 0 for line in limited)
        return sum(line.seated for line in limited) / seats if seats else None


def report_of(scope: Scope, *, inside: bool, now: datetime.datetime | None = None) -> Report:
    """What a report says of a stop or of a tour; to readers outside the team small numbers are held back.

    Eight queries, whatever the number of stops and people.
    """
    moment = now or timezone.now()
    stop = scope if isinstance(scope, Stop) else None
    counted = stops_begun(scope.tour if isinstance(scope, Stop) else scope, moment)
    read = {one.pk: one for one in (*counted, *([stop] if stop else []))}
    hours = hours_of_stops(read.values())
    everybody = people_at(read.values(), moment, hours)
    running = {one.pk for one in counted if not hours[one.pk].are_over(moment)}
    mine = [one for one in counted if one == stop or (stop is None and one.pk not in running)]
    scoped = {stop.pk} if stop else {one.pk for one in mine}
    people = [one for one in everybody if one.stop in scoped]
    evidence = evidence_at(mine)
    whole = tally(people)
    held = (one for one in counted if one.phase(moment) == Stop.Phase.HELD and one.pk not in running)
    return Report(
        scope=scope,
        inside=inside,
        stops=mine,
        tally=whole,
        minutes=sum(evidence.attended_by(one.attendee).minutes for one in people if one.came),
        breakdowns=_breakdowns(people, read, regions=stop is None, inside=inside),
        sessions=tuple(_sessions(evidence, moment)) if stop else (),
        in_no_session=sum(not evidence.attended_by(pk).sessions for pk in evidence.facts) if stop else 0,
        half_days=tuple(_half_days(half_days_of_people(evidence, people, stop, moment).values())) if stop else (),
        lines=() if stop else tuple(_lines(counted, people, running, inside=inside)),
        others=_others([one for one in everybody if one.stop not in running | scoped], inside=inside) if stop else None,
        forecast=forecast(whole.expected, settled(everybody, held)) if stop and not mine else None,
        running=stop.pk in running if stop else bool(running),
        read_at=moment,
    )


def stops_begun(tour: Tour, now: datetime.datetime) -> list[Stop]:
    """The stops of a tour that are held or take place today, along the route; one query."""
    stops = list(Stop.objects.filter(tour=tour, state=Stop.State.PUBLISHED).along_the_route())
    for stop in stops:
        stop.tour = tour
    return [stop for stop in stops if stop.phase(now) in (Stop.Phase.TODAY, Stop.Phase.HELD)]


def settled(people: Iterable[Somebody], stops: Iterable[Stop]) -> list[Held]:
    """Of each of these stops where anybody was noted: how many had been expected, and how many of these came."""
    came, absent = Counter[int](), Counter[int]()
    for one in people:
        came[one.stop] += one.came and not one.walked_in
        absent[one.stop] += one.state == State.ABSENT
    return [Held(came[stop.pk] + absent[stop.pk], came[stop.pk]) for stop in stops if came[stop.pk]]


def forecast_of(stop: Stop, now: datetime.datetime | None = None) -> Forecast | None:
    """How many will probably come to a coming stop; None once it has begun, and before five stops were held.

    Three queries, whatever the number of stops and people.
    """
    moment = now or timezone.now()
    if stop.phase(moment) != Stop.Phase.UPCOMING:
        return None
    held = [one for one in stops_begun(stop.tour, moment) if one.phase(moment) == Stop.Phase.HELD]
    if len(held) < FEWEST_STOPS:
        return None
    people = people_at([stop, *held], moment)
    return forecast(tally(one for one in people if one.stop == stop.pk).expected, settled(people, held))


def _breakdowns(
    people: list[Somebody], stops: Mapping[int, Stop], *, regions: bool, inside: bool
) -> tuple[Breakdown, ...]:
    known = known_of(one.firm for one in people if one.firm)
    found = (
        counting.by_size(people, known, inside=inside),
        counting.by_trade(people, known, inside=inside),
        counting.by_territory(people, regions=regions, inside=inside),
        counting.by_distance(people, stops, inside=inside),
    )
    return tuple(one for one in found if one.lines or one.too_few)


def _sessions(evidence: Evidence, now: datetime.datetime) -> Iterator[SessionLine]:
    """The sessions that have begun, in order of time."""
    came: defaultdict[int, set[int]] = defaultdict(set)
    for attendee in evidence.facts:
        for one in evidence.attended_by(attendee).sessions:
            came[one.session.pk].add(attendee)
    seated: defaultdict[int, set[int]] = defaultdict(set)
    for attendee, sessions in evidence.seats.items():
        for pk in sessions:
            seated[pk].add(attendee)
    for session in sorted(evidence.sessions.values(), key=lambda one: (one.starts_at, one.pk)):
        if session.starts_at <= now:
            here, expected = came[session.pk], seated[session.pk]
            strict = session.pk in evidence.strict
            yield SessionLine(session, len(expected), len(here), len(here - expected), strict)


def _half_days(people: Iterable[Mapping[HalfDay, State]]) -> Iterator[HalfDayLine]:
    counted: Counter[tuple[HalfDay, State]] = Counter()
    for half_days in people:
        counted.update(half_days.items())
    for half_day in sorted({half_day for half_day, _state in counted}):
        present, absent, excused = (counted[half_day, state] for state in (State.PRESENT, State.ABSENT, State.EXCUSED))
        if present or absent:
            awaited = counted[half_day, State.EXPECTED]
            yield HalfDayLine(half_day, present, None if awaited else absent, excused)


def _lines(
    stops: Iterable[Stop], people: Iterable[Somebody], running: Collection[int], *, inside: bool
) -> Iterator[StopLine]:
    """The stops in order, with the `people` of those that are over; outside the team without those whose people are
    few, or would be had by subtraction."""
    at: defaultdict[int, list[Somebody]] = defaultdict(list)
    for one in people:
        at[one.stop].append(one)
    hidden = set() if inside else _hidden(at)
    for stop in stops:
        told = stop.pk not in running and str(stop.pk) not in hidden
        yield StopLine(stop, tally(at[stop.pk]) if told else None, running=stop.pk in running)


def _hidden(at: Mapping[int, Iterable[Somebody]]) -> set[str]:
    """The stops (their ids) of which nothing may be told: all of them where fewer than the base came."""
    people = _who_came(at)
    if sum(row.count for row in people.values()) < base():
        return set(people)
    return held_back(people, _which_firms_came(at))


def _who_came(at: Mapping[int, Iterable[Somebody]]) -> dict[str, Row]:
    """The people that came to each stop, by party: whoever comes from no firm is of their registration."""
    rows = {str(stop): _together(people) for stop, people in at.items()}
    return {stop: row for stop, row in rows.items() if row.count}


def _together(people: Iterable[Somebody]) -> Row:
    """Everybody who came, by party."""
    row = Row()
    for one in people:
        if one.came:
            row.add(one.firm or f"registration {one.registration}")
    return row


def _which_firms_came(at: Mapping[int, Iterable[Somebody]]) -> dict[str, Row]:
    rows: defaultdict[str, Row] = defaultdict(Row)
    for stop, people in at.items():
        for firm in {one.firm for one in people if one.came and one.firm}:
            rows[str(stop)].add(firm)
    return rows


def _others(people: list[Somebody], *, inside: bool) -> Others | None:
    """The other stops that are over with anybody noted, taken together; outside the team only where they are three
    at least, where as many came as the base asks for, and where nobody is told by the numbers."""
    came = {one.stop for one in people if one.came}
    whole = tally(one for one in people if one.stop in came)
    visits = {(one.stop, one.firm) for one in people if one.came and one.firm}
    few = len(came) < CELL or whole.present < base() or whole.tells
    if not came or (not inside and (few or _together(people).tells)):
        return None
    return Others(len(came), whole, whole.present / len(came), len(visits) / len(came))
