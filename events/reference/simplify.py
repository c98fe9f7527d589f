"""Fewer points for outlines that share borders: both sides of a border lose the same points, so nothing gapes."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import cos, hypot, radians

Point = tuple[float, float]
Ring = list[Point]


def simplified(shapes: list[list[Ring]], *, tolerance: float, smallest: float) -> list[list[Ring]]:
    """`shapes` (each a list of closed rings) with points nearer than `tolerance` (degrees of latitude) left out.

    Rings enclosing less than `smallest` square degrees are dropped, but for a shape's largest one.
    """
    junctions = _junctions(ring for shape in shapes for ring in shape)
    return [_worth_drawing([_thin(ring, junctions, tolerance) for ring in shape], smallest) for shape in shapes]


def _junctions(rings: Iterable[Ring]) -> set[Point]:
    """Points where borders meet: those with other than two neighbours over all rings."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for one, other in itertools.pairwise(ring):
            neighbours[one].add(other)
            neighbours[other].add(one)
    return {point for point, around in neighbours.items() if len(around) != 2}


def _thin(ring: Ring, junctions: set[Point], tolerance: float) -> Ring:
    """The ring, each stretch between two junctions thinned on its own."""
    points = ring[:-1]
    start = min((i for i, point in enumerate(points) if point in junctions), default=points.index(min(points)))
    points = [*points[start:], *points[: start + 1]]
    kept = [points[0]]
    for arc in _arcs(points, junctions):
        kept += _thin_arc(arc, tolerance)[1:]
    return kept


def _arcs(points: Ring, junctions: set[Point]) -> Iterator[Ring]:
    arc = [points[0]]
    for point in points[1:-1]:
        arc.append(point)
        if point in junctions:
            yield arc
            arc = [point]
    yield [*arc, points[-1]]


def _thin_arc(arc: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker's method, always walked from the same end, so that both neighbours get the same points."""
    if arc[0] == arc[-1]:
        middle = max(range(len(arc)), key=lambda i: (_length(arc[0], arc[i]), arc[i]))
        return [*_thin_arc(arc[: middle + 1], tolerance), *_thin_arc(arc[middle:], tolerance)[1:]]
    turned = arc[0] > arc[-1]
    line = arc[::-1] if turned else arc
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, distance = max(
            ((i, _distance(line[i], line[first], line[last])) for i in range(first + 1, last)),
            key=lambda found: found[1],
            default=(first, 0.0),
        )
        if distance > tolerance:
            keep.add(far)
            spans += [(first, far), (far, last)]
    thin = [line[i] for i in sorted(keep)]
    return thin[::-1] if turned else thin


def _length(one: Point, other: Point) -> float:
    return hypot((one[0] - other[0]) * cos(radians(one[1])), one[1] - other[1])


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far `point` lies from the segment, in degrees of latitude."""
    shrink = cos(radians(point[1]))
    px, py = (point[0] - start[0]) * shrink, point[1] - start[1]
    ex, ey = (end[0] - start[0]) * shrink, end[1] - start[1]
    along = max(0.0, min(1.0, (px * ex + py * ey) / (ex * ex + ey * ey))) if ex or ey else 0.0
    return hypot(px - along * ex, py - along * ey)


def _worth_drawing(rings: list[Ring], smallest: float) -> list[Ring]:
    sized = sorted(((area(ring), ring) for ring in rings), reverse=True, key=lambda pair: pair[0])
    return [ring for rank, (size, ring) in enumerate(sized) if rank == 0 or (size >= smallest and len(ring) > 3)]


def area(ring: Ring) -> float:
    """The area a closed ring encloses, in square degrees."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))) / 2


def centre(ring: Ring) -> Point:
    """The centroid of a closed ring, as (longitude, latitude)."""
    pairs = list(itertools.pairwise(ring))
    crosses = [x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs]
    total = sum(crosses) * 3
    x = sum((x1 + x2) * c for ((x1, _y1), (x2, _y2)), c in zip(pairs, crosses, strict=True)) / total
    y = sum((y1 + y2) * c for ((_x1, y1), (_x2, y2)), c in zip(pairs, crosses, strict=True)) / total
    return x, y


def within(point: Point, rings: Iterable[Ring]) -> bool:
    """Whether `point` lies inside an odd number of `rings`."""
    x, y = point
    crossings = sum(
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for ring in rings
        for (x1, y1), (x2, y2) in itertools.pairwise(ring)
    )
    return crossings % 2 == 1
