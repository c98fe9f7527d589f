"""The names of places beside their points, where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from events.route.numbering import FEW
from events.route.plane import Point
from events.route.points import TARGET, RouteStop
from tournee.drawing import measure
from tournee.drawing.scene import Anchor, Text

_SIZE = 13.5
_SMALL = 11.5  # as the names under the insets
_GAP = 5.0
_FEW_NARROW = 6  # up to so many stops, every place is named on a narrow map; on a wide one, up to FEW

Box = tuple[float, float, float, float]


def names_of(stops: Sequence[RouteStop], following: RouteStop | None, *, narrow: bool) -> list[str | None]:
    """Every place is named on a map of few stops; on others what is next, or where the route began and ended."""
    if len(stops) <= (_FEW_NARROW if narrow else FEW):
        return [stop.place for stop in stops]
    visited = [stop for stop in stops if stop.visited]
    marked = [following] if following else [*visited[:1], *visited[-1:]]
    return [stop.place if stop in marked or (stop.number is None and len(stops) <= FEW) else None for stop in stops]


def place_names(
    names: Sequence[str | None], at: Sequence[Point], radii: Sequence[float], width: float
) -> list[Text | None]:
    """For each point the name beside it, to its right, left, above or below, or None where it would cover another."""
    taken: list[Box] = [
        (x - size - 1, y - size - 1, x + size + 1, y + size + 1) for (x, y), size in zip(at, radii, strict=True)
    ]
    written: list[Text | None] = []
    for name, point, size in zip(names, at, radii, strict=True):
        found = _free(name, point, size, taken, width) if name else None
        written.append(found[0] if found else None)
        if found:
            taken.append(found[1])
    return written


def name_above(name: str, at: Point, size: float, width: float) -> Text:
    """The name that the style sheet shows while a point is pointed at or focused: above it, inside the picture."""
    x, y = at
    half = measure.width(name, _SIZE, "sans-semibold") / 2
    x = min(max(x, half + 2), max(width - half - 2, half + 2))
    base = y - size - _GAP
    base = base if base > _SIZE else y + size + _GAP + _SIZE * 0.8
    return Text(x, base, name, size=_SIZE, face="sans-semibold", anchor="middle", halo="paper", css="route-name")


def name_beside(name: str, at: Point, drawn: Sequence[Point], width: float) -> list[Text]:
    """`name` beside an arrow's head, where it covers none of the points `drawn`; nothing where there is no room."""
    (x, y), half = at, TARGET / 2
    taken = [(px - half, py - half, px + half, py + half) for px, py in drawn]
    room = measure.width(name, _SMALL, "sans")
    ways = ((x - room - _GAP, y + 4), (x - room, y - _GAP), (x - room / 2, y - _GAP), (x, y - _GAP), (x + _GAP, y + 4))
    for left, base in ways:
        box = (left, base - _SMALL * 0.85, left + room, base + _SMALL * 0.25)
        if left >= 0 and box[2] <= width and not any(_meet(box, other) for other in taken):
            return [Text(left, base, name, size=_SMALL, fill="muted", halo="paper")]
    return []


def _free(name: str, point: Point, size: float, taken: list[Box], width: float) -> tuple[Text, Box] | None:
    x, y = point
    room = measure.width(name, _SIZE, "sans-semibold")
    ways: tuple[tuple[Anchor, float, float, float], ...] = (
        ("start", x + size + _GAP, x + size + _GAP, y + _SIZE * 0.34),
        ("end", x - size - _GAP, x - size - _GAP - room, y + _SIZE * 0.34),
        ("middle", x, x - room / 2, y - size - _GAP),
        ("middle", x, x - room / 2, y + size + _GAP + _SIZE * 0.8),
    )
    for anchor, start, left, base in ways:
        box = (left, base - _SIZE * 0.85, left + room, base + _SIZE * 0.25)
        if left >= 0 and box[2] <= width and box[1] >= 0 and not any(_meet(box, other) for other in taken):
            return Text(start, base, name, size=_SIZE, face="sans-semibold", anchor=anchor, halo="paper"), box
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
