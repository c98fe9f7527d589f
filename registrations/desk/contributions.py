"""What the door contributes below."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.planning.panels import stop_tabs
from events.planning.partnerships.hosting.facts import hosted_stop_facts
from registrations.desk import hosting, panels
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words, value_words

ACTION_WORDS = {"desk.note": _("changed the note for the desk")}


def register() -> None:
    """Fill the registries."""
    by = "registrations.desk"
    action_words.add(ACTION_WORDS, by=by)
    value_words.add({"registrations.registration.reason": _why_in_words}, by=by)
    api_routes.add(ApiRoute("check-ins", "registrations.desk.api.CheckInViewSet"), by=by, order=60)
    stop_tabs.add(panels.tabs, by=by, order=50)
    hosted_stop_facts.add(hosting.door_today, by=by, order=50)


def _why_in_words(code: str) -> str:
    """Why somebody was replaced, as history keeps it."""
    from registrations.desk.newcomers import Why  # lazily: history is seldom read

    return str(Why(code).label) if code in Why.values else code
