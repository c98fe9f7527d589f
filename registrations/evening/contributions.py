"""What the evening page contributes below."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.catalogue.panels import stop_page_panels
from events.planning.panels import stop_tabs
from registrations.attendance.exports import tour_documents
from registrations.evening import panels
from registrations.evening.exports import documents_of_evenings
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words

ACTION_WORDS = {
    "evening.write": _("wrote the evening page"),
    "evening.approve": _("approved the evening page"),
    "evening.take_back": _("took the approval of the evening page back"),
}


def register() -> None:
    """Fill the registries."""
    by = "registrations.evening"
    action_words.add(ACTION_WORDS, by=by)
    stop_tabs.add(panels.stop_tab, by=by, order=80)
    stop_page_panels.add(panels.said_that_evening, by=by, order=40)
    tour_documents.add(documents_of_evenings, by=by, order=40)
    api_routes.add(ApiRoute("evening-pages", "registrations.evening.api.EveningPageViewSet"), by=by, order=68)
