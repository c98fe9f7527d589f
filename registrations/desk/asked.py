"""What every tap asks, as queries that are written once: a door has a queue, and writing SQL took most of the time."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Count, Model, Q

from events.models import Session, Stop, Tour
from registrations.models import Attendee, CheckIn, Company, DeskDevice, Person, Registration
from tournee.database.asked import Asked, columns, instance, plain, under

Instance = TypeVar("Instance", bound=Model)

# What no page of the door shows of its stop and tour: long texts, targets.
_UNSEEN = ("summary_", "access_", "reason_", "intro_", "target_", "contact_", "search_key")
_STOP, _TOUR = ([name for name in columns(model) if not name.startswith(_UNSEEN)] for model in (Stop, Tour))
_FACT = columns(CheckIn)
_DEVICE = columns(DeskDevice)
_ATTENDEE = [name for name in columns(Attendee) if name not in {"needs", "email_key"}]
_PERSON = ["id", "name", "organisation_name", "company_id", "search_key"]
_COMPANY = ["id", "name", "search_key"]
_REGISTRATION = ["id", "origin"]
_SESSION = ["id", "title_fr", "title_en", "starts_at", "ends_at", "capacity", "seats_taken"]

_standing = CheckIn.objects.standing()
_stops = Asked(
    plain,
    lambda tour, stop: (
        Stop.objects.filter(tour__slug=tour, slug=stop).order_by().values_list(*_STOP, *under("tour", _TOUR))
    ),
    *(str, str),
)
_devices = Asked(
    plain,
    lambda public_id: (
        DeskDevice.objects.filter(public_id=public_id)
        .order_by()
        .values_list(*_DEVICE, *under("stop", _STOP), *under("stop__tour", _TOUR))
    ),
    uuid.UUID,
)
_attendees = Asked(
    plain,
    lambda public_id: (
        Attendee.objects.filter(public_id=public_id)
        .order_by()
        .values_list(
            *_ATTENDEE,
            *under("person", _PERSON),
            *under("person__company", _COMPANY),
            *under("registration", _REGISTRATION),
        )
    ),
    uuid.UUID,
)
_held = Asked(plain, lambda pk: Attendee.objects.select_for_update().filter(pk=pk).order_by().values_list("pk"), int)
_facts = Asked(
    plain, lambda attendee: _standing.filter(attendee=attendee).order_by("at", "pk").values_list(*_FACT), int
)
_seen = Asked(
    plain,
    lambda stop, since: (
        _standing.filter(stop=stop, at__gte=since)
        .order_by("at", "pk")
        .annotate(
            out=Q(direction=CheckIn.Direction.OUT),
            # Of hundreds who came these are few: they are looked for at the stop, not asked about by each fact.
            gone=Q(attendee__in=Attendee.objects.filter(stop=stop, cancelled_at__isnull=False)),
            walked=Q(
                attendee__in=Attendee.objects.filter(
                    registration__stop=stop, registration__origin=Registration.Origin.WALK_IN
                )
            ),
        )
        .values_list("attendee_id", "session_id", "out", "gone", "walked")
    ),
    *(int, datetime.datetime),
)
_expected = Asked(
    plain,
    lambda stop: (
        Attendee.objects.filter(stop=stop, cancelled_at=None)
        .exclude(registration__origin=Registration.Origin.WALK_IN)
        .order_by()
        .values("stop")
        .values_list(Count("pk"))
    ),
    int,
)
_sessions = Asked(
    plain, lambda stop: Session.objects.filter(stop=stop, state=Session.State.PLANNED).values_list(*_SESSION), int
)


def stop_with_tour(tour: str, stop: str) -> Stop | None:
    """The stop now at that address, with its tour. One query."""
    for row in _stops(tour, stop):
        found = _made(Stop, _STOP, row)
        found.tour = _made(Tour, _TOUR, row[len(_STOP) :])
        return found
    return None


def device_with_stop(public_id: uuid.UUID) -> DeskDevice | None:
    """That telephone's link, with its stop and tour. One query."""
    for row in _devices(public_id):
        found, more = _made(DeskDevice, _DEVICE, row), row[len(_DEVICE) :]
        found.stop, more = _made(Stop, _STOP, more), more[len(_STOP) :]
        found.stop.tour = _made(Tour, _TOUR, more)
        return found
    return None


def attendee_of(stop: Stop, public_id: uuid.UUID) -> Attendee | None:
    """That person of the stop, with firm, registration and stop, as a door's row shows them. One query."""
    for row in _attendees(public_id):
        found, more = _made(Attendee, _ATTENDEE, row), row[len(_ATTENDEE) :]
        if found.stop_id != stop.pk:
            return None
        found.person, more = _made(Person, _PERSON, more), more[len(_PERSON) :]
        found.person.company, more = instance(Company, _COMPANY, more[: len(_COMPANY)]), more[len(_COMPANY) :]
        found.registration = _made(Registration, _REGISTRATION, more)
        found.stop = stop
        return found
    return None


def hold(attendee: Attendee) -> None:
    """Lock the attendee's row until the transaction ends. One query, where rows have locks."""
    _held(attendee.pk)


def facts_about(attendee: Attendee) -> list[CheckIn]:
    """The facts that stand about the attendee, the earliest first. One query."""
    facts = [_made(CheckIn, _FACT, row) for row in _facts(attendee.pk)]
    for fact in facts:
        fact.attendee = attendee
    return facts


def seen_at(stop: Stop, since: datetime.datetime) -> Sequence[Sequence[Any]]:
    """Each fact that stands, of that moment (aware) or later, the earliest first: attendee, session, whether they went
    out, whether the attendee had cancelled, whether they walked in. One query, of no more than is counted.
    """
    return _seen(stop.pk, since)


def count_expected(stop: Stop) -> int:
    """How many are registered and did not cancel (`attendance.queries.people_registered`). One query."""
    return sum(count for (count,) in _expected(stop.pk))


def sessions_planned(stop: Stop) -> list[Session]:
    """The sessions that take place, in order, as far as the door names them. One query."""
    return [_made(Session, _SESSION, row) for row in _sessions(stop.pk)]


def _made(model: type[Instance], names: Sequence[str], row: Sequence[Any]) -> Instance:
    """An object of what every such row has."""
    found = instance(model, names, row[: len(names)])
    if found is None:
        raise LookupError(model.__name__)
    return found
