"""What is shared of a tour: the pictures of its links, the feed of its changes, the sitemap."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from events.catalogue import clock
from events.catalogue.addresses import PresentTour, StopAddress, stop_at, tour_at
from events.catalogue.former import moved
from events.catalogue.in_full import tour_in_full
from events.catalogue.open_data.licence import reusable
from events.catalogue.queries import StopRow, stop_rows
from events.catalogue.sharing import picture
from events.catalogue.sharing.atom import changes_feed
from events.catalogue.sharing.picture import Words
from events.catalogue.sharing.sitemap import sitemap as sitemap_of
from events.catalogue.stored import remembered, stored_stops, version
from events.catalogue.tour_page import kicker_of
from events.models import Tour
from tournee.web.access import anyone, opens_to
from tournee.web.kept import kept

_A_YEAR = 365 * 24 * 3600


def _tour_at(tour: str, edition: str) -> PresentTour:
    """The tour; `edition` says in which of its states the picture was wanted."""
    return tour_at(tour)


def _stop_at(tour: str, stop: str, edition: str) -> StopAddress:
    return stop_at(tour, stop)


@opens_to(anyone, of=_tour_at)
@require_safe
def tour_picture(request: HttpRequest, tour: PresentTour) -> HttpResponseBase:
    """The route of a tour as a picture; an address of another state of it leads to the present one."""
    return _present(request, tour, tour=tour.slug) or _picture(tour, "")


@opens_to(anyone, of=_stop_at)
@require_safe
def stop_picture(request: HttpRequest, at: StopAddress) -> HttpResponseBase:
    """Where a public stop is along the route, in the same way."""
    if not any(row.slug == at.slug for row in stored_stops(at.tour)):
        raise Http404
    return _present(request, at.tour, tour=at.tour.slug, stop=at.slug) or _picture(at.tour, at.slug)


def changes_key(_request: HttpRequest, tour: PresentTour) -> str:
    """The key of the feed of a tour's changes."""
    return f"changes:{version(tour)}"


@opens_to(anyone, of=tour_at)
@require_safe
@reusable
@kept(key=changes_key)
def tour_changes(request: HttpRequest, tour: PresentTour) -> HttpResponseBase:
    """What was published, moved, postponed and cancelled; 301 from an address the tour had."""
    return moved(request, tour=tour.slug) or HttpResponse(
        changes_feed(tour_in_full(tour.pk)), content_type="application/atom+xml; charset=utf-8"
    )


@opens_to(anyone)
@require_safe
@kept(key=clock.home_key)
def sitemap(_request: HttpRequest) -> HttpResponseBase:
    """Every public page."""
    return HttpResponse(sitemap_of(), content_type="application/xml", headers={"X-Robots-Tag": "noindex"})


def _present(request: HttpRequest, at: PresentTour, /, **slugs: str) -> HttpResponseBase | None:
    """The way to the picture as it would be drawn now, None where the address names that one."""
    edition = picture.edition_of(clock.era(at, timezone.now()))
    away = moved(request, **slugs, edition=edition)
    return redirect(away.url) if away else None


def _picture(tour: PresentTour, stop: str) -> HttpResponse:
    edition = picture.edition_of(clock.era(tour, timezone.now()))
    name = f"picture:{tour.pk}:{stop}:{get_language()}:{edition}"
    response = HttpResponse(remembered(name, lambda: _drawn(tour, stop)), content_type="image/png")
    patch_cache_control(response, public=True, max_age=_A_YEAR, immutable=True)
    response.headers["ETag"] = f'"{edition}"'
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _drawn(present: PresentTour, slug: str) -> bytes:
    """The picture of the tour, or of its stop at `slug`."""
    tour, rows = tour_in_full(present.pk), stop_rows(present, timezone.now(), seats_told=False)
    at = [row.on_route for row in rows if row.on_route]
    kicker = kicker_of(tour, rows)
    here = next((row for row in rows if slug and row.url.rstrip("/").endswith(f"/{slug}")), None)
    if here is None:
        words = Words(kicker[0], tour.title, " · ".join(kicker[1:]), tour.fictitious)
        return picture.draw(words, at if tour.kind == Tour.Kind.TOUR else [])
    words = Words(tour.title, _title(here), here.when_in_year, tour.fictitious)
    return picture.draw(words, at if here.on_route else [], here.on_route)


def _title(row: StopRow) -> str:
    return f"{row.place}. {row.title}" if row.title else row.place
