"""When the clock alone changes a word on a tour's pages, and the keys under which rendered pages are kept."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from events.catalogue.stored import remembered, stored_stops, version
from events.models import Stop, Tour


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is asked of a tour before its page: the moments that change a phase, in order, and the regions it visits."""

    moments: tuple[datetime.datetime, ...]
    regions: frozenset[str]


def calendar_of(tour: Tour) -> Calendar:
    """The moments of `tour`: midnight, by each stop's own clock, as its first day begins and as its last one ends.

    Kept by the tour's version; one query when it is not.
    """
    calendar: Calendar = remembered(f"tour-moments:{version(tour)}", lambda: _read(tour))
    return calendar


def _read(tour: Tour) -> Calendar:
    moments: set[datetime.datetime] = set()
    regions: set[str] = set()
    for stop in stored_stops(tour):
        if stop.state == Stop.State.PUBLISHED and stop.starts_on:
            after = (stop.ends_on or stop.starts_on) + _DAY
            moments |= {_midnight(stop.starts_on, stop.time_zone), _midnight(after, stop.time_zone)}
        if stop.region__code:
            regions.add(stop.region__code)
    return Calendar(tuple(sorted(moments)), frozenset(regions))


def era(tour: Tour, now: datetime.datetime) -> str:
    """The tour's version and the stretch of time in which no word changes: what a kept page depends on."""
    return f"{version(tour)}-{bisect_right(calendar_of(tour).moments, now)}"


def tour_key(request: HttpRequest, tour: Tour) -> str | None:
    """The key of a tour's page; None for a filter of nothing we have, which nobody needs twice."""
    when, region = request.GET.get("when", ""), request.GET.get("region", "")
    if when not in {"", "upcoming"} or (region and region not in calendar_of(tour).regions):
        return None
    return f"tour-page:{era(tour, timezone.now())}"


def stop_key(_request: HttpRequest, stop: Stop) -> str:
    """The key of a stop's page, which also shows its neighbours and the tour's partners."""
    return f"stop-page:{stop.pk}:{era(stop.tour, timezone.now())}"


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


_DAY = datetime.timedelta(days=1)


def _midnight(day: datetime.date, zone: str) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), ZoneInfo(zone)).astimezone(datetime.UTC)
