"""What inviting contributes below, and what it follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Stop, Tour
from events.planning.announcements import stop_cancelled, stop_postponed, stop_removed, stop_rescheduled
from events.planning.panels import stop_tabs, tour_tabs
from events.planning.partnerships.hosting.facts import hosted_stop_facts
from events.planning.telling.told import told_of_a_change
from events.team.rules import edits_tour
from registrations.inviting import following, personal, telling
from registrations.inviting.announcements import contact_list_removed
from registrations.inviting.relays import hosting
from registrations.privacy.announcements import person_erased, personal_data
from registrations.privacy.keeping import retention_rules
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work
from tournee.web.navigation import Link

ACTION_WORDS = {
    "contact_list.create": _("made the contact list"),
    "contact_list.edit": _("edited the contact list"),
    "contact_list.import": _("imported contacts into the list"),
    "contact_list.remove": _("deleted a contact list"),
    "contact.remove": _("removed a contact"),
    "contact.oppose": _("wants no more solicitations"),
    "relay.create": _("gave a partner a link of its own"),
    "relay.open": _("opened a partner’s link again"),
    "relay.close": _("closed a partner’s link"),
    "stop_invitation.create": _("prepared the invitation"),
    "stop_invitation.edit": _("edited the invitation"),
    "stop_invitation.approve": _("approved the invitation"),
    "stop_invitation.stop": _("stopped the invitation"),
    "stop_invitation.remove": _("deleted an invitation in preparation"),
    "stop_invitation.test": _("sent themselves a test of the invitation"),
}


def tour_tab(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """A tour's contact lists, for its editors."""
    if edits_tour.test(request.user, tour):
        url = reverse("contact_lists", args=[tour.slug])
        yield Link(gettext("Contact lists"), url, request.path.startswith(url))


def stop_tab(request: HttpRequest, stop: Stop) -> Iterator[Link]:
    """Whom a stop invites and through whom, for the tour's editors."""
    if edits_tour.test(request.user, stop):
        url = reverse("stop_invitations", args=[stop.tour.slug, stop.slug])
        yield Link(gettext("Invitations"), url, request.path == url)


def _send() -> str | None:
    from registrations.inviting.invitations.sending import send_due  # lazily: only the worker sends

    return send_due()


def register() -> None:
    """Fill the registries, and follow what happens below."""
    by = "registrations.inviting"
    action_words.add(ACTION_WORDS, by=by)
    tour_tabs.add(tour_tab, by=by, order=350)
    stop_tabs.add(stop_tab, by=by, order=15)
    due_work.add(DueWork("inviting.send", timedelta(minutes=1), _send), by=by)
    api_routes.add(ApiRoute("contact-lists", "registrations.inviting.api.ContactListViewSet"), by=by, order=200)
    api_routes.add(ApiRoute("relays", "registrations.inviting.api.RelayViewSet"), by=by, order=201)
    api_routes.add(ApiRoute("stop-invitations", "registrations.inviting.api.InvitationViewSet"), by=by, order=202)
    hosted_stop_facts.add(hosting.kits, by=by, order=20)
    told_of_a_change.add(telling.invitations, by=by, order=200)
    personal_data.add(personal.held_by_inviting, by=by)
    for rule in personal.RULES:
        retention_rules.add(rule, by=by)
    person_erased.subscribe(following.forget, by=by)
    contact_list_removed.subscribe(following.keep_list, by=by)
    stop_removed.subscribe(following.let_go_of_stop, by=by)
    for announcement in (stop_cancelled, stop_postponed, stop_rescheduled):
        announcement.subscribe(following.hold_back, by=by)
