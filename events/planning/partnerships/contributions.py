"""What following partners up contributes: the tour's tab, a rule of attention, words in history, lists of the API."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Tour
from events.planning.attention.needs import attention_rules
from events.planning.panels import tour_tabs
from events.planning.partnerships.needs import PARTNER_SILENT
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.web.navigation import Link

BY = "events.planning.partnerships"
ACTIONS = {
    "partner.exchange": gettext_lazy("noted an exchange with the partner"),
    "partner.correct": gettext_lazy("corrected an exchange with the partner"),
    "partner.next": gettext_lazy("changed what is to be done next with the partner"),
    "partner.move": gettext_lazy("changed the order of the logos"),
    "commitment.add": gettext_lazy("noted what the partner promised"),
    "commitment.edit": gettext_lazy("changed what the partner promised"),
    "commitment.came": gettext_lazy("noted that what was promised came"),
    "commitment.not_come": gettext_lazy("noted that what was promised has not come after all"),
    "commitment.remove": gettext_lazy("removed what the partner had promised"),
}


def tab(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """Who takes part in the tour."""
    url = reverse("planning_partners", args=[tour.slug])
    yield Link(_("Partners"), url, request.path.startswith(url))


def register() -> None:
    """Called once, when the app is ready."""
    action_words.add(ACTIONS, by=BY)
    tour_tabs.add(tab, by=BY, order=30)
    attention_rules.add(PARTNER_SILENT, by=BY, order=50)
    api = "events.planning.partnerships.api"
    api_routes.add(ApiRoute("partnerships", f"{api}.partnerships.PartnershipViewSet"), by=BY, order=46)
    api_routes.add(ApiRoute("exchanges", f"{api}.log.ExchangeViewSet"), by=BY, order=47)
    api_routes.add(ApiRoute("commitments", f"{api}.log.CommitmentViewSet"), by=BY, order=48)
