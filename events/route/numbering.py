"""Which stops show their number: all on a wide map; on a narrow one as many as fit, first those one can still go to.

What shows none is a small point at its true place, and still a link. Pins of a map stand where their places are, so
that their targets may be smaller than 24 pixels (WCAG 2.5.8, "Essential", whose example they are); the page's list of
stops leads to the same pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from events.route.plane import Point
from events.route.points import DOT, TARGET, Phase, RouteStop

FEW = 12  # up to so many stops, a map has room for those that were held as well
_NEAR = 21.0  # units between two places from which both numbers stand where they belong
_LEAST = DOT + 1.5


def showing(
    stops: Sequence[RouteStop], places: Sequence[Point], following: RouteStop | None, *, narrow: bool
) -> list[bool]:
    """For each stop (in order of date) whether its number is shown.

    A narrow map numbers as many as fit without leaving their places: what comes next, then what is to come, then what
    was held. Where there are many, those that were held are points, unless nothing is to come.
    """
    if not narrow:
        return [stop.number is not None for stop in stops]
    numbers = [index for index, stop in enumerate(stops) if stop.number is not None]
    if len(stops) > FEW:
        numbers = [index for index in numbers if stops[index].phase != Phase.HELD] or numbers
    shown: list[int] = []
    for index in sorted(numbers, key=lambda index: (stops[index] is not following, stops[index].phase == Phase.HELD)):
        x, y = places[index]
        if all(hypot(x - places[other][0], y - places[other][1]) >= _NEAR for other in shown):
            shown.append(index)
    chosen = set(shown)
    return [index in chosen for index in range(len(stops))]


def reaches(drawn: Sequence[Point], numbered: Sequence[bool]) -> list[float]:
    """The radius of what is hit around each point: that of TARGET, less where a small point has near neighbours."""
    return [TARGET / 2 if shows else _reach(index, drawn, numbered) for index, shows in enumerate(numbered)]


def _reach(index: int, drawn: Sequence[Point], numbered: Sequence[bool]) -> float:
    """Halfway to the next small point, and up to the target of the next number."""
    x, y = drawn[index]
    room = TARGET / 2
    for other, (ox, oy) in enumerate(drawn):
        if other != index and abs(ox - x) < TARGET and abs(oy - y) < TARGET:
            apart = hypot(ox - x, oy - y)
            room = min(room, apart - TARGET / 2 if numbered[other] else apart / 2)
    return max(room, _LEAST)
