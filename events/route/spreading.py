"""Crowded points moved apart, as little as it takes, so that each can be read and hit."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, sin, sqrt

from events.route.plane import Point

_ROUNDS, _FEWEST_ROUNDS = 60, 6
_CROWD = 100  # points: of more, each gets fewer rounds, so that the work grows as they do; there is no room for all
_LOOK_AGAIN = 6  # times in a round that neighbours are parted before they are looked for anew
_SEEN, _SEEN_IN_A_CROWD = 3.2, 2.4  # times the largest room: how far apart two may still meet within a round
_SLACK = 0.6  # a little more than needed settles a crowd sooner
_GOLDEN_ANGLE = 2.39996

Box = tuple[float, float, float, float]


def spread(
    points: Sequence[Point], radii: Sequence[float], boxes: Sequence[Box], rooms: Sequence[float]
) -> list[Point]:
    """The points moved so that any two centres are as far apart as both their `rooms`, or further where radii touch.

    Each stays in its box (left, top, right, bottom). The same points give the same places; those with room stay put.
    """
    # Two stops of one town part in a direction of their own, whatever else is there.
    xs = [x + cos(index * _GOLDEN_ANGLE) * 0.01 for index, (x, _y) in enumerate(points)]
    ys = [y + sin(index * _GOLDEN_ANGLE) * 0.01 for index, (_x, y) in enumerate(points)]
    for _attempt in range(max(_ROUNDS * _CROWD // max(len(points), _CROWD), _FEWEST_ROUNDS)):
        pairs = _neighbours(xs, ys, radii, rooms)
        if not _part(xs, ys, pairs):
            break
        for _again in range(_LOOK_AGAIN):
            _part(xs, ys, pairs)
        for index, (left, top, right, bottom) in enumerate(boxes):
            xs[index] = min(max(xs[index], left), right)
            ys[index] = min(max(ys[index], top), bottom)
    return [
        point if hypot(x - point[0], y - point[1]) < 0.05 else (x, y)
        for point, x, y in zip(points, xs, ys, strict=True)
    ]


def _part(xs: list[float], ys: list[float], pairs: list[tuple[int, int, float]]) -> bool:
    """Move each pair that stands too close apart, both by half; whether there was any."""
    moved = False
    for one, other, wanted in pairs:
        dx, dy = xs[other] - xs[one], ys[other] - ys[one]
        square = dx * dx + dy * dy
        if square < wanted * wanted:
            apart = sqrt(square)
            push = (wanted - apart + _SLACK) / 2 / apart
            xs[one] -= dx * push
            ys[one] -= dy * push
            xs[other] += dx * push
            ys[other] += dy * push
            moved = True
    return moved


def _neighbours(
    xs: list[float], ys: list[float], radii: Sequence[float], rooms: Sequence[float]
) -> list[tuple[int, int, float]]:
    """Pairs that may touch within the next rounds, with the distance they must keep."""
    reach = max(rooms, default=0) * (_SEEN if len(xs) <= _CROWD else _SEEN_IN_A_CROWD)
    order = sorted(range(len(xs)), key=xs.__getitem__)
    found = []
    for position, one in enumerate(order):
        for other in order[position + 1 :]:
            if xs[other] - xs[one] > reach:
                break
            if abs(ys[other] - ys[one]) <= reach:
                found.append((one, other, max(rooms[one] + rooms[other], radii[one] + radii[other] + 3)))
    return found
