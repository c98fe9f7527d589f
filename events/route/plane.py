"""From longitude and latitude to a flat sheet whose y grows downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import cos, log, pi, radians, sin, tan

Point = tuple[float, float]
Plane = Callable[[float, float], Point]


def _lambert(first: float, second: float, meridian: float) -> Plane:
    """A conformal conic projection (Snyder, Map Projections, USGS 1395, p. 106, sphere) with two true parallels."""
    south, north = radians(first), radians(second)
    n = log(cos(south) / cos(north)) / log(tan(pi / 4 + north / 2) / tan(pi / 4 + south / 2))
    f = cos(south) * tan(pi / 4 + south / 2) ** n / n

    def project(longitude: float, latitude: float) -> Point:
        rho = f / tan(pi / 4 + radians(latitude) / 2) ** n
        angle = n * radians(longitude - meridian)
        return rho * sin(angle), rho * cos(angle)

    return project


# The parallels and the meridian of Lambert-93: the shape in which the French know their country.
france = _lambert(44, 49, 3)


def around(latitude: float) -> Plane:
    """A plain plane, true along `latitude`: enough for an island."""
    narrowing = cos(radians(latitude))
    return lambda longitude, latitude: (radians(longitude) * narrowing, -radians(latitude))


def bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def clipped(ring: list[Point], axis: int, least: float) -> list[Point]:
    """What of a closed ring has its coordinate `axis` (0: x, 1: y) at `least` or more (Sutherland and Hodgman)."""
    kept: list[Point] = []
    for before, after in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if (before[axis] < least) != (after[axis] < least):
            share = (least - before[axis]) / (after[axis] - before[axis])
            kept.append((before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])))
        if after[axis] >= least:
            kept.append(after)
    return kept
