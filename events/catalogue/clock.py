"""When the clock alone changes a word on a tour's pages, and the keys under which rendered pages are kept."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from events.catalogue.addresses import PresentTour, StopAddress
from events.catalogue.panels import stop_page_moments
from events.catalogue.stored import Edition, StoredStop, of_edition, stored_stops, version
from events.models import Stop, Tour
from events.models.timezones import day_bounds


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is asked of a tour before its page: the moments that change a phase, in order, and the regions it visits.

    A moment is in seconds since 1970: as such, eighty are kept and found in no time.
    """

    moments: tuple[float, ...]
    regions: frozenset[str]


def calendar_of(tour: Edition) -> Calendar:
    """The moments of `tour`: midnight, by each stop's own clock, as its first day begins and as its last one ends.

    Kept by the tour's version; one query when it is not.
    """
    calendar: Calendar = of_edition(tour, "tour-moments", lambda: _read(tour))
    return calendar


def _read(tour: Edition) -> Calendar:
    stops = stored_stops(tour)
    return Calendar(moments_of(stops), frozenset(stop.region__code for stop in stops if stop.region__code))


def moments_of(stops: Iterable[StoredStop]) -> tuple[float, ...]:
    """The moments, in seconds since 1970 and in order, at which one of `stops` changes its phase, or is over."""
    return tuple(sorted({moment for stop in stops for moment in _turns(stop)}))


def _turns(stop: StoredStop) -> tuple[float, ...]:
    """When the stop's first day begins and its last one ends; of a cancelled one, when the day is past."""
    last = stop.last_day
    if stop.state == Stop.State.CANCELLED and last:
        return _midnights(last, last, stop.time_zone)[1:]
    if stop.state == Stop.State.PUBLISHED and stop.starts_on:
        return _midnights(stop.starts_on, stop.ends_on or stop.starts_on, stop.time_zone)
    return ()


def era(tour: Edition, now: datetime.datetime) -> str:
    """The tour's version and the stretch of time in which no word changes: what is told depends on it."""
    return f"{version(tour)}-{bisect_right(calendar_of(tour).moments, now.timestamp())}"


def tour_key(request: HttpRequest, tour: PresentTour) -> str | None:
    """The key of a tour's page; None for a filter of nothing we have, which nobody needs twice."""
    when, region = request.GET.get("when", ""), request.GET.get("region", "")
    if when not in {"", "upcoming", "open", "past"} or (region and region not in calendar_of(tour).regions):
        return None
    return f"tour-page:{version(tour)}"


def tour_until(_request: HttpRequest, tour: PresentTour) -> float | None:
    """The next moment at which the clock changes a word on the pages of `tour`; None when all is said."""
    return after(calendar_of(tour).moments, timezone.now())


def after(moments: Sequence[float], now: datetime.datetime) -> float | None:
    """The first of `moments`, which are in order, that is after `now`; None where none is."""
    passed = bisect_right(moments, now.timestamp())
    return moments[passed] if passed < len(moments) else None


def stop_key(_request: HttpRequest, stop: StopAddress) -> str:
    """The key of a stop's page, which also shows its neighbours and the tour's partners."""
    return f"stop-page:{stop.slug}:{version(stop.tour)}"


def stop_until(request: HttpRequest, stop: StopAddress) -> float | None:
    """The same moment for a stop's page: it shows its neighbours, where it is along the route, and what others add."""
    now = timezone.now()
    known = next((one.pk for one in stored_stops(stop.tour) if one.slug == stop.slug), None)
    added = [moment for say in stop_page_moments for moment in say(known)] if known else []
    to_come = [moment.timestamp() for moment in added if moment > now]
    return min([*to_come, *filter(None, [tour_until(request, stop.tour)])], default=None)


def home_key(_request: HttpRequest) -> str:
    """The key of the home page: all public tours and the day. One query, while their moments are kept."""
    now = timezone.now()
    eras = [era(tour, now) for tour in public_tours()]
    return f"home:{today(now)}:{','.join(eras)}"


def public_tours() -> list[Tour]:
    """Every public tour, the latest first, with what the keys and the home page need."""
    return list(Tour.objects.exclude(state=Tour.State.DRAFT))


def today(now: datetime.datetime) -> datetime.date:
    """The day it is for the installation as a whole."""
    return now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


@lru_cache(maxsize=1024)
def _midnights(first: datetime.date, last: datetime.date, zone: str) -> tuple[float, float]:
    """When `first` begins and when `last` is over, by the clock of `zone`."""
    begins, over = day_bounds(first, ZoneInfo(zone))[0], day_bounds(last, ZoneInfo(zone))[1]
    return begins.timestamp(), over.timestamp()
