"""Registrations in figures, of a tour and of a stop."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Stop, Tour
from events.planning.panels import tabs_of_stop, tabs_of_tour
from events.planning.queries import stop_at, tour_at
from events.planning.views.pages import crumbs_to
from events.team.rules import edits_tour, reads_tour
from registrations.attendance.rules import sees_attendance
from registrations.figures.page import figures_page
from tournee.web.access import opens_to

_PAGE = "registrations/figures/page.html"


@require_safe
@opens_to(reads_tour, of=tour_at)
def of_tour(request: HttpRequest, tour: Tour) -> HttpResponse:
    """A tour's, for its team; small numbers are held back from readers."""
    inside = edits_tour.test(request.user, tour)
    context = {
        "page": figures_page(tour, inside=inside),
        "scope": tour,
        "context_tour": tour,
        "tabs": tabs_of_tour(request, tour, request.path),
        "crumbs": crumbs_to(request, tour, _("Registrations in figures")),
    }
    return render(request, _PAGE, context)


@require_safe
@opens_to(sees_attendance, of=stop_at)
def of_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """A stop's, for its editors and its co-hosts, who know who comes; from co-hosts small numbers are held back."""
    inside = edits_tour.test(request.user, stop)
    context = {
        "page": figures_page(stop, inside=inside),
        "scope": stop,
        "context_tour": stop.tour,
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Registrations in figures")),
    }
    return render(request, _PAGE, context)
