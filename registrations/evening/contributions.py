"""What the evening page contributes below."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.catalogue.panels import stop_page_panels
from events.planning.attention.needs import attention_rules
from events.planning.panels import stop_tabs
from events.planning.partnerships.hosting.facts import hosted_stop_facts
from registrations.attendance.exports import tour_documents
from registrations.evening import hosting, panels
from registrations.evening.exports import documents_of_evenings
from registrations.evening.needs import EVENING_WAITING
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words

ACTION_WORDS = {
    "evening.write": _("wrote the evening page"),
    "evening.ask": _("asked that the evening page be approved"),
    "evening.send": _("sent the evening page to those who had not had it"),
    "evening.approve": _("approved the evening page"),
    "evening.take_back": _("took the approval of the evening page back"),
}


def register() -> None:
    """Fill the registries."""
    by = "registrations.evening"
    action_words.add(ACTION_WORDS, by=by)
    stop_tabs.add(panels.stop_tab, by=by, order=80)
    attention_rules.add(EVENING_WAITING, by=by, order=66)
    hosted_stop_facts.add(hosting.page_of_today, by=by, order=55)
    stop_page_panels.add(panels.said_that_evening, by=by, order=40)
    tour_documents.add(documents_of_evenings, by=by, order=40)
    api_routes.add(ApiRoute("evening-pages", "registrations.evening.api.EveningPageViewSet"), by=by, order=68)
