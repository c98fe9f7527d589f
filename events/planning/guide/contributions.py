"""What the debate guide contributes to the ground floor's places."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words

ACTION_WORDS = {
    "prompt.add": _("added a question to the debate guide"),
    "prompt.edit": _("edited a question of the debate guide"),
    "prompt.move": _("moved a question of the debate guide"),
    "prompt.remove": _("removed a question from the debate guide"),
}


def register() -> None:
    """Called once, when the app is ready."""
    by = "events.planning.guide"
    action_words.add(ACTION_WORDS, by=by)
    api_routes.add(ApiRoute("prompts", "events.planning.guide.api.PromptViewSet"), by=by, order=50)
