"""Where the figures are reached from: the tabs of a tour and of a stop."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Stop, Tour
from events.planning.panels import stop_tabs, tour_tabs
from events.team.rules import reads_tour
from registrations.attendance.rules import sees_attendance
from tournee.web.navigation import Link


def tour_tab(request: HttpRequest, tour: Tour) -> Iterable[Link]:
    """For the tour's team."""
    if reads_tour.test(request.user, tour):
        url = reverse("registration_figures", args=[tour.slug])
        yield Link(_("Figures"), url, request.path == url)


def stop_tab(request: HttpRequest, stop: Stop) -> Iterable[Link]:
    """For the editors and co-hosts of a stop, once it was published: a reader could subtract it from the tour."""
    if stop.published_at is not None and sees_attendance.test(request.user, stop):
        url = reverse("registration_figures_of_stop", args=[stop.tour.slug, stop.slug])
        yield Link(_("Figures"), url, request.path == url)


def register() -> None:
    """Fill the registries."""
    by = "registrations.figures"
    tour_tabs.add(tour_tab, by=by, order=36)
    stop_tabs.add(stop_tab, by=by, order=70)
