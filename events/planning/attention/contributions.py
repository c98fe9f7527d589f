"""What the control room contributes: its own rules, its words in history, its lists of the API."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from events.planning.attention import dates, people, places
from events.planning.attention.needs import attention_rules
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work

BY = "events.planning.attention"
ACTIONS = {
    "need.put_off": _("put off something that needs attention"),
    "need.take_back": _("took up again something that was put off"),
    "tour.threshold": _("changed what the control room watches for"),
}


def _write_letters() -> str | None:
    from events.planning.attention.letters.writing import write_letters  # lazily: readers' pages write no letter

    return write_letters()


def _forget() -> str | None:
    from events.planning.attention.letters.writing import forget  # lazily: as above

    return forget()


def register() -> None:
    """Called once, when the app is ready."""
    for order, rule in enumerate([*dates.RULES, *places.RULES, *people.RULES]):
        attention_rules.add(rule, by=BY, order=order)
    action_words.add(ACTIONS, by=BY)
    due_work.add(DueWork("attention.monday_letters", timedelta(minutes=10), _write_letters), by=BY)
    due_work.add(DueWork("attention.forget", timedelta(days=1), _forget), by=BY)
    api_routes.add(ApiRoute("snoozes", "events.planning.attention.api.SnoozeViewSet"), by=BY, order=34)
    api_routes.add(ApiRoute("thresholds", "events.planning.attention.api.ThresholdViewSet"), by=BY, order=35)
