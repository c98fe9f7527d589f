"""What syntheses contribute below, and what they follow."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.catalogue.panels import stop_documents, stop_page_panels, tour_figures
from events.catalogue.sharing.changes import tour_changes
from events.catalogue.sharing.sitemap import public_pages
from events.planning.announcements import stop_removed
from events.planning.panels import stop_tabs
from events.planning.partnerships.hosting.facts import hosted_stop_facts
from registrations.attendance.exports import tour_documents
from surveys.syntheses import exports, following, hosting, news, panels, published
from surveys.syntheses.queries import KIND
from tournee.api.routes import ApiRoute, api_routes
from tournee.files.kinds import MEGABYTE, FileKind, file_kinds
from tournee.history.words import action_words

ACTION_WORDS = {
    "synthesis.start": _("started the synthesis"),
    "synthesis.edit": _("changed the title of the synthesis"),
    "synthesis.add_section": _("added a section to the synthesis"),
    "synthesis.write": _("wrote a section of the synthesis"),
    "synthesis.move_section": _("moved a section of the synthesis"),
    "synthesis.remove_section": _("removed a section of the synthesis"),
    "synthesis.publish": _("published an edition of the synthesis"),
}


def register() -> None:
    """Fill the registries, and follow what happens below."""
    by = "surveys.syntheses"
    file_kinds.add(FileKind(KIND, _("Synthesis"), ("application/pdf", "text/csv"), 50 * MEGABYTE, public=True), by=by)
    action_words.add(ACTION_WORDS, by=by)
    stop_tabs.add(panels.stop_tab, by=by, order=600)
    hosted_stop_facts.add(hosting.synthesis_facts, by=by, order=600)
    stop_page_panels.add(panels.came_of_it, by=by, order=5)
    tour_figures.add(panels.figures, by=by, order=600)
    tour_changes.add(news.editions_published, by=by, order=600)
    public_pages.add(news.synthesis_pages, by=by, order=600)
    stop_documents.add(published.syntheses_of, by=by, order=600)
    api_routes.add(ApiRoute("syntheses", "surveys.syntheses.api.SynthesisViewSet"), by=by, order=600)
    tour_documents.add(exports.syntheses_of, by=by, order=600)
    stop_removed.subscribe(following.give_up_draft, by=by)
