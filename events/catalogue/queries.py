"""The stops of a tour as its pages list them. As many queries for three stops as for forty."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from events.catalogue.availability import of_stop
from events.catalogue.clock import era, remembered
from events.catalogue.stored import StoredStop, stored_stops
from events.catalogue.words import Word, country, state_word, when
from events.models import Session, Stop, Tour
from events.route import RouteStop


@dataclass(frozen=True, slots=True)
class StopRow:
    """One line of the list: all as it is read, nothing left to work out.

    `when` leaves the year out and `when_in_year` says it; `year` is None where it is unknown. `region` is the country
    for a stop outside France, which has no `region_code`.
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


def stop_rows(tour: Tour, at: datetime.datetime) -> list[StopRow]:
    """The public stops of `tour` in order of date, as they are at the moment `at`, in the active language.

    Two queries, or none: they are kept until the tour changes or the clock changes a word.
    """
    language = get_language() or "fr"
    rows: list[StopRow] = remembered(f"stop-rows:{language}:{era(tour, at)}", lambda: _read(tour, at, language))
    return rows


def _read(tour: Tour, at: datetime.datetime, language: str) -> list[StopRow]:
    seats = _seats(tour)
    base = reverse("tour", args=[tour.slug])
    rows = []
    for stop in stored_stops(tour):
        phase = stop.phase(at)
        url = f"{base}{stop.slug}/"
        rows.append(
            StopRow(
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
                word=state_word(phase, of_stop(seats[stop.pk])),
                recorded=stop.state == Stop.State.RECORDED,
                on_route=_on_route(stop, phase, url),
            )
        )
    return rows


def _seats(tour: Tour) -> defaultdict[int, list[tuple[int | None, int]]]:
    """Capacity and seats taken of the planned sessions, by stop."""
    seats: defaultdict[int, list[tuple[int | None, int]]] = defaultdict(list)
    planned = Session.objects.filter(stop__tour=tour, state=Session.State.PLANNED).order_by()
    for stop, capacity, taken in planned.values_list("stop_id", "capacity", "seats_taken"):
        seats[stop].append((capacity, taken))
    return seats


def _on_route(stop: StoredStop, phase: str, url: str) -> RouteStop | None:
    """The stop for the map, unless nobody knows where it is."""
    if stop.latitude is None or stop.longitude is None:
        return None
    recorded = stop.state == Stop.State.RECORDED
    return RouteStop(stop.number, stop.place, stop.latitude, stop.longitude, str(phase), stop.starts_on, url, recorded)
