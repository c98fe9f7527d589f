"""Scales, their round ticks, and the words along an axis, none of which touch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from tournee.drawing.measure import width as text_width
from tournee.drawing.measure import wrap
from tournee.drawing.scene import Face, Item, Line, Role, Text
from tournee.texts.typography import format_quantity

SIZE = 13
LEADING = 16
_APART = 8  # between two words along an axis
_LEAST = 46  # a word that must be cut is given that much room
_ROUND = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` laid along a line from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def nice_ticks(low: float, high: float, count: int = 5, *, whole: bool = False) -> list[float]:
    """About `count` round values from at or under `low` to at or over `high`; `whole` keeps them integers."""
    span = high - low or abs(high) or 1
    raw = span / max(count, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in _ROUND if power * factor >= raw * 0.999)
    if whole:
        step = max(1, 5 if step == 2.5 else step)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    digits = max(0, 2 - math.floor(math.log10(step)))
    return [round(index * step, digits) for index in range(first, max(last, first + 1) + 1)]


def tick_texts(ticks: Sequence[float], unit: str) -> list[str]:
    """The ticks as text in the active language, with the decimals that their step needs."""
    decimals = next(
        (digits for digits in range(10) if all(math.isclose(round(tick, digits), tick) for tick in ticks)), 10
    )
    return [format_quantity(tick, unit, decimals=decimals) for tick in ticks]


def first_tick_remark(ticks: Sequence[float], unit: str) -> list[str]:
    """What must be said of an axis that does not start at nought; nothing of one that holds it."""
    if ticks[0] <= 0 <= ticks[-1]:
        return []
    return [_("The axis starts at %(value)s") % {"value": tick_texts(ticks, unit)[0]}]


def side_axis(
    ticks: Sequence[float], unit: str, box: tuple[float, float, float, float]
) -> tuple[list[Item], Scale, float]:
    """An upright axis in the box (left, top, right, bottom): rules and values, the scale, where marks may begin."""
    left, top, right, bottom = box
    texts = tick_texts(ticks, unit)
    scale = Scale(ticks[0], ticks[-1], bottom, top)
    begin = left + max(text_width(text, SIZE) for text in texts) + 8
    items: list[Item] = []
    for tick, text in zip(ticks, texts, strict=True):
        y = scale.at(tick)
        items.append(Line(begin, y, right, y, stroke="rule" if tick else "muted"))
        items.append(Text(begin - 8, y + 4.5, text, size=SIZE, fill="muted", anchor="end"))
    return items, scale, begin


def words_along(
    texts: Sequence[str],
    centres: Sequence[float],
    ends: tuple[float, float],
    y: float,
    *,
    lines: int = 1,
    kept: int = 0,
    strong: frozenset[int] = frozenset(),
) -> tuple[list[Text], float]:
    """Words centred at their places under y, in up to that many lines, and the y where they end.

    Where they would touch, every second, third… one is written, the one at index `kept` among them. At both ends they
    are pushed inwards; words too long even so are cut.
    """
    chosen = _chosen(texts, centres, ends, lines, kept)
    items = []
    for index, block in chosen:
        centre = _centre(block, centres[index], ends)
        face: Face = "sans-bold" if index in strong else "sans"
        fill: Role = "ink" if index in strong else "muted"
        for row, line in enumerate(block):
            items.append(Text(centre, y + 13 + LEADING * row, line, size=SIZE, face=face, fill=fill, anchor="middle"))
    return items, y + 4 + LEADING * max(len(block) for _index, block in chosen)


def _chosen(
    texts: Sequence[str], centres: Sequence[float], ends: tuple[float, float], lines: int, kept: int
) -> list[tuple[int, list[str]]]:
    """Which words are written, in what lines: as many as there is room for, whole if that leaves three or more."""
    slot = min((after - before for before, after in pairwise(centres)), default=ends[1] - ends[0])
    for every in range(1, max(1, len(texts) // 3) + 1):
        room = _room(every * slot, ends, lines)
        laid = [
            (index, wrap(texts[index], room, SIZE, lines=lines)) for index in range(kept % every, len(texts), every)
        ]
        if all(_whole(block, texts[index]) for index, block in laid) and _apart(laid, centres, ends):
            return laid
    every = max(1, math.ceil(_LEAST / slot))
    room = max(every * slot - _APART, 1)
    laid = [(index, wrap(texts[index], room, SIZE, lines=lines)) for index in range(kept % every, len(texts), every)]
    return laid if _apart(laid, centres, ends) else laid[:1]


def _whole(block: list[str], text: str) -> bool:
    return not block[-1].endswith("…") or text.endswith("…")


def _room(slot: float, ends: tuple[float, float], lines: int) -> float:
    """The room of a word: its slot if it may be broken into lines, else all there is, for neighbours are looked at."""
    whole = ends[1] - ends[0]
    return whole if lines == 1 else min(max(slot - _APART, 1), whole)


def _half(block: list[str]) -> float:
    return max(text_width(line, SIZE, "sans-bold") for line in block) / 2


def _centre(block: list[str], centre: float, ends: tuple[float, float]) -> float:
    """The centre moved so that the block stays between the ends."""
    half = _half(block)
    return max(ends[0] + half, min(centre, ends[1] - half))


def _apart(laid: list[tuple[int, list[str]]], centres: Sequence[float], ends: tuple[float, float]) -> bool:
    """Whether no block touches the next."""
    spans = [(_centre(block, centres[index], ends), _half(block)) for index, block in laid]
    return all(a + wide + _APART / 2 <= b - half for (a, wide), (b, half) in pairwise(spans))
