"""Present, absent, excused: derived for each person of a stop, for each session and for each half-day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from events.models.timezones import day_bounds
from registrations.attendance.half_days import HalfDay, half_day_of, hours_of
from registrations.attendance.presence import Evidence, evidence_at
from registrations.models import Attendee, CheckIn, Registration, Seat


class State(models.TextChoices):
    """What somebody is to a stop, a session or a half-day.

    Excused is who cancelled before it began, or sent a colleague; absent, who was expected and did not come; waiting,
    who wished for sessions and has a seat in none that takes place.
    """

    PRESENT = "present", _("present")
    ABSENT = "absent", _("absent")
    EXCUSED = "excused", _("excused")
    EXPECTED = "expected", _("expected")
    WAITING = "waiting", _("on the waiting list")


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person named at a stop; `firm` and `town` are ids, None where they come from none, or it is not known."""

    attendee: int
    stop: int
    registration: int
    walked_in: bool
    state: State
    firm: int | None
    organisation: str
    town: int | None
    place: tuple[float, float] | None
    departement: str
    region: str

    @property
    def came(self) -> bool:
        """They were noted as here."""
        return self.state == State.PRESENT


@dataclass(slots=True)
class Presence:
    """What one person is to each session (by its id) and to each half-day they were to be there, or were."""

    sessions: dict[int, State] = field(default_factory=dict)
    half_days: dict[HalfDay, State] = field(default_factory=dict)


def state_of(
    *,
    came: bool,
    began: datetime.datetime | None,
    cancelled_at: datetime.datetime | None,
    now: datetime.datetime,
    waiting: bool = False,
    replaced: bool = False,
) -> State:
    """The one rule: `began` is when the stop or session begins, None where it has no date.

    Whoever a colleague came instead of is excused, whenever that was said.
    """
    if came:
        return State.PRESENT
    if cancelled_at is not None:
        in_time = began is None or cancelled_at < began
        return State.EXCUSED if in_time or replaced else State.ABSENT
    if waiting:
        return State.WAITING
    return State.ABSENT if began is not None and began <= now else State.EXPECTED


def beginnings(stops: Iterable[Stop]) -> dict[int, datetime.datetime | None]:
    """When each stop begins, by its id: with its first planned session, else with its day; one query."""
    by_id = {stop.pk: stop for stop in stops}
    sessions = Session.objects.planned().filter(stop__in=by_id).order_by()
    first = dict(sessions.values_list("stop").annotate(models.Min("starts_at")))
    return {pk: first.get(pk) or _first_moment(stop) for pk, stop in by_id.items()}


def _first_moment(stop: Stop) -> datetime.datetime | None:
    return day_bounds(stop.starts_on, stop.zone)[0] if stop.starts_on else None


def people_at(stops: Iterable[Stop], now: datetime.datetime | None = None) -> list[Somebody]:
    """Everybody named at these stops, with what they are at the moment `now`; two queries.

    Whom the team refused was never expected, nor was a walk-in: they are nothing to the stop unless they came.
    """
    stops = list(stops)
    began, moment = beginnings(stops), now or timezone.now()
    here = CheckIn.objects.standing().filter(attendee=OuterRef("pk"), direction=CheckIn.Direction.IN)
    seats = Seat.objects.filter(attendee=OuterRef("pk"), session__stop=OuterRef("stop"))
    named = Q(registration__refused_at=None) & ~Q(registration__origin=Registration.Origin.WALK_IN)
    found = Attendee.objects.filter(named | Exists(here), stop__in=began).annotate(
        here=Exists(here),
        seated=Exists(seats.filter(state=Seat.State.CONFIRMED, session__state=Session.State.PLANNED)),
        wished=Exists(seats),  # also one that waits no more: an offer whose time was over, or that was declined
        replaced=Exists(Attendee.objects.filter(instead_of=OuterRef("pk"), cancelled_at=None)),
    )
    rows = found.order_by("stop", "pk").values_list(
        "pk", "stop", "registration", "registration__origin", "cancelled_at", "here", "seated", "wished", "replaced",
        "person__company", "person__organisation_name", "person__company__town", "person__company__town__latitude",
        "person__company__town__longitude", "person__company__town__parent__name",
        "person__company__town__parent__parent__name",
    )  # fmt: skip
    return [_somebody(row, began[row[1]], moment) for row in rows]


def _somebody(row: tuple[Any, ...], began: datetime.datetime | None, now: datetime.datetime) -> Somebody:
    (pk, stop, registration, origin, cancelled_at, here, seated, wished, replaced, *person) = row
    firm, organisation, town, latitude, longitude, departement, region = person
    state = state_of(
        came=here, began=began, cancelled_at=cancelled_at, waiting=wished and not seated, replaced=replaced, now=now
    )
    return Somebody(
        attendee=pk, stop=stop, registration=registration, walked_in=origin == Registration.Origin.WALK_IN,
        state=state, firm=firm, organisation="" if firm else organisation, town=town,
        place=None if latitude is None or longitude is None else (latitude, longitude),
        departement=departement or "", region=region or "",
    )  # fmt: skip


def presence_of(stop: Stop, now: datetime.datetime | None = None) -> dict[int, Presence]:
    """What each person is to the stop's sessions and half-days, by the attendee's id; four queries."""
    return presences(evidence_at([stop]), stop, now or timezone.now())


def presences(evidence: Evidence, stop: Stop, now: datetime.datetime) -> dict[int, Presence]:
    """As `presence_of`, from what was read of the stop before."""
    people = evidence.facts.keys() | evidence.seats.keys() | evidence.given_up.keys()
    return {attendee: _presence(evidence, attendee, stop, now) for attendee in people}


def _presence(evidence: Evidence, attendee: int, stop: Stop, now: datetime.datetime) -> Presence:
    spans = {one.session.pk: one.spans for one in evidence.attended_by(attendee).sessions}
    given_up: Mapping[int, datetime.datetime] = evidence.given_up.get(attendee, {})
    seated = evidence.seats.get(attendee, set())
    presence = Presence()
    for pk in spans.keys() | seated | given_up.keys():
        session, cancelled_at = evidence.sessions[pk], None if pk in seated else given_up.get(pk)
        presence.sessions[pk] = state_of(came=pk in spans, began=session.starts_at, cancelled_at=cancelled_at, now=now)
        for half_day, (start, end) in hours_of(session.starts_at, session.ends_at, stop.zone).items():
            here = any(since < end and start < until for since, until in spans.get(pk, ()))
            _note(presence.half_days, half_day, state_of(came=here, began=start, cancelled_at=cancelled_at, now=now))
    if not presence.sessions:  # no session says of what half-day they were: the hours at which they were noted do
        for fact in evidence.facts.get(attendee, ()):
            _note(presence.half_days, half_day_of(fact.at, stop.zone), State.PRESENT)
    return presence


_FIRST = (State.PRESENT, State.ABSENT, State.EXPECTED, State.EXCUSED)


def _note(half_days: dict[HalfDay, State], half_day: HalfDay, state: State) -> None:
    """Somebody present in one session of a half-day was there; absent from one and excused from another, absent."""
    known = half_days.get(half_day)
    if known is None or _FIRST.index(state) < _FIRST.index(known):
        half_days[half_day] = state
