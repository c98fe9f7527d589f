"""The route as a picture for a page: drawn once for as long as nothing on it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from events.catalogue.queries import StopRow
from events.catalogue.stored import remembered
from events.catalogue.words import Phase
from events.route import NARROW, WIDE, RouteStop, position_scene, route_scene
from tournee.drawing.svg import to_svg

_KEYED = (Phase.HELD, Phase.UPCOMING, Phase.POSTPONED, Phase.CANCELLED)


@dataclass(frozen=True, slots=True)
class RouteMap:
    """The same route drawn for a wide and for a narrow column, and the phases its key explains.

    `traced`: only those of an earlier edition that could be traced, which no line joins.
    """

    wide: SafeString
    narrow: SafeString
    key: list[tuple[str, str]]
    traced: bool


def route_map(rows: Sequence[StopRow]) -> RouteMap | None:
    """The route of these stops, kept as long as they look the same; None where no stop has a place."""
    stops = [row.on_route for row in rows if row.on_route]
    if not stops:
        return None
    drawn: RouteMap = remembered(_name("route", rows), lambda: _drawn(rows, stops))
    return drawn


def _drawn(rows: Sequence[StopRow], stops: Sequence[RouteStop]) -> RouteMap:
    return RouteMap(
        _svg(stops, WIDE, "route-wide"),
        _svg(stops, NARROW, "route-narrow"),
        _key({row.phase for row in rows}),
        all(stop.recorded for stop in stops),
    )


def position_map(rows: Sequence[StopRow], stop_id: int) -> SafeString | None:
    """Where along the route the stop is, kept as long as the route looks the same; None where nobody knows."""
    here = next((row.on_route for row in rows if row.pk == stop_id), None)
    if here is None:
        return None
    drawn: SafeString = remembered(_name(f"position-{stop_id}", rows), lambda: _position(rows, here))
    return drawn


def _position(rows: Sequence[StopRow], here: RouteStop) -> SafeString:
    still = replace(here, href="")  # the page it would lead to is the one it stands on
    stops = [still if row.on_route is here else row.on_route for row in rows if row.on_route]
    return to_svg(position_scene(stops, still), id_prefix="position", css="position-map")


def _name(drawing: str, rows: Sequence[StopRow]) -> str:
    """What a drawing is kept under: all that can be seen on it."""
    return f"{drawing}:{get_language()}:{sha256(''.join([row.drawn for row in rows]).encode()).hexdigest()}"


def _svg(stops: Sequence[RouteStop], width: int, name: str) -> SafeString:
    return to_svg(route_scene(stops, width=width, name_all=True), id_prefix=name, css=name)


def _key(phases: set[str]) -> list[tuple[str, str]]:
    """What the points mean, where there is more than one kind: (phase, word)."""
    shown = [(str(phase), str(phase.label)) for phase in _KEYED if phase in phases]
    if Phase.TODAY in phases and Phase.UPCOMING not in phases:
        shown.append((str(Phase.UPCOMING), pgettext("map", "today")))
    return shown if len(shown) > 1 else []
