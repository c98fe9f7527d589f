"""Presence, derived from what was noted at the door."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    BooleanField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from events.models import Session, Stop
from events.models.timezones import day_bounds
from events.planning.queries import stop_at
from registrations.attendance.report.counting import tally
from registrations.attendance.states import REPLACED_BY_MISTAKE, people_at, replacing_each
from registrations.models import Attendee, CheckIn, Registration, Seat
from registrations.models.check_in import CheckInQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True, slots=True)
class PresenceFigures:
    """Who was expected, who came and who did not, people and firms apart: companies count firms only."""

    expected: int
    present: int
    absent: int
    walk_ins: int
    companies: int
    organisations: int


class Seen(TypedDict):
    """What `people_present` adds."""

    came_at: datetime.datetime


class FirstSeen(TypedDict):
    """What `everybody_at` adds."""

    came_at: datetime.datetime | None
    came_how: str | None


class Listed(FirstSeen):
    """What `listed_at` adds."""

    cancelled_late: bool


if TYPE_CHECKING:
    AttendeePresent = WithAnnotations[Attendee, Seen]
    AttendeeFirstSeen = WithAnnotations[Attendee, FirstSeen]
    AttendeeListed = WithAnnotations[Attendee, Listed]


def people_registered(stop: Stop) -> QuerySet[Attendee]:
    """Whoever is registered for the stop and did not cancel; those who came without registering are not among them."""
    return Attendee.objects.filter(stop=stop, cancelled_at=None).exclude(
        registration__origin=Registration.Origin.WALK_IN
    )


def people_with_a_seat(stop: Stop) -> QuerySet[Attendee]:
    """Whoever of these may come in: all but those who chose sessions and have a seat in none that takes place."""
    seats = Seat.objects.filter(attendee=OuterRef("pk"))
    taken = seats.filter(state__in=Seat.TAKING, session__state=Session.State.PLANNED)
    return people_registered(stop).filter(Exists(taken) | ~Exists(seats.filter(session__stop=stop)))


def people_present(stop: Stop) -> QuerySet[AttendeePresent]:
    """Whoever came in, and was not noted by mistake; `came_at` is when they were first seen."""
    facts = _facts_of_each(stop)
    found = Attendee.objects.filter(Exists(facts), stop=stop).annotate(came_at=Subquery(facts.values("at")[:1]))
    return found.order_by("person__search_key", "pk")


def facts_of(stop: Stop) -> CheckInQuerySet:
    """What says that people came to the stop: the facts that stand."""
    return CheckIn.objects.standing().filter(stop=stop, direction=CheckIn.Direction.IN)


def _facts_of_each(stop: Stop) -> CheckInQuerySet:
    """Those about the attendee of an outer query, the first first."""
    return facts_of(stop).filter(attendee=OuterRef("pk")).order_by("at", "pk")


def facts_by_day(attendee: Attendee) -> dict[datetime.date, list[CheckIn]]:
    """What says that somebody came, by the days of the stop's clock, the first day first. One query."""
    by_day: dict[datetime.date, list[CheckIn]] = {}
    for fact in facts_of(attendee.stop).filter(attendee=attendee).select_related("session").order_by("at", "pk"):
        fact.attendee = attendee
        by_day.setdefault(fact.at.astimezone(attendee.stop.zone).date(), []).append(fact)
    return by_day


def everybody_at(stop: Stop) -> QuerySet[AttendeeFirstSeen]:
    """Everybody named at the stop, with `came_at` and `came_how` of their first fact, empty for who did not come."""
    facts = _facts_of_each(stop)
    found = Attendee.objects.filter(stop=stop).annotate(
        came_at=Subquery(facts.values("at")[:1]), came_how=Subquery(facts.values("how")[:1])
    )
    return found.select_related("person__company", "registration")


def listed_at(stop: Stop) -> QuerySet[AttendeeListed]:
    """Everybody whom the list of who came names: all but those who walked in by mistake, and were taken back.

    `cancelled_late`: once the stop had begun, and nobody came instead: absent, as `states.state_of` says.
    """
    planned = stop.sessions.planned().order_by("starts_at").values("starts_at")
    midnight = day_bounds(stop.starts_on, stop.zone)[0] if stop.starts_on else None
    began = Coalesce(Subquery(planned[:1]), Value(midnight, DateTimeField()))
    late = Q(cancelled_at__gte=began, registration__refused_at=None) & ~Exists(replacing_each())
    found = everybody_at(stop).exclude(registration__origin=Registration.Origin.WALK_IN, came_at=None)
    return found.exclude(REPLACED_BY_MISTAKE & Q(came_at=None)).annotate(
        cancelled_late=ExpressionWrapper(late, BooleanField())
    )


def attendee_at(tour: str, stop: str, attendee: uuid.UUID) -> AttendeeFirstSeen:
    """The attendee of that address, with person and stop. Raises Http404."""
    at = stop_at(tour, stop)
    found = everybody_at(at).filter(public_id=attendee).first()
    if found is None:
        raise Http404
    found.stop = at
    return found


def presence_figures(stop: Stop) -> PresenceFigures:
    """The figures of a stop, as its report counts them; two queries.

    Firms and organisations are those that somebody present belongs to.
    """
    counted = tally(people_at([stop]))
    return PresenceFigures(
        expected=counted.expected,
        present=counted.present,
        absent=counted.no_shows,
        walk_ins=counted.walk_ins,
        companies=counted.firms,
        organisations=counted.organisations,
    )


def came_today(attendee: Attendee) -> datetime.datetime | None:
    """When somebody was last noted as here today, by the stop's clock; None for who was not. One query."""
    stop = attendee.stop
    began, over = day_bounds(timezone.now().astimezone(stop.zone).date(), stop.zone)
    came = facts_of(stop).filter(attendee=attendee, at__gte=began, at__lt=over)
    return came.order_by("-at").values_list("at", flat=True).first()
