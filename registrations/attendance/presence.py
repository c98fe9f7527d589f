"""Who really attended which sessions, and for how long, derived from the facts that stand.

Whoever was noted at the stop is presumed in the sessions where they have a seat, from then until that day is over, and
in one at a time. Where the rule asks for more (co-funded by the European Union, vocational training) a session counts
only once a fact of its own confirms it: of its door, its sheet, or the person's own signing in.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from events.models import Session, Stop
from registrations.attendance.half_days import NOON, half_day_of, half_days_of
from registrations.models import AttendanceRule, CheckIn, Seat

LATE = datetime.timedelta(minutes=10)  # whoever is noted within so much of the start was there from the start
CONFIRMED_ONLY = frozenset({AttendanceRule.Regime.CO_FUNDED, AttendanceRule.Regime.TRAINING})

Span = tuple[datetime.datetime, datetime.datetime]


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

    `strict` are the sessions that count only once confirmed; `given_up` says since when a seat is cancelled.
    """

    sessions: dict[int, Session]
    strict: set[int]
    facts: dict[int, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    seats: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    given_up: dict[int, dict[int, datetime.datetime]] = field(default_factory=lambda: defaultdict(dict))

    def attended_by(self, attendee: int) -> Attended:
        """What that person attended."""
        facts = self.facts.get(attendee, [])
        own = {fact.session for fact in facts if fact.session is not None and fact.came}
        asked = {pk for pk in self.seats.get(attendee, ()) if pk not in self.strict} | own
        found = [
            session
            for pk in asked
            if pk in self.sessions and (session := attended_session(self.sessions[pk], facts)) is not None
        ]
        found = sorted(in_one_place(found), key=_in_the_programme)
        spans = [span for one in found for span in one.spans]
        return Attended(_minutes(spans), tuple(found))


def attended(stop: Stop) -> dict[int, Attended]:
    """What each person noted as here attended, by the attendee's id; four queries, whatever the number."""
    return attended_at([stop])


def attended_at(stops: Iterable[Stop]) -> dict[int, Attended]:
    """As `attended`, of several stops; four queries, whatever the number."""
    evidence = evidence_at(stops)
    return {attendee: evidence.attended_by(attendee) for attendee in evidence.facts}


def evidence_at(stops: Iterable[Stop]) -> Evidence:
    """What presence at these stops is derived from: those noted as here, planned sessions, seats; four queries.

    Whom the team refused gave nothing up: they never had a seat.
    """
    by_id = {stop.pk: stop for stop in stops}
    sessions = {one.pk: one for one in Session.objects.planned().filter(stop__in=by_id)}
    for session in sessions.values():
        session.stop = by_id[session.stop_id]
    found = Evidence(sessions, _strict(sessions.values(), by_id))
    facts = CheckIn.objects.standing().filter(stop__in=by_id).order_by("at", "pk")
    for attendee, session_id, direction, how, at in facts.values_list("attendee", "session", "direction", "how", "at"):
        came = direction == CheckIn.Direction.IN
        if came or attendee in found.facts:
            found.facts[attendee].append(Fact(session_id, came, how == CheckIn.How.PAPER, at))
    seats = Seat.objects.filter(
        session__in=sessions,
        state__in=[Seat.State.CONFIRMED, Seat.State.CANCELLED],
        attendee__registration__refused_at=None,
    )
    for attendee, session_id, state, since in seats.order_by().values_list("attendee", "session", "state", "since"):
        if state == Seat.State.CONFIRMED:
            found.seats[attendee].add(session_id)
        else:
            found.given_up[attendee][session_id] = since
    return found


def _strict(sessions: Iterable[Session], stops: Iterable[int]) -> set[int]:
    """The sessions that count only once confirmed: by their own rule, else by their stop's. One query."""
    rules = AttendanceRule.objects.filter(stop__in=stops).values_list("stop", "session", "regime")
    of_session = {session: regime for _stop, session, regime in rules if session is not None}
    of_stop = {stop: regime for stop, session, regime in rules if session is None}
    return {
        session.pk for session in sessions if of_session.get(session.pk, of_stop.get(session.stop_id)) in CONFIRMED_ONLY
    }


def attended_session(session: Session, facts: Sequence[Fact]) -> AttendedSession | None:
    """What these facts about one person, in order of time, say of a session; None where they were not in it.

    Facts of the session's own prevail over what is presumed from being at the stop, which says nothing of another day.
    A signature on paper stands for the session's part in its half-day. Whoever was noted within ten minutes of the
    start was there from the start; whoever was noted in the session when it was over was noted as they left.
    """
    own = [fact for fact in facts if fact.session == session.pk and fact.came]
    outs = [fact.at for fact in facts if not fact.came and fact.session in (None, session.pk)]
    if own:
        seen = (fact.at for fact in own if not fact.on_paper)
        arrivals = [at if at < session.ends_at else session.starts_at for at in seen]
    else:
        arrivals = [fact.at for fact in facts if fact.came]
        outs += [_midnight_after(at, session.stop.zone) for at in arrivals]
    spans = list(_between(session, arrivals, outs))
    spans += [_signed(session, fact.at) for fact in own if fact.on_paper]
    minutes = _minutes(spans)
    return AttendedSession(session, minutes, not own, tuple(spans)) if minutes else None


def _midnight_after(at: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
    """When the day of a moment is over, at a place in that zone."""
    return datetime.datetime.combine(at.astimezone(zone).date() + datetime.timedelta(days=1), datetime.time(), zone)


def in_one_place(sessions: Iterable[AttendedSession]) -> Iterator[AttendedSession]:
    """What one person attended, where nobody is presumed in two sessions at once.

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


def _between(
    session: Session, arrivals: Iterable[datetime.datetime], outs: Iterable[datetime.datetime]
) -> Iterator[Span]:
    """The parts of the session from each arrival to the next going out."""
    moves = sorted([(at, True) for at in arrivals] + [(at, False) for at in outs])
    since: datetime.datetime | None = None
    for at, came in [*moves, (session.ends_at, False)]:
        if came:
            since = since or at
        elif since is not None:
            start = session.starts_at if since <= session.starts_at + LATE else since
            if start < min(at, session.ends_at):
                yield start, min(at, session.ends_at)
            since = None


def _signed(session: Session, at: datetime.datetime) -> Span:
    """The part of the session that a signature stands for: that in the half-day of `at`, else all of it."""
    zone = session.stop.zone
    signed = half_day_of(at, zone)
    if len(half_days_of(session.starts_at, session.ends_at, zone)) < 2:
        return session.starts_at, session.ends_at
    noon = datetime.datetime.combine(signed.day, NOON, zone)
    start = max(noon, session.starts_at) if signed.afternoon else session.starts_at
    end = session.ends_at if signed.afternoon else min(noon, session.ends_at)
    midnight = datetime.datetime.combine(signed.day, datetime.time(), zone)
    start, end = max(start, midnight), min(end, midnight + datetime.timedelta(days=1))
    return (start, end) if start < end else (session.starts_at, session.ends_at)


def _minutes(spans: Iterable[Span]) -> int:
    """Whole minutes covered by these spans, those covered twice counted once."""
    covered = datetime.timedelta()
    until: datetime.datetime | None = None
    for start, end in sorted(spans):
        if until is None or end > until:
            covered += end - (start if until is None or start > until else until)
            until = end
    return int(covered.total_seconds() // 60)
