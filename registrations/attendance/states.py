"""Present, absent, excused: derived for each person of a stop, for each session and for each half-day."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from events.models.timezones import day_bounds
from registrations.attendance.half_days import HalfDay, Span, half_day_of, hours_of
from registrations.attendance.presence import Evidence
from registrations.models import Attendee, CheckIn, Registration, Seat

# They came instead of somebody who comes after all (`booking.operations.changing.take_back_replacement`).
REPLACED_BY_MISTAKE = Q(cancelled_at__isnull=False, instead_of__instead_of=F("pk"), instead_of__lt=F("pk"))


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
    cancelled_at: datetime.datetime | None = None
    abroad: bool = False

    @property
    def came(self) -> bool:
        """They were noted as here."""
        return self.state == State.PRESENT


def state_of(
    *,
    came: bool,
    began: datetime.datetime | None,
    over: datetime.datetime | None,
    cancelled_at: datetime.datetime | None,
    now: datetime.datetime,
    waiting: bool = False,
    replaced: bool = False,
) -> State:
    """The one rule: `began` is when the stop or session begins and `over` when it ends, None where it has no date.

    Until it is over, whoever did not come may still do. Whoever a colleague came instead of is excused, whenever that
    was said.
    """
    if came:
        return State.PRESENT
    if cancelled_at is not None:
        in_time = began is None or cancelled_at < began
        return State.EXCUSED if in_time or replaced else State.ABSENT
    if waiting:
        return State.WAITING
    return State.ABSENT if over is not None and over <= now else State.EXPECTED


@dataclass(frozen=True, slots=True)
class Hours:
    """When a stop begins, and when it is over; None of a stop without a date."""

    began: datetime.datetime | None
    over: datetime.datetime | None

    def are_over(self, at: datetime.datetime) -> bool:
        """Whether the last of them is past at the moment `at` (aware)."""
        return self.over is not None and self.over <= at


def hours_of_stops(stops: Iterable[Stop]) -> dict[int, Hours]:
    """The hours of each stop, by its id: of its planned sessions, else of its days; one query."""
    by_id = {stop.pk: stop for stop in stops}
    sessions = Session.objects.planned().filter(stop__in=by_id).order_by()
    found = sessions.values_list("stop").annotate(models.Min("starts_at"), models.Max("ends_at"))
    planned = {pk: Hours(first, last) for pk, first, last in found}
    return {pk: planned.get(pk) or Hours(_first_moment(stop), _last_moment(stop)) for pk, stop in by_id.items()}


def is_over(stop: Stop, at: datetime.datetime) -> bool:
    """Whether the stop's last session is past at the moment `at` (aware); never of a stop without a date. One query."""
    return hours_of_stops([stop])[stop.pk].are_over(at)


def day_has_come(stop: Stop, at: datetime.datetime) -> bool:
    """Whether it is the stop's first day at the moment `at`, or a later one; never of a stop without a date."""
    midnight = _first_moment(stop)
    return midnight is not None and midnight <= at


def _first_moment(stop: Stop) -> datetime.datetime | None:
    return day_bounds(stop.starts_on, stop.zone)[0] if stop.starts_on else None


def _last_moment(stop: Stop) -> datetime.datetime | None:
    return day_bounds(stop.ends_on or stop.starts_on, stop.zone)[1] if stop.starts_on else None


def people_at(
    stops: Iterable[Stop], now: datetime.datetime | None = None, hours: Mapping[int, Hours] | None = None
) -> list[Somebody]:
    """Everybody named at these stops, with what they are at the moment `now`; two queries, one where `hours` are given.

    Whom the team refused was never expected, nor was a walk-in: they are nothing to the stop unless they came.
    """
    if hours is None:
        hours = hours_of_stops(stops)
    moment = now or timezone.now()
    here = CheckIn.objects.standing().filter(attendee=OuterRef("pk"), direction=CheckIn.Direction.IN)
    seats = Seat.objects.filter(attendee=OuterRef("pk"), session__stop=OuterRef("stop"))
    named = Q(registration__refused_at=None) & ~Q(registration__origin=Registration.Origin.WALK_IN)
    found = Attendee.objects.filter(named | Exists(here), stop__in=list(hours)).annotate(
        here=Exists(here),
        seated=Exists(seats.filter(state=Seat.State.CONFIRMED, session__state=Session.State.PLANNED)),
        wished=Exists(seats),  # also one that waits no more: an offer whose time was over, or that was declined
        replaced=Exists(replacing_each()),
    )
    rows = found.order_by("stop", "pk").values_list(
        "pk", "stop", "registration", "registration__origin", "cancelled_at", "here", "seated", "wished", "replaced",
        "person__company", "person__organisation_name", "person__company__town", "person__company__town__latitude",
        "person__company__town__longitude", "person__company__town__parent__name",
        "person__company__town__parent__code", "person__company__town__parent__parent__name",
        "person__company__country",
    )  # fmt: skip
    return [_somebody(row, hours[row[1]], moment) for row in rows]


def replacing_each() -> models.QuerySet[Attendee]:
    """Whoever was sent instead of the attendee of an outer query, also where another was sent instead of them."""
    return Attendee.objects.filter(instead_of=OuterRef("pk")).exclude(REPLACED_BY_MISTAKE)


def _somebody(row: tuple[Any, ...], hours: Hours, now: datetime.datetime) -> Somebody:
    (pk, stop, registration, origin, cancelled_at, here, seated, wished, replaced, *person) = row
    firm, organisation, town, latitude, longitude, departement, number, region, country = person
    state = state_of(
        came=here, began=hours.began, over=hours.over, cancelled_at=cancelled_at, waiting=wished and not seated,
        replaced=replaced, now=now,
    )  # fmt: skip
    return Somebody(
        attendee=pk, stop=stop, registration=registration, walked_in=origin == Registration.Origin.WALK_IN,
        state=state, firm=firm, organisation="" if firm else organisation, town=town,
        place=None if latitude is None or longitude is None else (latitude, longitude),
        departement=f"{departement} ({number})" if departement else "", region=region or "", cancelled_at=cancelled_at,
        abroad=bool(country) and country != "FR",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Programme:
    """The half-days of a stop: the hours of each of its sessions (by id) in them, and when each begins and is over."""

    hours: Mapping[int, Mapping[HalfDay, Span]]
    begins: Mapping[HalfDay, datetime.datetime]
    ends: Mapping[HalfDay, datetime.datetime]

    def half_days_of(self, sessions: Iterable[int]) -> set[HalfDay]:
        """Those of these sessions."""
        return {half_day for pk in sessions for half_day in self.hours[pk]}


def half_days_of_people(
    evidence: Evidence, people: Iterable[Somebody], stop: Stop, now: datetime.datetime
) -> dict[int, dict[HalfDay, State]]:
    """What each of these people (of `people_at`) is to the half-days of the stop, by the attendee's id; no query.

    One notion holds for all, that of who came: whoever was noted at the stop was there in the half-days of their
    sessions from then on, whatever the rule asks for a session to count; where these are none, in that of the programme
    in which they were noted. Who did not come, and chose no session, is missed in each. So whatever a stop of one
    half-day says of its people, that half-day says too.
    """
    wherever_noted, programme = replace(evidence, strict=set()), _programme(evidence, stop)
    found = {}
    for one in people:
        there = _was_there(one, wherever_noted, programme, stop) if one.came else set()
        missed = () if one.state == State.WAITING else _was_not_there(one, evidence, programme, there)
        found[one.attendee] = dict.fromkeys(there, State.PRESENT) | {
            half_day: state_of(
                came=False, began=programme.begins[half_day], over=programme.ends[half_day], cancelled_at=cancelled_at,
                replaced=one.state == State.EXCUSED, now=now,
            )
            for half_day, cancelled_at in missed
        }  # fmt: skip
    return found


def _programme(evidence: Evidence, stop: Stop) -> Programme:
    """Of the sessions; of a stop without any, the half-days in which anybody was noted, which begin with the day."""
    hours = {pk: hours_of(one.starts_at, one.ends_at, stop.zone) for pk, one in evidence.sessions.items()}
    begins: dict[HalfDay, datetime.datetime] = {}
    ends: dict[HalfDay, datetime.datetime] = {}
    for spans in hours.values():
        for half_day, (start, end) in spans.items():
            begins[half_day] = min(start, begins.get(half_day, start))
            ends[half_day] = max(end, ends.get(half_day, end))
    if not hours:
        noted = {half_day_of(fact.at, stop.zone) for facts in evidence.facts.values() for fact in facts if fact.came}
        days = {half_day: day_bounds(half_day.day, stop.zone) for half_day in noted}
        begins, ends = ({half_day: day[side] for half_day, day in days.items()} for side in (0, 1))
    return Programme(hours, begins, ends)


def _was_there(one: Somebody, evidence: Evidence, programme: Programme, stop: Stop) -> set[HalfDay]:
    """The half-days in which somebody who came was at the stop: one at least."""
    there = {
        half_day
        for session in evidence.attended_by(one.attendee).sessions
        for half_day, (start, end) in programme.hours[session.session.pk].items()
        if any(since < end and start < until for since, until in session.spans)
    }
    noted = (half_day_of(fact.at, stop.zone) for fact in evidence.facts.get(one.attendee, ()) if fact.came)
    return there or {min(programme.begins, key=partial(_apart, half_day)) for half_day in noted}


def _apart(one: HalfDay, other: HalfDay) -> tuple[int, HalfDay]:
    """How many half-days lie between two; of two as near, the earlier one counts."""
    return abs(2 * (one.day - other.day).days + one.afternoon - other.afternoon), other


def _was_not_there(
    one: Somebody, evidence: Evidence, programme: Programme, there: Collection[HalfDay]
) -> Iterator[tuple[HalfDay, datetime.datetime | None]]:
    """The half-days in which somebody was to be and was not, and when that was cancelled: those of their sessions; who
    stayed away and chose none was to be in each."""
    kept = programme.half_days_of(evidence.seats.get(one.attendee, ()))
    left = {
        half_day: at for pk, at in evidence.given_up.get(one.attendee, {}).items() for half_day in programme.hours[pk]
    }
    for half_day in kept | left.keys() or (() if there else programme.begins):
        if half_day not in there:
            yield half_day, one.cancelled_at or (None if half_day in kept else left.get(half_day))
