"""The feeds' addresses. A reader whose copy is right gets a 304 after one query, without rendering."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from events.calendars import queries
from events.calendars.feed import FORMAT, Feed
from events.models import Stop, Tour
from tournee.web.access import anyone, opens_to

_KEPT_SECONDS = 24 * 60 * 60


@require_safe
@opens_to(anyone, of=queries.public_tour)
def tour_calendar(request: HttpRequest, tour: Tour) -> HttpResponseBase:
    """The calendar of a tour; 404 if it is not public, 301 from an address it had."""
    if _asked(request) != (tour.slug,):
        return redirect("tour_calendar", tour.slug, permanent=True)
    return _answer(request, tour, f"tour-{tour.pk}", tour.slug, lambda: queries.tour_feed(tour))


@require_safe
@opens_to(anyone, of=queries.public_stop)
def stop_calendar(request: HttpRequest, stop: Stop) -> HttpResponseBase:
    """The calendar of one stop; 404 if it is not public, 301 from an address it had."""
    slugs = (stop.tour.slug, stop.slug)
    if _asked(request) != slugs:
        return redirect("stop_calendar", *slugs, permanent=True)
    return _answer(request, stop.tour, f"stop-{stop.pk}", "-".join(slugs), lambda: queries.stop_feed(stop))


def _asked(request: HttpRequest) -> tuple[str, ...]:
    """The slugs in the address as asked for."""
    return tuple(request.resolver_match.kwargs.values()) if request.resolver_match else ()


def _answer(
    request: HttpRequest, tour: Tour, about: str, filename: str, compose: Callable[[], Feed]
) -> HttpResponseBase:
    """The kept bytes of the feed `about` this, rendered if they are not there; a 304 for whoever holds them already.

    A copy is right by its ETag alone: two changes within a second have one Last-Modified.
    """
    key = _key(tour, about)
    response = HttpResponse(
        content_type="text/calendar; charset=utf-8",
        headers={"ETag": f'"{key}"', "Content-Disposition": f'inline; filename="{filename}.ics"'},
    )
    patch_cache_control(response, public=True, max_age=300, must_revalidate=True)
    answer = get_conditional_response(request, etag=response["ETag"], response=response) or response
    if answer is response:
        response.content, changed = cache.get(f"calendar:{key}") or _rendered(key, compose())
        response["Last-Modified"] = http_date(changed)
    return answer


def _key(tour: Tour, about: str) -> str:
    """What the bytes depend on. When the tour changed is in it because versions count anew after a restored backup."""
    parts = (FORMAT, settings.SITE_URL, get_language(), about, tour.slug, tour.public_version, tour.changed_at)
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


def _rendered(key: str, feed: Feed) -> tuple[bytes, float]:
    from events.calendars import ics  # lazily: icalendar stays out of processes that serve no feed

    kept = (ics.render(feed), feed.changed_at.timestamp())
    cache.set(f"calendar:{key}", kept, _KEPT_SECONDS)
    return kept
