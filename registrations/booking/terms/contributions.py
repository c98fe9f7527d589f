"""What a stop's terms contribute: their tab, words for what happens to them, their lists in the API."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.catalogue.finding.windows import registration_windows
from events.catalogue.panels import stop_page_moments
from events.models import Stop
from events.planning.panels import stop_tabs
from events.team.rules import edits_tour
from registrations.booking.terms.queries import window_moments
from registrations.booking.terms.windows import windows
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.web.navigation import Link

BY = "registrations.booking.terms"
ACTIONS = {
    "terms.edit": gettext_lazy("changed the terms of registration"),
    "code.add": gettext_lazy("added the code"),
    "code.edit": gettext_lazy("edited the code"),
    "code.set_aside": gettext_lazy("changed the seats set aside for the code"),
    "code.withdraw": gettext_lazy("withdrew the code"),
    "registration.approve": gettext_lazy("approved a registration"),
    "registration.refuse": gettext_lazy("refused a registration"),
    "registration.offer": gettext_lazy("offered seats to somebody who waited"),
    "registration.accept_offer": gettext_lazy("accepted the seats offered"),
    "registration.decline_offer": gettext_lazy("declined the seats offered"),
    "registration.expire_offer": gettext_lazy("ended an offer that nobody accepted"),
}


def tab(request: HttpRequest, stop: Stop) -> Iterable[Link]:
    """The terms of the stop, for the editors of its tour."""
    if edits_tour.test(request.user, stop):
        url = reverse("registration_terms", args=[stop.tour.slug, stop.slug])
        yield Link(_("Terms"), url, request.path.startswith(url))


def register() -> None:
    """Called once, when the app is ready."""
    action_words.add(ACTIONS, by=BY)
    stop_tabs.add(tab, by=BY, order=12)
    stop_page_moments.add(window_moments, by=BY)
    registration_windows.add(windows, by=BY)
    api_routes.add(ApiRoute("registration-terms", "registrations.booking.terms.api.TermsViewSet"), by=BY, order=41)
    api_routes.add(ApiRoute("access-codes", "registrations.booking.terms.api.AccessCodeViewSet"), by=BY, order=42)
