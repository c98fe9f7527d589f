"""What the home page shows: the current tour, and the others."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from events.catalogue.clock import public_tours, today
from events.catalogue.finding.windows import next_moment, stored_windows
from events.catalogue.head import Head, head_of
from events.catalogue.queries import StopRow, stop_rows
from events.catalogue.route_map import RouteMap, route_map
from events.catalogue.sharing.cards import tour_card
from events.catalogue.tour_page import kicker, kicker_of
from events.catalogue.words import Phase
from events.models import Stop, Tour

_NEXT = 4  # stops named at once: those a telephone shows without scrolling far


@dataclass(frozen=True, slots=True)
class OtherTour:
    """A tour in a line: its title, and its months and stops."""

    tour: Tour
    kicker: list[str]


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page; without a current tour nothing has been published."""

    head: Head
    current: Tour | None
    kicker: list[str]
    map: RouteMap | None
    coming: list[StopRow]
    others: list[OtherTour]


def home_page(now: datetime.datetime) -> HomePage:
    """The home page at `now`: five queries, however many tours."""
    tours = _nearest_first(now)
    current = tours[0] if tours else None
    rows = stop_rows(current, now) if current else []
    return HomePage(
        head=_head(current, now),
        current=current,
        kicker=kicker_of(current, rows) if current else [],
        map=route_map(rows) if current and current.kind == Tour.Kind.TOUR else None,
        coming=[row for row in rows if row.phase in {Phase.TODAY, Phase.UPCOMING}][:_NEXT],
        others=_others(tours[1:]),
    )


def _head(current: Tour | None, now: datetime.datetime) -> Head:
    """Shared with the picture of the current tour."""
    if current is None:
        return head_of("home", [], _("Innovation tours: their stops, dates and syntheses."))
    return head_of("home", [], current.intro or current.title, tour_card(current, current, now))


def home_until(_request: HttpRequest) -> float | None:
    """When registration next opens or closes on the current tour; its key knows all else that the clock changes.

    Two queries.
    """
    now = timezone.now()
    return next((next_moment(stored_windows(current), now) for current in _nearest_first(now)[:1]), None)


def _nearest_first(now: datetime.datetime) -> list[Tour]:
    return sorted(public_tours(), key=lambda tour: _nearness(tour, today(now)))


def _nearness(tour: Tour, day: datetime.date) -> tuple[int, int, int]:
    """Running or to come before over; among those to come the soonest, among those over the latest."""
    if tour.ends_on >= day:
        return 0, tour.starts_on.toordinal(), tour.pk
    return 1, -tour.ends_on.toordinal(), tour.pk


def _others(tours: list[Tour]) -> list[OtherTour]:
    counted = (
        Stop.objects.filter(tour__in=[tour.pk for tour in tours], published_at__isnull=False)
        .order_by().values("tour")
        .annotate(stops=Count("pk"), regions=Count("region", distinct=True, filter=Q(region__isnull=False)))
        .annotate(recorded=Count("pk", filter=Q(state=Stop.State.RECORDED)))
        .values_list("tour", "stops", "regions", "recorded")
    )  # fmt: skip
    known = {tour: tuple(numbers) for tour, *numbers in counted} if tours else {}
    return [OtherTour(tour, kicker(tour, *known.get(tour.pk, (0, 0, 0)))) for tour in tours]
