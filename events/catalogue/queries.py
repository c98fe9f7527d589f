"""The stops of a tour as its pages list them. As many queries for three stops as for forty."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from events.catalogue.availability import Availability, of_stop
from events.catalogue.finding.windows import ALWAYS, Window, held_back, stored_windows
from events.catalogue.stored import Edition, StoredStop, stored_stops
from events.catalogue.words import TO_COME, Word, country, state_word, when
from events.models import Session, Stop
from events.route import RouteStop
from tournee.database.asked import Asked, plain
from tournee.texts.languages import active_language


@dataclass(frozen=True, slots=True)
class StopRow:
    """One line of the list: all as it is read, nothing left to work out.

    `when` leaves the year out and `when_in_year` says it; `year` is None where it is unknown. `region` is the country
    for a stop outside France, which has no `region_code`. `drawn` tells what is to be seen of it on a map; `stop` is
    what it was made of.
    """

    pk: int
    number: int | None
    place: str
    region: str
    region_code: str
    title: str
    when: str
    when_in_year: str
    year: int | None
    dated: bool
    url: str
    phase: str
    word: Word
    recorded: bool
    on_route: RouteStop | None
    drawn: str
    stop: StoredStop
    availability: Availability | None


def stop_rows(tour: Edition, at: datetime.datetime, *, seats_told: bool = True) -> list[StopRow]:
    """The public stops of `tour` in order of date, as they are at the moment `at`, in the active language.

    Three queries, or one: the stops and when they take registrations are kept until the tour changes, and a line is
    made once for the same stop. Without `seats_told` only the stops are read, and one to come is only said to be that.
    """
    seats = _seats(tour) if seats_told else _NO_SEATS
    windows = stored_windows(tour) if seats_told else _NO_WINDOWS
    base = reverse("tour", args=[tour.slug])
    language = active_language()
    rows = []
    for stop in stored_stops(tour):
        phase, available = stop.phase(at), of_stop(seats.get(stop.pk, ()))
        said = held_back(stop, phase, windows.get(stop.pk, ALWAYS), at)
        rows.append(row_of(stop, phase, available, base, language, instead=said))
    return rows


def next_first(rows: list[StopRow], at: datetime.datetime) -> tuple[list[StopRow], list[StopRow]]:
    """The lines in two: what comes next, and what is over at the moment `at`; all in one where nothing is to come."""
    over = {row.pk for row in rows if row.stop.is_over(at)}
    if not over or not any(row.phase in TO_COME for row in rows):
        return rows, []
    return [row for row in rows if row.pk not in over], [row for row in rows if row.pk in over]


@lru_cache(maxsize=1024)
def row_of(
    stop: StoredStop,
    phase: Stop.Phase,
    seats: Availability | None,
    base: str,
    language: str,
    *,
    instead: Word | None = None,
) -> StopRow:
    """The line of a stop in that phase, in the active `language`; `base` is the address of its tour's page.

    `instead` is said in place of the seats (see `finding.windows.held_back`).
    """
    url = f"{base}{stop.slug}/"
    on_route = _on_route(stop, phase, url)
    return StopRow(
        pk=stop.pk,
        number=stop.number,
        place=stop.place,
        region=stop.region__name or country(stop.time_zone),
        region_code=stop.region__code or "",
        title=stop.title(language),
        when=when(stop, year=False),
        when_in_year=when(stop, year=True),
        year=day.year if (day := stop.starts_on or stop.month) else None,
        dated=stop.starts_on is not None,
        url=url,
        phase=str(phase),
        word=instead or state_word(phase, seats),
        recorded=stop.state == Stop.State.RECORDED,
        on_route=on_route,
        drawn=repr(on_route) if on_route else "",
        stop=stop,
        availability=seats,
    )


_NO_SEATS: Mapping[int, list[tuple[int | None, int]]] = {}
_NO_WINDOWS: Mapping[int, Window] = {}
_planned = Asked(
    plain,
    lambda tour: (
        Session.objects.filter(stop__tour=tour, state=Session.State.PLANNED)
        .order_by()
        .values_list("stop_id", "capacity", "seats_taken")
    ),
    int,
)


def _seats(tour: Edition) -> Mapping[int, list[tuple[int | None, int]]]:
    """Capacity and seats taken of the planned sessions, by stop."""
    seats: defaultdict[int, list[tuple[int | None, int]]] = defaultdict(list)
    for stop, capacity, taken in _planned(tour.pk):
        seats[stop].append((capacity, taken))
    return seats


def _on_route(stop: StoredStop, phase: str, url: str) -> RouteStop | None:
    """The stop for the map, unless nobody knows where it is."""
    if stop.latitude is None or stop.longitude is None:
        return None
    recorded = stop.state == Stop.State.RECORDED
    return RouteStop(stop.number, stop.place, stop.latitude, stop.longitude, str(phase), stop.starts_on, url, recorded)
