"""The public stops of a place, of whatever tour, as its page lists them. As many queries for three as for forty."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from events.calendars.scopes import Scope
from events.catalogue.availability import of_stop
from events.catalogue.finding.windows import ALWAYS, held_back, windows_of
from events.catalogue.panels import stop_documents
from events.catalogue.queries import StopRow, row_of
from events.catalogue.said import Said, said
from events.catalogue.stored import StoredStop
from events.catalogue.words import Phase
from events.models import Organisation, Partnership, Session
from tournee.texts.languages import active_language
from tournee.web.navigation import Link

_STOP = (*StoredStop.__annotations__,)


class StoredTour(NamedTuple):
    """The columns of a stop's tour that its line needs."""

    pk: int
    slug: str
    title_fr: str
    title_en: str
    fictitious: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A stop with its tour, as it is stored, at the moment it is told."""

    stop: StoredStop
    tour: StoredTour
    phase: str


@dataclass(frozen=True, slots=True)
class Line:
    """A stop as it is read: its line, what the organisation is to it, and what was published of it."""

    row: StopRow
    roles: str
    documents: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The stops of one tour."""

    tour: Said
    url: str
    made_up: bool
    lines: list[Line]


def told_at(scope: Scope, now: datetime.datetime) -> list[Told]:
    """The public stops of which at least a part belongs to `scope`, in order of date. One query."""
    columns = [*_STOP, *(f"tour__{name}" for name in StoredTour.__annotations__)]
    rows = scope.stops().along_the_route().values_list(*columns)
    read = ((StoredStop(*row[: len(_STOP)]), StoredTour(*row[len(_STOP) :])) for row in rows)
    return [Told(stop, tour, str(stop.phase(now))) for stop, tour in read]


def lines_of(told: Sequence[Told], roles: Mapping[int, str], now: datetime.datetime) -> dict[int, Line]:
    """Their lines by the stop's id; `roles` by the stop's id. One query, and what is contributed."""
    ids = [one.stop.pk for one in told]
    seats: defaultdict[int, list[tuple[int | None, int]]] = defaultdict(list)
    planned = Session.objects.filter(stop__in=ids, state=Session.State.PLANNED).order_by()
    for stop, capacity, taken in planned.values_list("stop_id", "capacity", "seats_taken"):
        seats[stop].append((capacity, taken))
    published = [contributed(ids) for contributed in stop_documents]
    windows = windows_of({one.tour.pk for one in told})
    language = active_language()
    return {
        one.stop.pk: Line(
            row=row_of(
                one.stop,
                Phase(one.phase),
                of_stop(seats[one.stop.pk]),
                reverse("tour", args=[one.tour.slug]),
                language,
                instead=held_back(one.stop, one.phase, windows.get(one.stop.pk, ALWAYS), now),
            ),
            roles=roles.get(one.stop.pk, ""),
            documents=tuple(documents[one.stop.pk] for documents in published if one.stop.pk in documents),
        )
        for one in told
    }


def by_tour(told: Iterable[Told], lines: Mapping[int, Line]) -> list[Group]:
    """The stops `told` under their tours, both in the order given; `lines` by the stop's id."""
    found: dict[int, Group] = {}
    for one in told:
        tour = one.tour
        if tour.pk not in found:
            found[tour.pk] = Group(said(tour, "title"), reverse("tour", args=[tour.slug]), tour.fictitious, [])
        found[tour.pk].lines.append(lines[one.stop.pk])
    return list(found.values())


def day_of(told: Told) -> datetime.date:
    """By which what is past is put in order; the first of all days where nobody knows it."""
    return told.stop.starts_on or told.stop.month or datetime.date.min


@dataclass(frozen=True, slots=True)
class Roles:
    """What an organisation is to stops and, as a whole, to public tours: words by id."""

    stops: Mapping[int, str]
    tours: Mapping[int, str]


def roles_of(organisation: Organisation, told: Iterable[Told]) -> Roles:
    """Its roles at these stops and on its public tours. One query."""
    order = list(Partnership.Role)
    stops: defaultdict[int, set[str]] = defaultdict(set)
    tours: defaultdict[int, set[str]] = defaultdict(set)
    public = Q(tour__isnull=True) | ~Q(tour__state="draft")
    rows = Partnership.objects.filter(public, organisation=organisation).order_by()
    for role, tour, stop, session_stop in rows.values_list("role", "tour_id", "stop_id", "session__stop_id"):
        if tour:
            tours[tour].add(role)
        elif at := stop or session_stop:
            stops[at].add(role)
    for one in told:
        if not stops[one.stop.pk]:  # it carries the tour and so its stops
            stops[one.stop.pk] |= tours[one.tour.pk]

    def words(roles: set[str]) -> str:
        return ", ".join(str(role.label) for role in order if role in roles)

    return Roles(
        {pk: words(roles) for pk, roles in stops.items()}, {pk: words(roles) for pk, roles in tours.items() if roles}
    )
