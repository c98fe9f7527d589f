"""What privacy contributes below."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.planning.panels import tour_tabs
from events.team.rules import manages_tour
from registrations.privacy import rules
from registrations.privacy.announcements import personal_data
from registrations.privacy.keeping import retention_rules
from registrations.privacy.queries import held_by_registrations
from registrations.privacy.retention import RULES
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work
from tournee.web.navigation import Link, footer_navigation, workspace_navigation

ACTION_WORDS = {
    "person.erase": _("erased a person’s data"),
    "person.export": _("gave out what is held of a person"),
    "privacy_notice.create": _("said who answers for the tour’s personal data"),
    "privacy_notice.edit": _("edited the notice on personal data"),
}


def navigation(request: HttpRequest) -> Iterable[Link]:
    """The page for requests about one’s data, for those who answer them."""
    if rules.manages_some_tour.test(request.user):
        yield Link(gettext("Personal data"), reverse("personal_data"))


def tour_tab(request: HttpRequest, tour: Tour) -> Iterable[Link]:
    """What the tour says of the data it holds, for its managers."""
    if manages_tour.test(request.user, tour):
        url = reverse("privacy_notice_edit", args=[tour.slug])
        yield Link(gettext("Personal data"), url, request.path == url)


def notice_link(request: HttpRequest) -> Iterable[Link]:
    """What becomes of one’s data, at the foot of a tour’s public pages: its address names the tour."""
    match = request.resolver_match
    if match and "tour" in match.kwargs and "workspace" not in match.route.split("/"):
        yield Link(gettext("Your data and your rights"), reverse("privacy_notice", args=[match.kwargs["tour"]]))


def _purge() -> str | None:
    from registrations.privacy.operations import purge  # lazily: only the worker removes

    report = purge()
    if report is None:
        return None
    count = sum(report.removed.values())
    return ngettext("%(count)s entry was removed.", "%(count)s entries were removed.", count) % {"count": count}


def register() -> None:
    """Fill the registries."""
    by = "registrations.privacy"
    action_words.add(ACTION_WORDS, by=by)
    workspace_navigation.add(navigation, by=by, order=700)
    footer_navigation.add(notice_link, by=by, order=100)
    personal_data.add(held_by_registrations, by=by)
    api_routes.add(ApiRoute("privacy-notices", "registrations.privacy.api.PrivacyNoticeViewSet"), by=by, order=45)
    tour_tabs.add(tour_tab, by=by, order=90)
    due_work.add(DueWork("privacy.purge", timedelta(hours=6), _purge), by=by)
    for order, rule in enumerate(RULES, start=10):
        retention_rules.add(rule, by=by, order=order)
