"""What “The tour” contributes to planning: its tab."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Tour
from events.planning.panels import tour_tabs
from events.team.rules import reads_tour
from tournee.web.navigation import Link

PARTS = ("planning_about", "planning_checklist", "planning_guide")


def tour_tab(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """What is said of the tour as a whole, with its checklist and its debate guide."""
    if reads_tour.test(request.user, tour):
        first, *others = (reverse(name, args=[tour.slug]) for name in PARTS)
        yield Link(_("The tour"), first, request.path in (first, *others))


def register() -> None:
    """Called once, when the app is ready."""
    tour_tabs.add(tour_tab, by="events.planning.about", order=40)
