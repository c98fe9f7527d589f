"""The files' addresses. An unchanged one costs a reader one query, and a 304 whoever has it already."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.catalogue import clock
from events.catalogue.addresses import PresentTour, tour_at
from events.catalogue.former import moved
from events.catalogue.open_data import files
from events.catalogue.open_data.licence import reusable
from events.catalogue.stored import Edition, version
from tournee.web.access import anyone, opens_to
from tournee.web.kept import kept


def data_key(_request: HttpRequest, tour: PresentTour) -> str:
    """The key of any file of a tour; its address says which."""
    return f"open-data:{version(tour)}"


@opens_to(anyone, of=tour_at)
@require_safe
@reusable
@kept(key=data_key, until=clock.tour_until)
def stops_json(request: HttpRequest, tour: PresentTour) -> HttpResponseBase:
    """Stops with their sessions; 301 from an address the tour had."""
    return _file(request, tour, files.stops_json, "application/json")


@opens_to(anyone, of=tour_at)
@require_safe
@reusable
@kept(key=data_key, until=clock.tour_until)
def stops_geojson(request: HttpRequest, tour: PresentTour) -> HttpResponseBase:
    """Stops for a map; 301 from an address the tour had."""
    return _file(request, tour, files.stops_geojson, "application/geo+json")


@opens_to(anyone, of=tour_at)
@require_safe
@reusable
@kept(key=data_key, until=clock.tour_until)
def stops_csv(request: HttpRequest, tour: PresentTour) -> HttpResponseBase:
    """Stops for a spreadsheet, as a download; 301 from an address the tour had."""
    response = _file(request, tour, files.stops_csv, "text/csv; charset=utf-8; header=present")
    if response.status_code == 200:
        response.headers["Content-Disposition"] = f'attachment; filename="{tour.slug}.csv"'
    return response


def _file(
    request: HttpRequest, tour: PresentTour, make: Callable[[Edition, datetime.datetime], bytes], kind: str
) -> HttpResponseBase:
    return moved(request, tour=tour.slug) or HttpResponse(make(tour, timezone.now()), content_type=kind)
