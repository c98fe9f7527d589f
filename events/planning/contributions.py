"""What planning contributes to the ground floor's places."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.organisations.announcements import organisation_changed
from events.planning import guards
from events.planning.definitions import DEFINITIONS
from events.planning.operations.fundings import EMBLEM
from events.planning.operations.renewing import renew_pages_showing
from events.planning.searching import PLACES
from events.team.queries import roles_of
from tournee.api.routes import ApiRoute, api_routes
from tournee.files.kinds import MEGABYTE, PICTURES, FileKind, file_kinds
from tournee.history.words import action_words
from tournee.indicators import indicators
from tournee.search.places import search_places
from tournee.web.navigation import Link, workspace_navigation

BY = "events.planning"
ACTIONS = {
    "tour.create": gettext_lazy("created the tour"),
    "tour.edit": gettext_lazy("edited the tour"),
    "tour.publish": gettext_lazy("published the tour"),
    "tour.archive": gettext_lazy("archived the tour"),
    "tour.reopen": gettext_lazy("reopened the tour"),
    "stop.add": gettext_lazy("added the stop"),
    "stop.edit": gettext_lazy("edited the stop"),
    "stop.contact": gettext_lazy("noted that the stop was contacted"),
    "stop.confirm": gettext_lazy("confirmed the stop"),
    "stop.unconfirm": gettext_lazy("took the stop’s agreement back"),
    "stop.publish": gettext_lazy("published the stop"),
    "stop.postpone": gettext_lazy("postponed the stop"),
    "stop.reschedule": gettext_lazy("gave the stop a new date"),
    "stop.cancel": gettext_lazy("cancelled the stop"),
    "stop.reinstate": gettext_lazy("took the stop’s cancellation back"),
    "stop.remove": gettext_lazy("deleted a stop that was never public"),
    "stop.record": gettext_lazy("recorded the stop as held"),
    "session.add": gettext_lazy("added the session"),
    "session.edit": gettext_lazy("edited the session"),
    "session.cancel": gettext_lazy("cancelled the session"),
    "session.reinstate": gettext_lazy("took the session’s cancellation back"),
    "session.remove": gettext_lazy("removed the session"),
    "session.speakers": gettext_lazy("changed who speaks at the session"),
    "speaker.create": gettext_lazy("added the speaker"),
    "partner.add": gettext_lazy("added the partner"),
    "partner.edit": gettext_lazy("edited the partnership"),
    "partner.people": gettext_lazy("changed whom to call at the partner"),
    "partner.remove": gettext_lazy("removed the partner"),
    "funding.add": gettext_lazy("added the funding"),
    "funding.edit": gettext_lazy("edited the funding"),
    "funding.remove": gettext_lazy("removed the funding"),
    "fact.add": gettext_lazy("added the sourced fact"),
    "fact.edit": gettext_lazy("edited the sourced fact"),
    "fact.remove": gettext_lazy("removed the sourced fact"),
    "theme.create": gettext_lazy("added the theme"),
    "vocabulary.create": pgettext_lazy("history", "added the vocabulary"),
}


def links(request: HttpRequest) -> Iterator[Link]:
    """One's tours and stops, for whoever has any."""
    roles = roles_of(request.user)
    if roles.administrator or roles.by_tour or roles.organisations:
        yield Link(_("Tours"), reverse("workspace"))


def register() -> None:
    """Called once, when the app is ready."""

    guards.register()
    emblem = FileKind(
        EMBLEM, gettext_lazy("Emblem"), PICTURES, 4 * MEGABYTE, public=True, max_side=1200, widths=(160, 320)
    )
    file_kinds.add(emblem, by=BY)
    action_words.add(ACTIONS, by=BY)
    workspace_navigation.add(links, by=BY, order=10)
    api_routes.add(ApiRoute("tours", "events.planning.api.tours.TourViewSet"), by=BY, order=10)
    api_routes.add(ApiRoute("stops", "events.planning.api.stops.StopViewSet"), by=BY, order=20)
    api_routes.add(ApiRoute("sessions", "events.planning.api.sessions.SessionViewSet"), by=BY, order=30)
    for order, place in enumerate(PLACES, 10):
        search_places.add(place, by=BY, order=order)
    organisation_changed.subscribe(renew_pages_showing, by=BY)
    for order, definition in enumerate(DEFINITIONS, 10):
        indicators.add(definition, by=BY, order=order)
