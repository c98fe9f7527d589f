"""Horizontal bars: one series, in the order given, with every value written out."""

from __future__ import annotations

import math
from dataclasses import KW_ONLY, dataclass

from django.utils.translation import gettext as _

from tournee.drawing.charts import caption
from tournee.drawing.measure import width as text_width
from tournee.drawing.measure import wrap
from tournee.drawing.scene import Anchor, Face, Group, Item, Line, Rect, Scene, Text
from tournee.texts.typography import format_quantity

_SIZE = 15
_LEADING = 18
_BAR = 18
_GAP = 8
_STACKED_BELOW = 480  # narrower than this, labels stand above their bars
_RIGHT = 16  # kept free beyond the widest value, which is otherwise cut by rounding and by wider fonts


@dataclass(frozen=True, slots=True)
class BarChart:
    """Rows of (label, value ≥ 0), one unit for all; labels in `highlight` are drawn in the route's colour.

    `unit` is a sign (%, €) or a plural noun; `maximum` is the value of a full-width bar (100 for shares of a whole),
    by default the greatest value. Raises ValueError for a value that is negative, infinite or no number.
    """

    title: str
    description: str
    rows: tuple[tuple[str, float], ...]
    _: KW_ONLY
    unit: str = ""
    n: int | None = None
    source: str = ""
    highlight: frozenset[str] = frozenset()
    maximum: float | None = None
    row_header: str = ""
    value_header: str = ""

    def __post_init__(self) -> None:
        for label, value in self.rows:
            if not math.isfinite(value) or value < 0:
                raise ValueError(f"A bar cannot show {value!r} ({label!r}).")

    def note(self) -> str:
        """The sample, the unit and the source in one line."""
        return caption.note(n=self.n, unit=self.unit, source=self.source)

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The header and the rows of the figures shown, as text."""
        header = (self.row_header or _("Item"), self.value_header or self.unit or _("Value"))
        return header, [(label, shown) for (label, _value), shown in zip(self.rows, self._shown(), strict=True)]

    def scene(self, width: float, *, captioned: bool = False) -> Scene:
        """The bars laid out for that width in CSS pixels or points; `captioned` adds title, note, margins and paper."""
        if not captioned:
            items, height = self._bars(0, 0, width)
            return Scene(width, height, self.title, self.description, tuple(items))
        above, y = caption.heading(self.title, width)
        bars, y = self._bars(caption.MARGIN, y, width - 2 * caption.MARGIN)
        below, height = caption.footing(self.note(), width, y)
        return Scene(width, height, self.title, self.description, (*above, *bars, *below), background="paper")

    def _shown(self) -> list[str]:
        """Every value as text, all of them with one decimal or all with none."""
        decimals = 0 if all(float(value).is_integer() for _label, value in self.rows) else 1
        return [format_quantity(value, self.unit, decimals=decimals) for _label, value in self.rows]

    def _face(self, label: str) -> Face:
        return "sans-bold" if label in self.highlight else "sans"

    def _bars(self, x: float, y: float, width: float) -> tuple[list[Item], float]:
        """The items from (x, y) rightwards and down, and the y where they end."""
        if not self.rows:
            return [Text(x, y + 20, _("No figures yet."), size=_SIZE, fill="muted")], y + 32
        shown = self._shown()
        # The widest value must find room behind the longest bar.
        kept = max(text_width(value, _SIZE, "sans-semibold") for value in shown) + _GAP + _RIGHT
        return (self._stacked if width < _STACKED_BELOW else self._beside)(x, y, width, shown, kept)

    def _beside(self, x: float, y: float, width: float, shown: list[str], kept: float) -> tuple[list[Item], float]:
        """Labels in a column at the left, bars from one long axis."""
        widest = max(text_width(label, _SIZE, self._face(label)) for label, _value in self.rows)
        column = min(widest + 0.01, 0.4 * width)
        left = x + column + 10
        items: list[Item] = []
        bottom = y + 3
        for (label, value), number in zip(self.rows, shown, strict=True):
            lines = wrap(label, column, _SIZE, self._face(label))
            height = max(_BAR, _LEADING * len(lines)) + 2
            first = bottom + (height - _LEADING * len(lines)) / 2 + 13.5
            bar = self._bar(label, value, number, (left, bottom + (height - _BAR) / 2), x + width - left - kept)
            items.append(self._row(label, lines, (left - 10, first), "end", bar))
            bottom += height + 10
        return [*items, _axis(left, y, bottom - 7)], bottom - 6

    def _stacked(self, x: float, y: float, width: float, shown: list[str], kept: float) -> tuple[list[Item], float]:
        """Labels above their bars, each bar with its own piece of the axis, which thus crosses no label."""
        items: list[Item] = []
        for (label, value), number in zip(self.rows, shown, strict=True):
            lines = wrap(label, width, _SIZE, self._face(label))
            top = y + _LEADING * len(lines) + 2
            bar = [*self._bar(label, value, number, (x, top), width - kept), _axis(x + 0.5, top, top + _BAR)]
            items.append(self._row(label, lines, (x, y + 13), "start", bar))
            y = top + _BAR + 14
        return items, y - 10

    def _row(self, label: str, lines: list[str], at: tuple[float, float], anchor: Anchor, bar: list[Item]) -> Group:
        """A label in its lines, the first at that place, and its bar."""
        x, y = at
        face = self._face(label)
        texts = [
            Text(x, y + _LEADING * row, line, size=_SIZE, face=face, anchor=anchor) for row, line in enumerate(lines)
        ]
        return Group((*texts, *bar), title=label if lines[-1].endswith("…") else "")

    def _bar(self, label: str, value: float, shown: str, at: tuple[float, float], room: float) -> list[Item]:
        """The bar from that place rightwards, the greatest filling the room, and its value behind it."""
        x, y = at
        greatest = max(self.maximum or 0, *(other for _label, other in self.rows)) or 1
        length = max(value / greatest * max(room, 1), 1 if value else 0)
        text = Text(x + length + _GAP, y + 14, shown, size=_SIZE, face="sans-semibold")
        if not value:
            return [text]
        return [Rect(x, y, length, _BAR, fill="route" if label in self.highlight else "pine"), text]


def _axis(x: float, top: float, bottom: float) -> Line:
    """The line from which bars start: without it, a zero has nothing to stand on."""
    return Line(x, top, x, bottom, stroke="muted")
