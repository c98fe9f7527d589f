"""Who really attended which sessions, and for how long, derived from the facts that stand.

Whoever was noted at the stop is presumed in the sessions where they have a seat, from then until that day is over, and
in one at a time; whoever has none, in the plenaries that are open to all (without a number of seats). Of a session over
several days each is told by its own facts. Where the rule asks for more (co-funded by the European Union, vocational
training) a session counts only once a fact of its own confirms it: of its door, its sheet, or the person's own signing
in.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from events.models import Session, Stop
from events.models.timezones import day_bounds
from registrations.attendance.half_days import Span, days_of, half_day_of, hours_of
from registrations.models import AttendanceRule, CheckIn, Seat

LATE = datetime.timedelta(minutes=10)  # whoever is noted within so much of the start was there from the start
CONFIRMED_ONLY = frozenset({AttendanceRule.Regime.CO_FUNDED, AttendanceRule.Regime.TRAINING})


@dataclass(frozen=True, slots=True)
class AttendedSession:
    """A session somebody attended, and how many minutes of it; `presumed` where no fact of its own says so."""

    session: Session
    minutes: int
    presumed: bool
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attended:
    """What one person attended: minutes in all (those of sessions confirmed at the same time count once), and each."""

    minutes: int
    sessions: tuple[AttendedSession, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One standing fact about somebody; `session` is the id of the session it was noted in, or None for the stop."""

    session: int | None
    came: bool
    on_paper: bool
    at: datetime.datetime


@dataclass(slots=True)
class Evidence:
    """Everything that presence at some stops is derived from: planned sessions, facts and seats, by attendee.

    `strict` are the sessions that count only once confirmed; `given_up` says when a seat was cancelled; `open_to` are
    the plenaries open to all, by those who came and have no seat.
    """

    sessions: dict[int, Session]
    strict: set[int]
    facts: dict[int, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    seats: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    given_up: dict[int, dict[int, datetime.datetime]] = field(default_factory=lambda: defaultdict(dict))
    open_to: dict[int, set[int]] = field(default_factory=dict)

    def attended_by(self, attendee: int) -> Attended:
        """What that person attended."""
        facts = self.facts.get(attendee, [])
        presumed = (self.seats.get(attendee) or self.open_to.get(attendee, set())) - self.strict
        asked = presumed | {fact.session for fact in facts if fact.session is not None and fact.came}
        days = [
            day
            for pk in asked & self.sessions.keys()
            for day in attended_days(self.sessions[pk], facts, presumable=pk in presumed)
        ]
        found = sorted(_by_session(in_one_place(days)), key=_in_the_programme)
        spans = [span for one in found for span in one.spans]
        return Attended(_minutes(spans), tuple(found))

    def attended(self) -> dict[int, Attended]:
        """What each person noted as here attended, by the attendee's id."""
        return {attendee: self.attended_by(attendee) for attendee in self.facts}


def evidence_at(stops: Iterable[Stop]) -> Evidence:
    """What presence at these stops is derived from: those noted as here, planned sessions, seats; four queries.

    Whom the team refused gave nothing up: they never had a seat.
    """
    by_id = {stop.pk: stop for stop in stops}
    sessions = {one.pk: one for one in Session.objects.planned().filter(stop__in=by_id)}
    for session in sessions.values():
        session.stop = by_id[session.stop_id]
    found = Evidence(sessions, _strict(sessions.values(), by_id))
    came_to: dict[int, int] = {}
    facts = CheckIn.objects.standing().filter(stop__in=by_id).order_by("at", "pk")
    rows = facts.values_list("stop", "attendee", "session", "direction", "how", "at")
    for stop_id, attendee, session_id, direction, how, at in rows:
        came = direction == CheckIn.Direction.IN
        if came or attendee in found.facts:
            came_to[attendee] = stop_id
            found.facts[attendee].append(Fact(session_id, came, how == CheckIn.How.PAPER, at))
    seats = Seat.objects.filter(
        session__in=sessions,
        state__in=[Seat.State.CONFIRMED, Seat.State.CANCELLED],
        attendee__registration__refused_at=None,
    )
    for attendee, session_id, state, at in seats.order_by().values_list("attendee", "session", "state", "since"):
        if state == Seat.State.CONFIRMED:
            found.seats[attendee].add(session_id)
        else:
            found.given_up[attendee][session_id] = at
    open_at = _open_to_all(sessions.values())
    found.open_to = {pk: open_at[stop_id] for pk, stop_id in came_to.items() if pk not in found.seats}
    return found


def _open_to_all(sessions: Iterable[Session]) -> defaultdict[int, set[int]]:
    """By stop, the sessions that nobody needs a seat for: plenaries without a number of them."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for session in sessions:
        if session.kind == Session.Kind.PLENARY and session.capacity is None:
            found[session.stop_id].add(session.pk)
    return found


def _strict(sessions: Iterable[Session], stops: Iterable[int]) -> set[int]:
    """The sessions that count only once confirmed: by their own rule, else by their stop's. One query."""
    rules = AttendanceRule.objects.filter(stop__in=stops).values_list("stop", "session", "regime")
    of_session = {session: regime for _stop, session, regime in rules if session is not None}
    of_stop = {stop: regime for stop, session, regime in rules if session is None}
    return {
        session.pk for session in sessions if of_session.get(session.pk, of_stop.get(session.stop_id)) in CONFIRMED_ONLY
    }


def attended_days(session: Session, facts: Sequence[Fact], *, presumable: bool) -> Iterator[AttendedSession]:
    """What these facts about one person, in order of time, say of a session, each of its days for itself.

    Facts of the session's own prevail over what is presumed from being at the stop, where that may be. A signature on
    paper stands for the day's part in its half-day. Whoever was noted within ten minutes of the start was there from
    the start; whoever was noted in the session when its day was over was noted as they left.
    """
    zone = session.stop.zone
    days = days_of(session.starts_at, session.ends_at, zone)
    outs = [fact.at for fact in facts if not fact.came and fact.session in (None, session.pk)]
    for day, hours in days.items():
        own = [
            fact for fact in facts if fact.session == session.pk and fact.came and _day_among(days, fact, zone) == day
        ]
        if own:
            seen = (fact.at for fact in own if not fact.on_paper)
            arrivals = [at if at < hours[1] else hours[0] for at in seen]
        elif presumable:
            begins, over = day_bounds(day, zone)
            arrivals = [fact.at for fact in facts if fact.came and begins <= fact.at < max(over, hours[1])]
        else:
            continue
        spans = [*_between(hours, arrivals, outs), *(_signed(session, hours, fact.at) for fact in own if fact.on_paper)]
        if minutes := _minutes(spans):
            yield AttendedSession(session, minutes, not own, tuple(spans))


def _day_among(days: Collection[datetime.date], fact: Fact, zone: datetime.tzinfo) -> datetime.date:
    """Of which of a session's days a fact of its own is: that of its hour, else the nearest."""
    return min(max(fact.at.astimezone(zone).date(), min(days)), max(days))


def _by_session(days: Iterable[AttendedSession]) -> Iterator[AttendedSession]:
    """The days of each session together; presumed is one of which no day is confirmed."""
    by_session: defaultdict[int, list[AttendedSession]] = defaultdict(list)
    for one in days:
        by_session[one.session.pk].append(one)
    for one, *others in by_session.values():
        whole = (one, *others)
        spans = tuple(span for day in whole for span in day.spans)
        yield AttendedSession(one.session, sum(day.minutes for day in whole), all(day.presumed for day in whole), spans)


def in_one_place(sessions: Iterable[AttendedSession]) -> Iterator[AttendedSession]:
    """What one person attended, a session's day at a time, where nobody is presumed in two sessions at once.

    Those confirmed stand. One presumed is left the time that neither they take nor one presumed before it in the
    programme; where that is less than half, they were not in it.
    """
    taken: list[Span] = []
    for one in sorted(sessions, key=lambda one: (one.presumed, _in_the_programme(one))):
        left = [span for whole in one.spans for span in _outside(whole, taken)] if one.presumed else one.spans
        minutes = _minutes(left)
        if 2 * minutes >= one.minutes:
            taken += left
            yield replace(one, minutes=minutes, spans=tuple(left))


def _in_the_programme(one: AttendedSession) -> tuple[datetime.datetime, int]:
    return one.session.starts_at, one.session.pk


def _outside(whole: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """The parts of a span that none of these covers."""
    since, end = whole
    for start, until in sorted(taken):
        if since < min(start, end):
            yield since, min(start, end)
        since = max(since, until)
    if since < end:
        yield since, end


def _between(hours: Span, arrivals: Iterable[datetime.datetime], outs: Iterable[datetime.datetime]) -> Iterator[Span]:
    """The parts of these hours from each arrival to the next going out."""
    begins, ends = hours
    moves = sorted([(at, True) for at in arrivals] + [(at, False) for at in outs])
    arrived: datetime.datetime | None = None
    for at, came in [*moves, (ends, False)]:
        if came:
            arrived = arrived or at
        elif arrived is not None:
            start = begins if arrived <= begins + LATE else arrived
            if start < min(at, ends):
                yield start, min(at, ends)
            arrived = None


def _signed(session: Session, hours: Span, at: datetime.datetime) -> Span:
    """What a signature stands for: the session's part in the half-day of `at`, else all of that day's hours."""
    zone = session.stop.zone
    return hours_of(session.starts_at, session.ends_at, zone).get(half_day_of(at, zone), hours)


def _minutes(spans: Iterable[Span]) -> int:
    """Whole minutes covered by these spans, those covered twice counted once."""
    covered = datetime.timedelta()
    until: datetime.datetime | None = None
    for start, end in sorted(spans):
        if until is None or end > until:
            covered += end - (start if until is None or start > until else until)
            until = end
    return int(covered.total_seconds() // 60)
