"""The sheets a route is drawn on: metropolitan France with the coast across the Channel, and insets for the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import ceil, floor

from django.utils.translation import pgettext

from events.reference.outlines import Outline, Ring, outlines
from events.route.plane import Plane, Point, around, bounds, clipped, france
from tournee.drawing.scene import Command, Path, polyline

MAIN = "main"
ELSEWHERE = "elsewhere"
_ISLANDS = ("01", "02", "03", "04", "06")
_MARGIN = 0.025  # of the width, around France
_FINEST = 1.7  # units: what is smaller nobody sees, and everybody would download


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece of the map laid out: its box on the scene, its outlines, and where a place lies on it."""

    code: str
    name: str
    x: float
    y: float
    width: float
    height: float
    land: tuple[Path, ...]
    plane: Plane
    scale: float
    left: float
    top: float

    def at(self, longitude: float, latitude: float) -> Point:
        """The place on the scene, kept inside the sheet."""
        x, y = self.plane(longitude, latitude)
        x = self.x + (x - self.left) * self.scale
        y = self.y + (y - self.top) * self.scale
        return min(max(x, self.x + 4), self.x + self.width - 4), min(max(y, self.y + 4), self.y + self.height - 4)


def sheet_of(longitude: float, latitude: float) -> str:
    """Where a place is drawn: MAIN, the code of an overseas region, or ELSEWHERE."""
    if 41 <= latitude <= 53.5 and -7 <= longitude <= 10:
        return MAIN
    for code, (west, south, east, north) in _island_boxes().items():
        if west - 0.5 <= longitude <= east + 0.5 and south - 0.5 <= latitude <= north + 0.5:
            return code
    return ELSEWHERE


def in_england(longitude: float, latitude: float) -> bool:
    """Whether a place of the main sheet lies across the Channel."""
    return (latitude > 50.3 and longitude < 1.5) or latitude > 51.15 or (latitude > 49.9 and longitude < -2.5)


def main_sheet(width: float, english: list[Point]) -> Sheet:
    """France with a hint of the English coast, or as much of it as the `english` places (longitude, latitude) need."""
    if not english:
        return _main(width, 0, 0)
    west, _south, _east, north = bounds(english)
    return _main(width, ceil(north * 2 + 1), floor(min(west, 0) * 2 - 1))


@lru_cache(maxsize=16)
def _main(width: float, north: int, west: int) -> Sheet:
    """Kept for the life of the process, its paths’ notation too. `north` and `west` are in half degrees, or 0."""
    regions = [outline for outline in outlines("regions") if outline.code not in _ISLANDS]
    corners = [france(x, y) for x, y in chain.from_iterable(ring for region in regions for ring in region.rings)]
    if north:
        corners += [france(0, north / 2), france(max(west / 2, -6), 50)]
    left, top, right, bottom = bounds(corners)
    scale = width * (1 - 2 * _MARGIN) / (right - left)
    margin = width * _MARGIN / scale
    left, top = left - margin, top - margin
    height = (bottom - top) * scale + width * _MARGIN

    def laid(ring: Ring) -> list[Point]:
        on_plane = clipped(clipped([france(x, y) for x, y in ring[:-1]], 1, top), 0, left)
        return [((x - left) * scale, (y - top) * scale) for x, y in on_plane]

    abroad = Path(_rings(outlines("uk"), laid), fill="land", opacity=0.9 if north else 0.5)
    home = Path(_rings(regions, laid), fill="land", stroke="coast", stroke_width=0.9)
    return Sheet(MAIN, "", 0, 0, width, height, (abroad, home), france, scale, left, top)


@lru_cache(maxsize=64)
def inset(code: str, x: float, y: float, side: float) -> Sheet:
    """The square sheet of an overseas region, its outline fitted inside with room for points at its edge."""
    region = next(outline for outline in outlines("regions") if outline.code == code)
    west, south, east, north = _island_boxes()[code]
    plane = around((south + north) / 2)
    left, top = plane(west, north)
    right, bottom = plane(east, south)
    scale = side * 0.72 / max(right - left, bottom - top)
    left -= (side / scale - (right - left)) / 2
    top -= (side / scale - (bottom - top)) / 2

    def laid(ring: Ring) -> list[Point]:
        return [
            (x + (px - left) * scale, y + (py - top) * scale) for px, py in (plane(lon, lat) for lon, lat in ring[:-1])
        ]

    land = Path(_rings([region], laid), fill="land", stroke="coast", stroke_width=0.9)
    return Sheet(code, region.name, x, y, side, side, (land,), plane, scale, left, top)


def elsewhere(places: list[Point], x: float, y: float, side: float) -> Sheet:
    """A square sheet without an outline, for places no map of ours holds (longitude, latitude)."""
    plane = around(sum(latitude for _longitude, latitude in places) / len(places))
    left, top, right, bottom = bounds([plane(*place) for place in places])
    scale = side * 0.6 / max(right - left, bottom - top, 0.001)
    left -= (side / scale - (right - left)) / 2
    top -= (side / scale - (bottom - top)) / 2
    return Sheet(ELSEWHERE, pgettext("map", "Elsewhere"), x, y, side, side, (), plane, scale, left, top)


@lru_cache(maxsize=1)
def _island_boxes() -> dict[str, tuple[float, float, float, float]]:
    """West, south, east and north of each overseas region."""
    return {
        region.code: bounds(chain.from_iterable(region.rings))
        for region in outlines("regions")
        if region.code in _ISLANDS
    }


def _rings(shapes: list[Outline], laid: Callable[[Ring], list[Point]]) -> tuple[Command, ...]:
    """All rings of the shapes as one outline; a ring too small to be seen is left out.

    Points of one small square fall together, the same in every ring, so that neighbours still share their border.
    """
    known: dict[tuple[int, int], Point] = {}
    commands: list[Command] = []
    for ring in (laid(ring) for shape in shapes for ring in shape.rings):
        snapped = [known.setdefault((round(x / _FINEST), round(y / _FINEST)), (x, y)) for x, y in ring]
        corners = [point for point, before in zip(snapped, snapped[-1:] + snapped[:-1], strict=True) if point != before]
        if len(corners) > 2:
            left, top, right, bottom = bounds(corners)
            if right - left > 2 or bottom - top > 2:
                commands += polyline(corners, closed=True)
    return tuple(commands)
