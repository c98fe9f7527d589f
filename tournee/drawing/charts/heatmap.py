"""Rows by columns, each figure in its cell on a ground that deepens with it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from enum import Enum
from typing import TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tournee.drawing.charts.axis import nice_ticks, tick_texts
from tournee.drawing.charts.base import FramedChart
from tournee.drawing.charts.figures import check_finite, writer
from tournee.drawing.charts.legend import legend
from tournee.drawing.measure import width as text_width
from tournee.drawing.measure import wrap
from tournee.drawing.scene import Group, Item, Rect, Role, Text
from tournee.texts.typography import is_sign

_SIZE = 14
_HEAD = 12
_LEADING = 16
_TALL = 30
_RAMP: tuple[Role, ...] = ("ramp-1", "ramp-2", "ramp-3", "ramp-4", "ramp-5")
_WIDEST = 110
_STACKED_BELOW = 480  # narrower than this, the names of the rows stand above their cells
_MOST_HEAD = 66  # a column is no wider than that for the sake of a long word above it


class Withheld(Enum):
    """A figure that exists and is not shown: so few answered that it would tell about one of them."""

    FEW = "few"


Cell: TypeAlias = float | Withheld | None  # None: there is no figure


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a block goes: from (x, y), its cells from `cells` on, `cell` wide, `count` a row, figures of that size."""

    x: float
    y: float
    cells: float
    cell: float
    count: int
    size: float
    stacked: bool


@dataclass(frozen=True, slots=True)
class HeatMap(FramedChart):
    """Rows of (label, a cell for each column): values ≥ 0, Withheld.FEW, or None where there is no figure.

    Columns that find no room side by side go on in a second block under the first. Raises ValueError for a row of
    another length and a value that is negative, infinite or no number.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    _: KW_ONLY
    row_header: str = ""

    def __post_init__(self) -> None:
        check_finite(self._values(), least=0)
        for label, cells in self.rows:
            if len(cells) != len(self.columns):
                raise ValueError(f"{label!r} has {len(cells)} cells for {len(self.columns)} columns.")

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        texts = self._texts(self.unit)
        rows = [(label, *cells) for (label, _cells), cells in zip(self.rows, texts, strict=True)]
        return (self.row_header or _("Item"), *self.columns), rows if self.columns else []

    def _kind(self) -> str:
        return _("Heat map")

    def _remarks(self) -> list[str]:
        cells = [cell for _label, row in self.rows for cell in row]
        remarks = [_("In %(unit)s") % {"unit": self.unit}] if is_sign(self.unit) and cells else []
        if Withheld.FEW in cells:
            remarks.append(_("%(sign)s: kept secret, too few answers") % {"sign": _secret()})
        if None in cells:
            remarks.append(_("–: no figure"))
        return remarks

    def _values(self) -> list[float]:
        return [cell for _label, cells in self.rows for cell in cells if cell is not None and cell is not Withheld.FEW]

    def _texts(self, unit: str) -> list[list[str]]:
        text = writer(self._values(), unit)
        return [[_secret() if cell is Withheld.FEW else text(cell) for cell in cells] for _label, cells in self.rows]

    def _marks(self, x: float, y: float, width: float) -> tuple[list[Item], float]:
        ticks = nice_ticks(0, max(self._values(), default=0), len(_RAMP))
        texts = self._texts("")
        items, y = legend(self._classes(ticks), x, y, width)
        widest = max(text_width(text, _SIZE, "sans-semibold") for row in texts for text in row) + 10
        words = (
            max(text_width(word, _HEAD, "sans-semibold") for name in self.columns for word in name.split() or [""]) + 10
        )
        stacked = width < _STACKED_BELOW
        names = max(text_width(label, _SIZE) for label, _cells in self.rows)
        column = 0 if stacked else min(names + 12, 0.36 * width)
        most = max(1, int((width - column) / max(widest, min(words, _MOST_HEAD), 26)))
        each = math.ceil(len(self.columns) / math.ceil(len(self.columns) / most))
        cell = min((width - column) / each, _WIDEST)
        for first in range(0, len(self.columns), each):
            block = range(first, min(first + each, len(self.columns)))
            frame = _Frame(x, y + 14, x + column, cell, each, min(_SIZE, _SIZE * cell / widest), stacked)
            more, y = self._block(block, texts, ticks, frame)
            items += more
        return items, y

    def _classes(self, ticks: Sequence[float]) -> list[tuple[Role, str]]:
        """The legend: the ground of each class of values, and from what to what it goes."""
        whole = all(float(value).is_integer() for value in self._values()) and all(
            float(tick).is_integer() for tick in ticks
        )
        last = len(ticks) - 2
        entries = []
        for index in range(last + 1):
            low, high = ticks[index], ticks[index + 1] - (1 if whole and index < last else 0)
            texts = tick_texts([low, high] if whole else ticks[index : index + 2], self.unit)
            span = texts[0] if low == high else _("%(low)s to %(high)s") % {"low": texts[0], "high": texts[1]}
            entries.append((_shade(index, last + 1), span))
        return entries

    def _block(
        self, block: range, texts: list[list[str]], ticks: Sequence[float], frame: _Frame
    ) -> tuple[list[Item], float]:
        """Some columns of all rows, under their heads, and the y where they end."""
        items, y = _heads([self.columns[index] for index in block], frame)
        for (label, cells), shown in zip(self.rows, texts, strict=True):
            words, y, height = _name(label, y, frame)
            for place, index in enumerate(block):
                box = Rect(frame.cells + frame.cell * place, y, frame.cell - 2, height - 2)
                words += _cell(box, cells[index], shown[index], ticks, frame.size)
            items.append(Group(tuple(words)))
            y += height + (6 if frame.stacked else 0)
        return items, y


def _heads(names: Sequence[str], frame: _Frame) -> tuple[list[Item], float]:
    """The names of the columns, standing on the first row, and the y where that begins."""
    heads = [wrap(name, frame.cell - 4, _HEAD, "sans-semibold", lines=3) for name in names]
    tall = max(map(len, heads))
    items: list[Item] = []
    for place, (name, lines) in enumerate(zip(names, heads, strict=True)):
        centre = frame.cells + frame.cell * (place + 0.5) - 1
        top = frame.y + _LEADING * (tall - len(lines)) + 12
        words = [
            Text(centre, top + _LEADING * row, line, size=_HEAD, face="sans-semibold", fill="muted", anchor="middle")
            for row, line in enumerate(lines)
        ]
        items.append(Group(tuple(words), title=name if lines[-1].endswith("…") else ""))
    return items, frame.y + _LEADING * tall + 6


def _name(label: str, y: float, frame: _Frame) -> tuple[list[Item], float, float]:
    """The name of a row beside its cells or above them; the y and the height of these."""
    if frame.stacked:
        lines = wrap(label, frame.cell * frame.count, _SIZE, lines=3)
        below, height, first = y + _LEADING * len(lines) + 4, float(_TALL), y + 13
    else:
        lines = wrap(label, frame.cells - frame.x - 10, _SIZE, lines=4)
        below, height = y, float(max(_TALL, _LEADING * len(lines) + 6))
        first = y + (height - _LEADING * len(lines)) / 2 + 11.5
    return [Text(frame.x, first + _LEADING * row, line, size=_SIZE) for row, line in enumerate(lines)], below, height


def _cell(box: Rect, value: Cell, shown: str, ticks: Sequence[float], size: float) -> list[Item]:
    """A figure on its ground; what is withheld or missing stands in an empty frame."""
    text_x, text_y = box.x + box.width / 2, box.y + box.height / 2 + size * 0.34
    if value is None or value is Withheld.FEW:
        frame = Rect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, stroke="rule", dash=(2, 3))
        return [frame, Text(text_x, text_y, shown, size=size, face="sans-italic", fill="muted", anchor="middle")]
    classes = len(ticks) - 1
    role = _shade(min(sum(value >= tick for tick in ticks[1:]), classes - 1), classes)
    fill: Role = "on-pine" if role in _RAMP[3:] else "ink"
    return [
        Rect(box.x, box.y, box.width, box.height, fill=role),
        Text(text_x, text_y, shown, size=size, face="sans-semibold", fill=fill, anchor="middle"),
    ]


def _shade(index: int, classes: int) -> Role:
    """The ground of a class: the first the palest, the last the deepest."""
    return _RAMP[round(index * (len(_RAMP) - 1) / max(classes - 1, 1))]


def _secret() -> str:
    """The sign of a figure kept secret: c in European statistics, s at Insee."""
    return pgettext("a figure kept secret", "c")
