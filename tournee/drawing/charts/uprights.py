"""Columns side by side, with their values over them or, where these find no room, an axis at the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tournee.drawing.charts.axis import nice_ticks, side_axis
from tournee.drawing.charts.figures import written
from tournee.drawing.measure import width as text_width
from tournee.drawing.scene import Item, Line, Rect, Role, Text

_SIZES = (15, 13, 12)
_HEAD = 20  # for the value over the tallest column
_WIDEST = 96


@dataclass(frozen=True, slots=True)
class Uprights:
    """Columns laid out: what to draw, where each has its centre, and the box they fill (`heads` where values begin)."""

    items: list[Item]
    centres: list[float]
    heads: list[float]
    left: float
    right: float
    slot: float
    bottom: float


def plot_height(width: float) -> float:
    """How tall a plot of that width is."""
    return min(240.0, max(150.0, 0.36 * width))


def lay_uprights(
    values: Sequence[float],
    unit: str,
    box: tuple[float, float, float],
    *,
    share: float,
    highlight: frozenset[int] = frozenset(),
    whole: bool = False,
) -> Uprights:
    """One column a value ≥ 0 in the box (left, top, width), each filling that share of its slot."""
    left, top, width = box
    right = left + width
    bottom = top + _HEAD + plot_height(width)
    shown = written(values, unit)
    widest = max(text_width(text, 1, "sans-semibold") for text in shown)
    size = next((size for size in _SIZES if widest * size + 4 <= width / len(values)), None)
    items: list[Item] = []
    if size is None:
        ticks = nice_ticks(0, max(values), 4, whole=whole)
        items, _scale, left = side_axis(ticks, unit, (left, top + 6, right, bottom))
        per_unit = (bottom - top - 6) / ticks[-1]
    else:
        per_unit = (bottom - top - _HEAD) / (max(values) or 1)
    slot = (right - left) / len(values)
    if share == 1 and slot > _WIDEST:
        slot = _WIDEST
        right = left + slot * len(values)
    wide = min(slot * share, _WIDEST) - (1 if share == 1 else 0)
    centres = [left + slot * (index + 0.5) for index in range(len(values))]
    heads = []
    for index, (value, text, centre) in enumerate(zip(values, shown, centres, strict=True)):
        tall = max(value * per_unit, 1 if value else 0)
        if value:
            fill: Role = "route" if index in highlight else "pine"
            items.append(Rect(centre - wide / 2, bottom - tall, wide, tall, fill=fill, title="" if size else text))
        if size:
            items.append(Text(centre, bottom - tall - 6, text, size=size, face="sans-semibold", anchor="middle"))
        heads.append(bottom - tall - (6 + size if size else 0))
    items.append(Line(left, bottom, right, bottom, stroke="muted"))
    return Uprights(items, centres, heads, left, right, slot, bottom)
