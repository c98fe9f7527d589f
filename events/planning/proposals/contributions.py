"""What proposals contribute to planning, and to the ground floor's places."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Stop, Tour
from events.planning.attention.needs import attention_rules
from events.planning.panels import stop_tabs, tour_tabs
from events.planning.proposals.needs import PROPOSALS_WAITING
from events.planning.proposals.queries import waiting_in
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.web.navigation import Link

BY = "events.planning.proposals"
ACTIONS = {
    "proposal.make": _("proposed"),
    "proposal.accept": _("accepted what was proposed"),
    "proposal.decline": _("declined what was proposed"),
    "proposal.withdraw": _("withdrew what was proposed"),
}


def stop_tab(request: HttpRequest, stop: Stop) -> Iterator[Link]:
    """The proposals of a stop that readers have seen, with how many wait."""
    if stop.published_at is not None:
        yield _tab(request, reverse("planning_stop_proposals", args=[stop.tour.slug, stop.slug]), stop)


def tour_tab(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """The proposals of all stops, with how many wait."""
    yield _tab(request, reverse("planning_proposals", args=[tour.slug]), tour)


def _tab(request: HttpRequest, url: str, subject: Tour | Stop) -> Link:
    waiting = waiting_in(subject)
    label = gettext("Proposals (%(count)d)") % {"count": waiting} if waiting else gettext("Proposals")
    return Link(label, url, request.path == url)


def register() -> None:
    """Called once, when the app is ready."""
    action_words.add(ACTIONS, by=BY)
    stop_tabs.add(stop_tab, by=BY, order=30)
    tour_tabs.add(tour_tab, by=BY, order=45)
    attention_rules.add(PROPOSALS_WAITING, by=BY, order=65)
    api_routes.add(ApiRoute("proposals", "events.planning.proposals.api.ProposalViewSet"), by=BY, order=50)
