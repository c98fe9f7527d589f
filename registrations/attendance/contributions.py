"""What attendance contributes below and above."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.catalogue.panels import tour_figures
from events.planning.panels import stop_tabs, tour_targets
from events.planning.partnerships.hosting.facts import hosted_stop_facts
from registrations.attendance import hosting, panels
from registrations.attendance.exports import documents_of_stops, tour_documents
from tournee.history.words import action_words

ACTION_WORDS = {
    "attendance.add": _("noted afterwards that somebody was here"),
    "attendance.take_back": _("took back that somebody was here"),
}


def register() -> None:
    """Fill the registries."""
    by = "registrations.attendance"
    action_words.add(ACTION_WORDS, by=by)
    stop_tabs.add(panels.tabs, by=by, order=60)
    hosted_stop_facts.add(hosting.came, by=by, order=60)
    tour_figures.add(panels.figures, by=by, order=20)
    tour_targets.add(panels.targets, by=by, order=20)
    tour_documents.add(documents_of_stops, by=by, order=10)
