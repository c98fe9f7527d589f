"""The dotted line that joins the stops, gently curved, and the leaders of those that had to move aside."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from events.route.plane import Point
from tournee.drawing.scene import Circle, Command, Item, Line, Path, polyline

_BEND = 0.3  # how far towards the next point a curve keeps its direction, as a share of the way


def thread(stretches: Sequence[Sequence[Point]], *, thickness: float = 2.4) -> list[Item]:
    """One dotted line through each stretch of points; a stretch of one point is none."""
    commands: list[Command] = []
    for points in stretches:
        if len(points) > 1:
            commands += curve(points)
    if not commands:
        return []
    dash = (0.1, thickness * 2.5)
    return [Path(tuple(commands), stroke="route", stroke_width=thickness, dash=dash, cap="round")]


def curve(points: Sequence[Point]) -> list[Command]:
    """A smooth curve through the points that never strays far from the straight way: its handles are short."""
    commands: list[Command] = [("M", *points[0])]
    last = len(points) - 1
    directions = [_unit(points[max(index - 1, 0)], points[min(index + 1, last)]) for index in range(len(points))]
    for index in range(last):
        (x1, y1), (x2, y2) = points[index], points[index + 1]
        handle = hypot(x2 - x1, y2 - y1) * _BEND
        (ax, ay), (bx, by) = directions[index], directions[index + 1]
        commands.append(("C", x1 + ax * handle, y1 + ay * handle, x2 - bx * handle, y2 - by * handle, x2, y2))
    return commands


def onwards(start: Point, towards: Point, length: float) -> Point:
    """Where one is `length` units from `start` on the way `towards` another point."""
    dx, dy = _unit(start, towards)
    return start[0] + dx * length, start[1] + dy * length


def departure(start: Point, end: Point) -> list[Item]:
    """The mark of a route that goes on in an inset: a short dotted way with an arrow's head."""
    dx, dy = _unit(start, end)
    x, y = end
    head = [(x - dx * 8 - dy * 4, y - dy * 8 + dx * 4), (x, y), (x - dx * 8 + dy * 4, y - dy * 8 - dx * 4)]
    return [*thread([[start, (x - dx * 8, y - dy * 8)]]), Path(polyline(head, closed=True), fill="route")]


def leader(place: Point, drawn: Point) -> list[Item]:
    """From a place to the number that had to move aside for its neighbours; nothing where it hardly moved."""
    if hypot(drawn[0] - place[0], drawn[1] - place[1]) < 4:
        return []
    return [
        Line(*place, *drawn, stroke="route", stroke_width=0.9),
        Circle(*place, 1.9, fill="route"),
    ]


def _unit(start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    return dx / length, dy / length
