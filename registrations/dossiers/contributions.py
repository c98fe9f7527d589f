"""What dossiers contribute to the places below."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Partnership, Stop, Tour
from events.planning.panels import stop_tabs, tour_tabs
from events.team.queries import roles_of
from events.team.rules import edits_tour
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.web.navigation import Link

ACTION_WORDS = {
    "company.merge": _("joined two records of a firm"),
    "company.separate": _("parted two firms again"),
    "company.tell_apart": _("said that two firms are two"),
}


def tour_tab(request: HttpRequest, tour: Tour) -> Iterable[Link]:
    """The firms of a tour, for its editors."""
    if edits_tour.test(request.user, tour):
        url = reverse("firms", args=[tour.slug])
        yield Link(gettext("Companies"), url, request.path.startswith(url))


def stop_tab(request: HttpRequest, stop: Stop) -> Iterable[Link]:
    """Who agreed to be called back, for each of the stop's co-hosts that one represents."""
    mine = roles_of(request.user).organisations
    if not mine:
        return
    hosting = Partnership.objects.filter(stop=stop, role=Partnership.Role.CO_HOST, organisation__in=mine)
    for organisation in Organisation.objects.filter(pk__in=hosting.values("organisation")).order_by("search_key"):
        yield Link(gettext("To call back"), reverse("call_backs", args=[organisation.slug]), False)


def register() -> None:
    """Fill the registries."""
    by = "registrations.dossiers"
    action_words.add(ACTION_WORDS, by=by)
    tour_tabs.add(tour_tab, by=by, order=35)
    stop_tabs.add(stop_tab, by=by, order=65)
    api_routes.add(ApiRoute("companies", "registrations.dossiers.api.CompanyViewSet"), by=by, order=45)
