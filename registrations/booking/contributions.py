"""What booking contributes below, and what it follows."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from events.catalogue.panels import stop_page_panels, tour_figures
from events.planning.announcements import (
    session_changed,
    stop_cancelled,
    stop_postponed,
    stop_reinstated,
    stop_rescheduled,
)
from events.planning.attention.needs import attention_rules
from events.planning.panels import seats_in_words, stop_tabs, tour_tabs, tour_targets
from events.planning.partnerships.hosting.facts import hosted_stop_facts
from events.planning.telling.told import told_of_a_change
from registrations.booking import attention, following, hosting, panels, searching, seat_counts, telling, upkeep
from registrations.booking.definitions import DEFINITIONS
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.indicators import indicators
from tournee.jobs.due import DueWork, due_work
from tournee.search.places import search_places

ACTION_WORDS = {
    "registration.make": _("made a registration"),
    "registration.walk_in": _("noted somebody who came without registering"),
    "registration.promote": _("gave seats to somebody who waited"),
    "registration.leave_waiting_list": _("left the waiting list"),
    "registration.cancel": _("cancelled a registration"),
    "registration.cancel_attendee": _("cancelled one attendee"),
    "registration.add_attendee": _("added an attendee"),
    "registration.replace_attendee": _("replaced an attendee"),
    "registration.take_back_replacement": _("took back that an attendee was replaced"),
    "registration.sessions": _("changed somebody’s sessions"),
    "registration.needs": _("said what one should know to receive somebody"),
    "registration.renew_link": _("replaced a link"),
    "registration.move": _("moved a registration to another stop"),
    "person.edit": _("corrected a person’s details"),
}
_MOMENTS = {
    stop_rescheduled: "stop_moved",
    stop_postponed: "stop_postponed",
    stop_cancelled: "stop_cancelled",
    stop_reinstated: "stop_reinstated",
}


def register() -> None:
    """Fill the registries, and follow planning's announcements."""
    by = "registrations.booking"
    action_words.add(ACTION_WORDS, by=by)
    due_work.add(DueWork("booking.waiting_lists", timedelta(minutes=1), upkeep.serve_waiting_lists), by=by)
    due_work.add(DueWork("booking.late_confirmations", timedelta(minutes=1), upkeep.tell_late), by=by)
    for announcement, moment in _MOMENTS.items():
        announcement.subscribe(following.tell_everybody(moment), by=by)
    session_changed.subscribe(following.tell_of_a_session, by=by)
    told_of_a_change.add(telling.registered, by=by, order=60)
    for order, rule in enumerate(attention.RULES, start=60):
        attention_rules.add(rule, by=by, order=order)
    stop_page_panels.add(panels.register_panel, by=by, order=10)
    stop_tabs.add(panels.stop_tab, by=by, order=10)
    tour_tabs.add(panels.tour_tab, by=by, order=340)
    hosted_stop_facts.add(hosting.registered, by=by, order=10)
    tour_figures.add(panels.figures, by=by, order=10)
    tour_targets.add(panels.targets, by=by, order=10)
    for order, definition in enumerate(DEFINITIONS, 20):
        indicators.add(definition, by=by, order=order)
    seats_in_words.add(seat_counts.held_in_words, by=by, order=10)
    for order, place in enumerate(searching.PLACES, 30):
        search_places.add(place, by=by, order=order)
    api_routes.add(ApiRoute("registrations", "registrations.booking.team_api.RegistrationViewSet"), by=by, order=40)
