"""What campaigns contribute below, and what they follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Stop, Tour
from events.planning.announcements import session_removed, stop_removed, stop_rescheduled
from events.planning.panels import stop_tabs, tour_tabs
from events.planning.telling.told import told_of_a_change
from events.team.rules import reads_tour
from registrations.attendance.announcements import presence_leads_to
from registrations.dossiers.announcements import companies_merged, companies_separated, dossier_parts
from registrations.inviting.announcements import contact_list_removed
from registrations.privacy.announcements import person_erased, personal_data
from registrations.privacy.keeping import RetentionRule, retention_rules
from surveys.campaigns import dossiers, following, telling
from surveys.campaigns.definitions import DEFINITIONS
from surveys.campaigns.personal import held_by_campaigns
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.indicators import indicators
from tournee.jobs.due import DueWork, due_work
from tournee.web.navigation import Link

ACTION_WORDS = {
    "campaign.create": _("prepared the campaign"),
    "campaign.edit": _("edited the campaign"),
    "campaign.move": _("moved the campaign with its stop"),
    "campaign.approve": _("approved the campaign"),
    "campaign.stop": _("stopped the campaign"),
    "campaign.remove": _("deleted a campaign in preparation"),
    "campaign.test": _("sent themselves a test of the campaign"),
}


def tour_tab(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """A tour's campaigns, for its team."""
    if reads_tour.test(request.user, tour):
        url = reverse("campaigns", args=[tour.slug])
        yield Link(gettext("Campaigns"), url, request.path.startswith(url))


def stop_tab(request: HttpRequest, stop: Stop) -> Iterator[Link]:
    """What those who came to a stop are asked, for the tour's team."""
    if reads_tour.test(request.user, stop):
        url = reverse("stop_campaigns", args=[stop.tour.slug, stop.slug])
        yield Link(gettext("Questionnaires"), url, request.path == url)


def _invite() -> str | None:
    from surveys.campaigns.operations import (
        invite_due,  # lazily: only the worker sends, and sending knows every question
    )

    return invite_due()


def _remind() -> str | None:
    from surveys.campaigns.operations import remind_due  # lazily: the same

    return remind_due()


def _forget(now: datetime) -> int:
    from surveys.campaigns.operations import forget_due  # lazily: the same

    return forget_due(now)


RECIPIENTS_KEPT = RetentionRule(
    "recipients",
    _("Names and addresses of people who were asked a questionnaire"),
    _("ninety days after it closes"),
    _forget,
)


def register() -> None:
    """Fill the registries, and follow what happens below."""
    by = "surveys.campaigns"
    action_words.add(ACTION_WORDS, by=by)
    tour_tabs.add(tour_tab, by=by, order=400)
    stop_tabs.add(stop_tab, by=by, order=400)
    due_work.add(DueWork("campaigns.invite", timedelta(minutes=1), _invite), by=by)
    due_work.add(DueWork("campaigns.remind", timedelta(minutes=1), _remind), by=by)
    companies_merged.subscribe(dossiers.move, by=by)
    companies_separated.subscribe(dossiers.give_back, by=by)
    dossier_parts.add(dossiers.asked_of, by=by)
    retention_rules.add(RECIPIENTS_KEPT, by=by, order=50)
    api_routes.add(ApiRoute("campaigns", "surveys.campaigns.api.CampaignViewSet"), by=by, order=300)
    for order, definition in enumerate(DEFINITIONS, 60):
        indicators.add(definition, by=by, order=order)
    person_erased.subscribe(following.forget, by=by)
    personal_data.add(held_by_campaigns, by=by)
    told_of_a_change.add(telling.campaigns, by=by, order=300)
    presence_leads_to.add(telling.sent_to_those_noted, by=by)
    stop_rescheduled.subscribe(following.move_with_stop, by=by)
    stop_removed.subscribe(following.let_go_of_stop, by=by)
    session_removed.subscribe(following.keep_session, by=by)
    contact_list_removed.subscribe(following.keep_list, by=by)
