"""What a tour's page in the workspace puts together. As many queries for three stops as for forty."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Partnership, Stop, Tour
from events.planning.guards import missing_for
from events.planning.panels import Target, tour_targets
from events.planning.queries import fundings_of, partners_of, stops_of
from events.planning.rules import plans_tour
from events.planning.tables import COLUMNS, stop_rows
from events.planning.words import Standing, standing, tour_standing, wanted_of_tour
from events.route import NARROW, WIDE, RouteStop, route_scene
from tournee.drawing.svg import to_svg
from tournee.web.tables import Table, build_table

_KEPT_SECONDS = 24 * 60 * 60
FILTERS = "events.planning.filters.StopFilters"
_DRAWN = (
    "pk",
    "slug",
    "number",
    "place",
    "state",
    "starts_on",
    "ends_on",
    "month",
    "time_zone",
    "latitude",
    "longitude",
)
_HELD = (Stop.Phase.HELD, Stop.Phase.TODAY)


@dataclass(frozen=True, slots=True)
class Route:
    """The same route for a wide and for a narrow column."""

    wide: SafeString
    narrow: SafeString


def overview_of(request: HttpRequest, tour: Tour) -> dict[str, Any]:
    """The context of the tour's page: state and what is missing, targets, route, table of stops, partners, facts."""
    now = timezone.now()
    stops = list(Stop.objects.filter(tour=tour).only(*_DRAWN, "tour_id").along_the_route())
    partners = partners_of(tour)
    draft, edits = tour.state == Tour.State.DRAFT, plans_tour.test(request.user, tour)
    return {
        "tour": tour,
        "context_tour": tour,
        "edits": edits,
        "standing": tour_standing(tour),
        "missing": wanted_of_tour(tour, missing_for("tour.publish", tour), linked=edits) if draft else [],
        "states": counted_states(stops, now),
        "targets": targets_of(tour, stops, now),
        "route": route_of(tour, stops, now),
        "table": stops_table(request, tour, now),
        "partners": partners,
        "fundings": fundings_of(tour),
        "facts": list(tour.facts.select_related("stop")),
        "themes": list(tour.themes.all()),
    }


def stops_table(request: HttpRequest, tour: Tour, now: datetime.datetime) -> Table:
    """The stops as the address asks for them, in words."""
    table = build_table(request, stops_of(tour), COLUMNS, default_sort="date", filters=FILTERS)
    stops = list(table.page.object_list)
    for stop in stops:
        stop.tour = tour
    table.page.object_list = stop_rows(stops, at=now)
    return table


def counted_states(stops: Sequence[Stop], now: datetime.datetime) -> list[tuple[Standing, int]]:
    """How many stops stand where, in the order in which a stop meets its states."""
    standings = [standing(stop, now) for stop in stops]
    count = Counter(str(one.word) for one in standings)
    first = {str(one.word): one for one in standings}
    order = [*(str(state.label) for state in Stop.State), *(str(phase.label) for phase in Stop.Phase)]
    return [(first[word], count[word]) for word in sorted(count, key=order.index)]


def targets_of(tour: Tour, stops: Sequence[Stop], now: datetime.datetime) -> list[Target]:
    """What is reached of what is aimed at: stops public and held, co-hosts, and what the floors above count."""
    hosts = Partnership.objects.filter(stop__tour=tour, role=Partnership.Role.CO_HOST)
    phases = [stop.phase(now) for stop in stops]
    public = [phase for phase in phases if phase in (Stop.Phase.UPCOMING, *_HELD)]
    return [
        Target(_("Stops public and not called off"), len(public), tour.target_stops),
        Target(_("Stops held"), sum(phase == Stop.Phase.HELD for phase in phases), tour.target_stops),
        Target(
            _("Co-hosting organisations"), hosts.values("organisation").distinct().count(), tour.target_organisations
        ),
        *(target for contributed in tour_targets for target in contributed(tour)),
    ]


def route_of(tour: Tour, stops: Sequence[Stop], now: datetime.datetime) -> Route | None:
    """The route of all stops that have a point, each leading to its page here; kept until one of them changes."""
    base = reverse("planning_tour", args=[tour.slug])
    drawn = [
        RouteStop(
            stop.number,
            stop.place,
            stop.latitude,
            stop.longitude,
            stop.phase(now),
            stop.starts_on,
            href,
            recorded=stop.state == Stop.State.RECORDED,
        )
        for stop in stops
        if stop.latitude is not None and stop.longitude is not None and (href := f"{base}stops/{stop.slug}/")
    ]
    if not drawn:
        return None
    digest = hashlib.sha256(repr(drawn).encode()).hexdigest()
    name = f"planned-route:{get_language()}:{digest}"
    route: Route | None = cache.get(name)
    if route is None:
        route = Route(
            to_svg(route_scene(drawn, width=WIDE), id_prefix="route-wide", css="route-wide"),
            to_svg(route_scene(drawn, width=NARROW), id_prefix="route-narrow", css="route-narrow"),
        )
        cache.set(name, route, _KEPT_SECONDS)
    return route
