"""Rows of a chart: labels beside their marks where there is room, above them where there is little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tournee.drawing.measure import width as text_width
from tournee.drawing.measure import wrap
from tournee.drawing.scene import Anchor, Face, Group, Item, Line, Text

SIZE = 15
THICKNESS = 18
_SMALL = 13
_LEADING = 18
_LINES = 3
_STACKED_BELOW = 480  # narrower than this, labels stand above their marks


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a row, with a word aside (its n) and perhaps in bold."""

    text: str
    aside: str = ""
    strong: bool = False

    @property
    def face(self) -> Face:
        return "sans-bold" if self.strong else "sans"


@dataclass(frozen=True, slots=True)
class Band:
    """Where the marks of a row go: from (x, y) over that width, THICKNESS high. `texts` are its label, laid out."""

    x: float
    y: float
    width: float
    texts: tuple[Text, ...]
    title: str
    stacked: bool

    @property
    def middle(self) -> float:
        return self.y + THICKNESS / 2

    def group(self, marks: Sequence[Item]) -> Group:
        """The row as one: its label, then its marks."""
        return Group((*self.texts, *marks), title=self.title)


def lay_rows(labels: Sequence[Label], x: float, y: float, width: float) -> tuple[list[Band], float]:
    """A band for each label from (x, y) rightwards and down, and the y where the rows end."""
    return (_stacked if width < _STACKED_BELOW else _beside)(labels, x, y, width)


def axis_pieces(bands: Sequence[Band], x: float, *, beyond: float = 0) -> list[Item]:
    """The upright line at x on which the marks stand: one through all rows, or where labels lie between, one a row.

    These reach `beyond` the marks, to be seen where they are drawn behind them.
    """
    if bands[0].stacked:
        return [Line(x, band.y - beyond, x, band.y + THICKNESS + beyond, stroke="muted") for band in bands]
    return [Line(x, bands[0].y - 4, x, bands[-1].y + THICKNESS + 4, stroke="muted")]


def _beside(labels: Sequence[Label], x: float, y: float, width: float) -> tuple[list[Band], float]:
    """Labels in a column at the left, flush with the marks."""
    widest = max(max(text_width(label.text, SIZE, label.face), text_width(label.aside, _SMALL)) for label in labels)
    column = min(widest + 0.01, 0.4 * width)
    left = x + column + 10
    y += 3  # the axis stands out above the first bar
    bands: list[Band] = []
    for label in labels:
        lines = wrap(label.text, column, SIZE, label.face, lines=_LINES)
        tall = _LEADING * len(lines) + (16 if label.aside else 0)
        height = max(THICKNESS, tall) + 2
        first = y + (height - tall) / 2 + 13.5
        texts = _lines(lines, label, (left - 10, first), "end")
        if label.aside:
            at = first + _LEADING * len(lines) - 1.5
            texts.append(_aside(label, left - 10, at, column))
        strip = y + (height - THICKNESS) / 2
        bands.append(Band(left, strip, x + width - left, tuple(texts), _title(label, lines), stacked=False))
        y += height + 10
    return bands, y - 6


def _stacked(labels: Sequence[Label], x: float, y: float, width: float) -> tuple[list[Band], float]:
    """Labels above their marks, what is aside at the right end."""
    bands: list[Band] = []
    for label in labels:
        kept = text_width(label.aside, _SMALL) + 12 if label.aside else 0
        lines = wrap(label.text, width - kept, SIZE, label.face, lines=_LINES)
        texts = _lines(lines, label, (x, y + 13), "start")
        if label.aside:
            texts.append(_aside(label, x + width, y + 13, width))
        top = y + _LEADING * len(lines) + 2
        bands.append(Band(x, top, width, tuple(texts), _title(label, lines), stacked=True))
        y = top + THICKNESS + 14
    return bands, y - 10


def _lines(lines: list[str], label: Label, at: tuple[float, float], anchor: Anchor) -> list[Text]:
    x, y = at
    return [
        Text(x, y + _LEADING * row, line, size=SIZE, face=label.face, anchor=anchor) for row, line in enumerate(lines)
    ]


def _aside(label: Label, x: float, y: float, room: float) -> Text:
    (text,) = wrap(label.aside, room, _SMALL, lines=1)
    return Text(x, y, text, size=_SMALL, fill="muted", anchor="end")


def _title(label: Label, lines: list[str]) -> str:
    """What the pointer is told where the label had to be cut."""
    return label.text if lines[-1].endswith("…") else ""
