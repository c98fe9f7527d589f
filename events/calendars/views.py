"""The feeds' addresses. A reader whose copy is right gets a 304 after one query or two, without rendering."""

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

from events.calendars import files, following, links, queries
from events.calendars.feed import FORMAT, Entry, Feed
from events.models import Organisation, Session, Stop, Territory, Theme, Tour
from tournee.texts.languages import active_language
from tournee.web.access import anyone, opens_to

CONTENT_TYPE = "text/calendar; charset=utf-8"
_KEPT_SECONDS = 24 * 60 * 60


@require_safe
@opens_to(anyone, of=queries.public_tour)
def tour_calendar(request: HttpRequest, tour: Tour) -> HttpResponseBase:
    """The calendar of a tour; 404 if it is not public, 301 from an address it had."""
    if _asked(request) != (tour.slug,):
        return redirect("tour_calendar", tour.slug, permanent=True)
    return _answer(request, _state(tour, f"tour-{tour.pk}"), tour.slug, lambda: queries.tour_feed(tour))


@require_safe
@opens_to(anyone, of=queries.public_stop)
def stop_calendar(request: HttpRequest, stop: Stop) -> HttpResponseBase:
    """The calendar of one stop; 404 if it is not public, 301 from an address it had."""
    slugs = (stop.tour.slug, stop.slug)
    if _asked(request) != slugs:
        return redirect("stop_calendar", *slugs, permanent=True)
    return _answer(request, _state(stop.tour, f"stop-{stop.pk}"), "-".join(slugs), lambda: queries.stop_feed(stop))


@require_safe
@opens_to(anyone, of=queries.public_stop)
def stop_file(request: HttpRequest, stop: Stop) -> HttpResponseBase:
    """The stop as one entry, to be added to a calendar; 404 without any day, 301 from an address it had."""
    slugs = (stop.tour.slug, stop.slug)
    if _asked(request) != slugs:
        return redirect("stop_file", *slugs, permanent=True)
    return _file(files.entry_of_stop(stop), "-".join(slugs))


@require_safe
@opens_to(anyone, of=files.public_session)
def session_file(_request: HttpRequest, session: Session) -> HttpResponseBase:
    """One session, to be added to a calendar; 404 if its stop is not public."""
    return _file(files.entry_of_session(session), f"{session.stop.slug}-{session.public_id}")


@require_safe
@opens_to(anyone, of=following.territory_named)
def territory_calendar(request: HttpRequest, territory: Territory) -> HttpResponseBase:
    """The public stops in a territory; 404 for one that is not known."""
    return _follow(request, territory, territory.known_as)


@require_safe
@opens_to(anyone, of=following.organisation_named)
def organisation_calendar(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """The public stops and sessions an organisation takes part in; 404 for one that no public page names."""
    return _follow(request, organisation, organisation.slug)


@require_safe
@opens_to(anyone, of=following.theme_named)
def theme_calendar(request: HttpRequest, theme: Theme) -> HttpResponseBase:
    """The public stops and sessions on a theme; 404 for one that is not known."""
    return _follow(request, theme, theme.slug)


def _follow(request: HttpRequest, subject: Territory | Organisation | Theme, filename: str) -> HttpResponseBase:
    about = following.followed(subject)
    state = f"{type(subject).__name__}-{subject.pk}|{following.state_of(about)}"
    return _answer(request, state, filename, lambda: following.feed_of(about))


def _asked(request: HttpRequest) -> tuple[str, ...]:
    """The slugs in the address as asked for."""
    return tuple(request.resolver_match.kwargs.values()) if request.resolver_match else ()


def _state(tour: Tour, about: str) -> str:
    """What the bytes depend on. When the tour changed is in it because versions count anew after a restored backup."""
    return "|".join(map(str, (about, tour.slug, tour.public_version, tour.changed_at)))


def _answer(request: HttpRequest, state: str, filename: str, compose: Callable[[], Feed]) -> HttpResponseBase:
    """The kept bytes of the feed in this `state`, rendered if they are not there; a 304 for whoever holds them already.

    A copy is right by its ETag alone: two changes within a second have one Last-Modified.
    """
    parts = (FORMAT, settings.SITE_URL, links.emblem(), get_language() or "", state)
    key = hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]
    response = HttpResponse(
        content_type=CONTENT_TYPE,
        headers={"ETag": f'"{key}"', "Content-Disposition": f'inline; filename="{filename}.ics"'},
    )
    patch_cache_control(response, public=True, max_age=300, must_revalidate=True)
    answer = get_conditional_response(request, etag=response["ETag"], response=response) or response
    if answer is response:
        response.content, changed = cache.get(f"calendar:{key}") or _rendered(key, compose())
        response["Last-Modified"] = http_date(changed)
    return answer


def _rendered(key: str, feed: Feed) -> tuple[bytes, float]:
    from events.calendars import ics  # lazily: icalendar stays out of processes that serve no feed

    kept = (ics.render(feed), feed.changed_at.timestamp())
    cache.set(f"calendar:{key}", kept, _KEPT_SECONDS)
    return kept


def _file(entry: Entry, filename: str) -> HttpResponse:
    """A file to keep, always as things now stand."""
    from events.calendars import ics  # lazily: icalendar stays out of processes that serve no calendar

    response = HttpResponse(
        ics.file_of(entry, active_language()),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{filename}.ics"'},
    )
    patch_cache_control(response, public=True, no_cache=True)
    return response
