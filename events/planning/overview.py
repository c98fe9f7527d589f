"""What a tour's page in the workspace, its control room, shows. As many queries for three stops as for forty."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Partnership, Stop, Tour
from events.planning.attention.clock import today_of
from events.planning.attention.gathering import attention_of
from events.planning.attention.needs import Watched
from events.planning.attention.room import room_of
from events.planning.definitions import CO_HOSTS, STOPS_HELD, STOPS_PUBLIC
from events.planning.guards import missing_for
from events.planning.panels import Target, tour_targets
from events.planning.queries import stops_of
from events.planning.rules import plans_tour
from events.planning.tables import HEADERS, stop_rows
from events.planning.words import Standing, standing, tour_standing, wanted_of_tour
from events.route import NARROW, WIDE, RouteStop, route_scene
from tournee.drawing.svg import to_svg
from tournee.web.tables import Table

NEXT = 10  # stops that the page shows: the list shows them all
_KEPT_SECONDS = 24 * 60 * 60
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
    """The context of the control room: what needs attention, targets, route, table of stops."""
    now = timezone.now()
    draft, archived = tour.state == Tour.State.DRAFT, tour.state == Tour.State.ARCHIVED
    edits = plans_tour.test(request.user, tour)
    stops: Sequence[Stop]
    room = None
    if archived:
        stops = list(Stop.objects.filter(tour=tour).only(*_DRAWN, "tour_id").along_the_route())
    else:
        attention = attention_of(tour, today_of(tour))
        stops, room = attention.watched.stops, room_of(attention, everything=request.GET.get("needs") == "all")
    return {
        "tour": tour,
        "context_tour": tour,
        "edits": edits,
        "room": room,
        "standing": tour_standing(tour),
        "missing": wanted_of_tour(tour, missing_for("tour.publish", tour), linked=edits) if draft else [],
        "states": counted_states(stops, now),
        "targets": targets_of(tour, stops, now),
        "route": route_of(tour, stops, now),
        "table": next_stops(tour, stops, now),
        "planned": len(stops),
        "shortened": len(stops) > NEXT,
        "themes": list(tour.themes.all()),
    }


def next_stops(tour: Tour, stops: Sequence[Stop], now: datetime.datetime) -> Table:
    """All of a few stops; of many, the next ten that are not called off, in words. One query."""
    ahead = stops if len(stops) <= NEXT else Watched(tour, today_of(tour), stops).ahead
    wanted = [stop.pk for stop in ahead[:NEXT]]
    read = {stop.pk: stop for stop in stops_of(tour).filter(pk__in=wanted)} if wanted else {}
    for stop in read.values():
        stop.tour = tour
    page: Page[Any] = Paginator(ahead, NEXT).get_page(1)
    page.object_list = stop_rows([read[pk] for pk in wanted if pk in read], at=now)
    return Table(HEADERS, page, [], filters=None, filtered=False, sort="", clear_url="")


def counted_states(stops: Sequence[Stop], now: datetime.datetime) -> list[tuple[Standing, int]]:
    """How many stops stand where, in the order in which a stop meets its states."""
    alike = {(stop.state, stop.phase(now)): stop for stop in stops}
    words = {key: standing(stop, now) for key, stop in alike.items()}
    first = {str(one.word): one for one in words.values()}
    count: Counter[str] = Counter()
    for key, stops_alike in Counter((stop.state, stop.phase(now)) for stop in stops).items():
        count[str(words[key].word)] += stops_alike
    order = [*(str(state.label) for state in Stop.State), *(str(phase.label) for phase in Stop.Phase)]
    return [(first[word], count[word]) for word in sorted(count, key=order.index)]


def targets_of(tour: Tour, stops: Sequence[Stop], now: datetime.datetime) -> list[Target]:
    """What is reached of what is aimed at: stops public and held, co-hosts, and what the floors above count."""
    hosts = Partnership.objects.filter(stop__tour=tour, role=Partnership.Role.CO_HOST)
    phases = [stop.phase(now) for stop in stops]
    public = [phase for phase in phases if phase in (Stop.Phase.UPCOMING, *_HELD)]
    return [
        Target(_("Stops public and not called off"), len(public), tour.target_stops, STOPS_PUBLIC),
        Target(_("Stops held"), sum(phase == Stop.Phase.HELD for phase in phases), tour.target_stops, STOPS_HELD),
        Target(
            _("Co-hosting organisations"),
            hosts.values("organisation").distinct().count(),
            tour.target_organisations,
            CO_HOSTS,
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
