"""What the call list contributes below, and what it follows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.planning.announcements import stop_cancelled, stop_postponed, stop_reinstated, stop_rescheduled
from events.planning.attention.needs import attention_rules
from events.planning.panels import stop_tabs
from events.planning.telling.told import told_of_a_change
from registrations.calling import attention, operations, panels, personal, retention, telling
from registrations.models import Call
from registrations.privacy.announcements import person_erased, personal_data
from registrations.privacy.keeping import retention_rules
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words

ACTION_WORDS = {"calls.open": _("opened a call list"), "call.note": _("noted a telephone call")}
_REASONS = {
    stop_rescheduled: Call.Reason.MOVED,
    stop_postponed: Call.Reason.POSTPONED,
    stop_cancelled: Call.Reason.CANCELLED,
}


def register() -> None:
    """Fill the registries, and follow planning's announcements."""
    by = "registrations.calling"
    action_words.add(ACTION_WORDS, by=by)
    for announcement, reason in _REASONS.items():
        announcement.subscribe(operations.open_call_list(reason), by=by)
    stop_reinstated.subscribe(operations.close_call_list, by=by)
    personal_data.add(personal.held_by_calling, by=by)
    person_erased.subscribe(personal.forget, by=by)
    told_of_a_change.add(telling.call_list, by=by, order=65)
    for order, rule in enumerate(attention.RULES, start=1):
        attention_rules.add(rule, by=by, order=order)
    stop_tabs.add(panels.tabs, by=by, order=45)
    for order, rule_ in enumerate(retention.RULES, start=30):
        retention_rules.add(rule_, by=by, order=order)
    api_routes.add(ApiRoute("calls", "registrations.calling.api.CallViewSet"), by=by, order=42)
