"""The fragment's page. It alone may stand in frames of other sites."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from events.calendars import links
from events.catalogue.addresses import PresentTour, tour_at
from events.catalogue.finding.windows import tour_page_until
from events.catalogue.former import moved
from events.catalogue.in_full import tour_in_full
from events.catalogue.listing import listed
from events.catalogue.queries import next_first, stop_rows
from events.catalogue.route_map import route_map
from events.catalogue.said import said
from events.catalogue.stored import version
from tournee.texts.languages import LANGUAGES
from tournee.web.access import anyone, opens_to
from tournee.web.framed import framed_anywhere
from tournee.web.kept import kept

SHOWS = ("list", "map")
SCHEMES = ("light", "dark")


def embed_key(request: HttpRequest, tour: PresentTour) -> str | None:
    """The key of the fragment; None where something is asked for that it does not know, which nobody needs twice."""
    known = {"show": ("", *SHOWS), "scheme": ("", *SCHEMES), "lang": ("", *LANGUAGES)}
    asked = {name: request.GET.get(name, "") for name in known}
    if any(value not in known[name] for name, value in asked.items()):
        return None
    return f"embed:{version(tour)}"


@opens_to(anyone, of=tour_at)
@require_safe
@framed_anywhere
@kept(key=embed_key, until=tour_page_until, query=("show", "scheme", "lang"))
def embed(request: HttpRequest, tour: PresentTour) -> HttpResponseBase:
    """The stops of a tour as a list or a map; 301 from an address it had. What is asked for and unknown is left out."""
    return moved(request, tour=tour.slug) or _page(request, tour)


def _page(request: HttpRequest, present: PresentTour) -> HttpResponse:
    asked = request.GET.get("lang", "")
    with override(asked if asked in LANGUAGES else get_language()):
        now = timezone.now()
        tour, rows = tour_in_full(present.pk), stop_rows(present, now)
        route = route_map(rows) if request.GET.get("show") == "map" else None
        coming, past = next_first(rows, now)
        scheme = request.GET.get("scheme", "")
        context = {
            "tour": tour,
            "title": said(tour, "title"),
            "address": links.tour_page(tour.slug),
            "lines": listed(coming),
            "past": listed(past),
            "past_count": len(past),
            "list_url": f"?{urlencode({**request.GET.dict(), 'show': 'list'})}",
            "map": route,
            "scheme": scheme if scheme in SCHEMES else "",
        }
        response = render(request, "events/catalogue/embedding/embed.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
