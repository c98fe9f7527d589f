"""The public pages: home, a tour, a stop. What is rendered is kept for anonymous readers until a word changes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.calendars.queries import public_stop
from events.catalogue import clock
from events.catalogue.addresses import PresentTour, StopAddress, stop_at, tour_at
from events.catalogue.finding.windows import tour_page_until
from events.catalogue.home_page import home_page, home_until
from events.catalogue.in_full import StopInFull, stop_in_full
from events.catalogue.stop_page import stop_page as stop_page_of
from events.catalogue.tour_page import tour_page as tour_page_of
from tournee.web.access import anyone, opens_to
from tournee.web.kept import kept


@opens_to(anyone)
@require_safe
@kept(key=clock.home_key, until=home_until)
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and the tours, the current one first."""
    return render(request, "events/catalogue/home.html", {"page": home_page(timezone.now())})


@opens_to(anyone)
@require_safe
def tours(_request: HttpRequest) -> HttpResponseBase:
    """The address above a tour's: the home page lists them."""
    return redirect("home")


@opens_to(anyone, of=tour_at)
@require_safe
@kept(key=clock.tour_key, until=tour_page_until, query=("when", "region"))
def tour_page(request: HttpRequest, tour: PresentTour) -> HttpResponseBase:
    """A tour; 301 from an address it had."""
    if _asked(request) != (tour.slug,):
        return _moved("tour", tour.slug)
    page = tour_page_of(tour, request.GET.dict(), timezone.now())
    return render(request, "events/catalogue/tour.html", {"page": page})


@opens_to(anyone, of=stop_at)
@require_safe
@kept(key=clock.stop_key, until=clock.stop_until, carried=("via",))
def stop_page(request: HttpRequest, at: StopAddress) -> HttpResponseBase:
    """A stop with its programme; 301 from an address it had."""
    found = stop_in_full(at.tour.pk, at.slug) or StopInFull(public_stop(at.tour.slug, at.slug))
    slugs = (found.stop.tour.slug, found.stop.slug)
    if _asked(request) != slugs:
        return _moved("stop", *slugs)
    page = stop_page_of(found, at.tour, timezone.now())
    return render(request, "events/catalogue/stop.html", {"page": page})


def _asked(request: HttpRequest) -> tuple[str, ...]:
    """The slugs in the address as asked for."""
    return tuple(request.resolver_match.kwargs.values()) if request.resolver_match else ()


def _moved(name: str, *slugs: str) -> HttpResponsePermanentRedirect:
    """To where the page stands now, for ever."""
    return HttpResponsePermanentRedirect(reverse(name, args=slugs))
