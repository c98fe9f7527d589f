"""What the list of stops contributes: a tab of every tour, and words for what is decided there."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Tour
from events.planning.panels import tour_tabs
from tournee.history.words import action_words
from tournee.web.navigation import Link

BY = "events.planning.listing"
ACTIONS = {
    "stop.lead": gettext_lazy("changed who looks after the stop"),
    "stop.option": gettext_lazy("changed the possible dates of the stop"),
}


def tabs(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """The stops of a tour; a programme has none."""
    if tour.kind == Tour.Kind.TOUR:
        url = reverse("planning_stops", args=[tour.slug])
        yield Link(_("Stops"), url, request.path == url)


def register() -> None:
    """Called once, when the app is ready."""
    action_words.add(ACTIONS, by=BY)
    tour_tabs.add(tabs, by=BY, order=10)
