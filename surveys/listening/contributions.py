"""What listening contributes below."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.planning.announcements import stop_removed
from events.planning.panels import stop_tabs
from registrations.evening.suggestions import heard_at_stop
from surveys.listening import following, panels
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words

ACTION_WORDS = {
    "notes_link.create": _("made a link to take notes"),
    "notes_link.revoke": _("revoked a link to take notes"),
    "passage.note": _("noted what was said"),
    "passage.from_answer": _("kept a passage of an open answer"),
    "passage.edit": _("corrected a passage"),
    "passage.withdraw": _("withdrew a passage"),
    "passage.code": _("coded a passage to a skill"),
    "passage.uncode": _("took a passage’s coding back"),
    "passage.quotable": _("changed whether a passage may be quoted"),
}


def register() -> None:
    """Fill the registries."""
    by = "surveys.listening"
    action_words.add(ACTION_WORDS, by=by)
    stop_removed.subscribe(following.keep_where_notes_were_taken, by=by)
    stop_tabs.add(panels.stop_tab, by=by, order=60)
    heard_at_stop.add(panels.heard, by=by)
    api_routes.add(ApiRoute("passages", "surveys.listening.api.PassageViewSet"), by=by, order=70)
