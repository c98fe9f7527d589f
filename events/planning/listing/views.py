"""The stops of a tour as a table, a board, a month or a map, over the same filters."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.models import Stop, Tour
from events.planning.filters import StopFilters, month_named
from events.planning.listing.board import board_of
from events.planning.listing.calendar import month_of, month_to_show
from events.planning.listing.queries import in_order
from events.planning.listing.tables import stops_table
from events.planning.overview import route_of
from events.planning.panels import tabs_of_tour
from events.planning.queries import tour_at
from events.planning.rules import plans_tour
from events.planning.tables import stop_rows
from events.planning.views.pages import crumbs_to
from events.team.rules import reads_tour
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link

NAMES = {"table": _("Table"), "board": _("Board"), "month": _("Calendar"), "map": _("Map")}


@require_safe
@opens_to(reads_tour, of=tour_at)
def page(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The stops that the filters leave, in the view that the address asks for."""
    asked = request.GET.get("view", "")
    view = asked if asked in _SHOWN else "table"
    url = reverse("planning_stops", args=[tour.slug])
    filters = StopFilters(request.GET, queryset=Stop.objects.filter(tour=tour), request=request)
    shown = _SHOWN[view](request, tour, filters, timezone.now())
    context = {
        "tour": tour,
        "context_tour": tour,
        "tabs": tabs_of_tour(request, tour, url),
        "crumbs": crumbs_to(request, tour, str(_("Stops"))),
        "edits": plans_tour.test(request.user, tour),
        "view": view,
        "views": [Link(str(label), _address(request, view=name), name == view) for name, label in NAMES.items()],
        "filters": filters,
        "clear_url": f"{url}?view={view}" if view != "table" else url,
        "planned": bool(shown["found"]) or Stop.objects.filter(tour=tour).exists(),
        **shown,
    }
    return render(request, "events/planning/listing/page.html", context)


def _address(request: HttpRequest, **changed: str) -> str:
    """This page with the same filters, and what is `changed`; it begins again at its first page."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _table(request: HttpRequest, tour: Tour, filters: StopFilters, now: datetime.datetime) -> dict[str, Any]:
    table = stops_table(request, tour, filters, now)
    return {"table": table, "found": table.page.paginator.count}


def _board(request: HttpRequest, tour: Tour, filters: StopFilters, now: datetime.datetime) -> dict[str, Any]:
    stops = in_order(filters.qs, tour)
    return {"columns": board_of(stops, tour, signed_in_user(request), now), "found": len(stops)}


def _month(request: HttpRequest, tour: Tour, filters: StopFilters, now: datetime.datetime) -> dict[str, Any]:
    """The month asked for by the filter of that name, which here narrows nothing: stops without a day stay in sight."""
    others = request.GET.copy()
    wanted = month_named(others.pop("month", [""])[-1])
    filters = StopFilters(others, queryset=Stop.objects.filter(tour=tour), request=request)
    stops = in_order(filters.qs, tour)
    month = month_of(tour, stops, wanted or month_to_show(stops, timezone.localdate()), now)
    return {
        "month": month,
        "filters": filters,
        "kept_month": f"{wanted:%Y-%m}" if wanted else "",
        "before_url": _address(request, month=f"{month.before:%Y-%m}"),
        "after_url": _address(request, month=f"{month.after:%Y-%m}"),
        "found": len(stops),
    }


def _map(_request: HttpRequest, tour: Tour, filters: StopFilters, now: datetime.datetime) -> dict[str, Any]:
    stops = in_order(filters.qs, tour)
    rows = stop_rows(stops, at=now)
    unplaced = [row for row in rows if row.stop.latitude is None]
    placed = [row for row in rows if row.stop.latitude is not None]
    return {"route": route_of(tour, stops, now), "placed": placed, "unplaced": unplaced, "found": len(rows)}


_SHOWN: dict[str, Callable[[HttpRequest, Tour, StopFilters, datetime.datetime], dict[str, Any]]] = {
    "table": _table,
    "board": _board,
    "month": _month,
    "map": _map,
}
