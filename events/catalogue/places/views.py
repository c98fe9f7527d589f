"""The pages across tours: of an organisation, a territory, a theme. Kept until one of its tours changes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.catalogue.clock import after, moments_of, today
from events.catalogue.finding.windows import next_moment, windows_of
from events.catalogue.places.page import place_page
from events.catalogue.places.stops import told_at
from events.catalogue.places.subjects import Place, organisation_at, territory_at, theme_at
from events.models import Organisation
from tournee.web.access import anyone, opens_to
from tournee.web.kept import kept


def place_key(_request: HttpRequest, place: Place) -> str:
    """The key of its page: itself, the versions of the tours it tells of, and the day, which ages a cancelled stop."""
    subject = place.subject
    edition = subject.version if isinstance(subject, Organisation) else 0
    return f"place:{type(subject).__name__}:{subject.pk}:{edition}:{today(timezone.now())}:{place.versions!r}"


def place_until(_request: HttpRequest, place: Place) -> float | None:
    """The next moment at which the clock changes a word on its page."""
    now = timezone.now()
    told = told_at(place.about.scope, now)
    found = (
        after(moments_of(one.stop for one in told), now),
        next_moment(windows_of({one.tour.pk for one in told}), now),
    )
    return min(filter(None, found), default=None)


@opens_to(anyone, of=organisation_at)
@require_safe
@kept(key=place_key, until=place_until)
def organisation_page(request: HttpRequest, place: Place) -> HttpResponse:
    """An organisation: its stops on all public tours, and what it is to each; 404 for one that no public page names."""
    return _page(request, place)


@opens_to(anyone, of=territory_at)
@require_safe
@kept(key=place_key, until=place_until)
def territory_page(request: HttpRequest, place: Place) -> HttpResponse:
    """A territory: the public stops there; 404 for one that has none."""
    return _page(request, place)


@opens_to(anyone, of=theme_at)
@require_safe
@kept(key=place_key, until=place_until)
def theme_page(request: HttpRequest, place: Place) -> HttpResponse:
    """A theme: the public stops and sessions on it; 404 for one that has none."""
    return _page(request, place)


def _page(request: HttpRequest, place: Place) -> HttpResponse:
    page = place_page(place, timezone.now())
    return render(request, "events/catalogue/places/page.html", {"page": page})
