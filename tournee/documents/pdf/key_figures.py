"""Key figures on paper: large, side by side, each with what it counts and its sample; a list to those who listen."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import KeyFigure, KeyFigures
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import STYLES, colour
from tournee.documents.pdf.table_lines import widest_line
from tournee.documents.pdf.text import Words

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas

_MOST = 4  # side by side
_GAP = 20.0
_PAD = 9.0
_SMALLEST = 13.0  # points of a figure that is a long text


def flow(block: KeyFigures, page: Page) -> list[Flowable]:
    """Rows of at most four figures, as equal in number as can be, all in columns of the same width."""
    if not block.figures:
        return []
    across = ceil(len(block.figures) / ceil(len(block.figures) / _MOST))
    room = (page.width - _GAP * (across - 1)) / across
    whole = Element("L")
    stacks = [_stack(figure, page, Element("LBody", Element("LI", whole)), room) for figure in block.figures]
    rows = [FigureRow(stacks[at : at + across], room) for at in range(0, len(stacks), across)]
    rows[0].spaceBefore = rows[-1].spaceAfter = 13.0
    rows[0].first = True
    return list(rows)


def _stack(figure: KeyFigure, page: Page, body: Element, room: float) -> list[Words]:
    """The figure as large as its column allows, what it counts, and its note."""
    style = STYLES["figure-value"]
    size = max(_SMALLEST, min(style.size, style.size * room / max(widest_line(figure.value, style), 1)))
    value = replace(style, size=size, leading=max(style.leading * size / style.size, size * 1.12))
    words = [page.paragraph(figure.value, value, "P", body), page.paragraph(figure.label, "figure-label", "P", body)]
    if figure.note:
        words.append(page.paragraph(figure.note, "figure-note", "P", body))
    return words


class FigureRow(Flowable):
    """Figures side by side, their values on one line, between hairlines."""

    def __init__(self, stacks: list[list[Words]], room: float) -> None:
        super().__init__()
        self.stacks = stacks
        self.room = room
        self.spaceBefore = self.spaceAfter = 0.0
        self.first = False

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes: that of the tallest figure."""
        for stack in self.stacks:
            for words in stack:
                words.wrap(self.room)
        self.value_height = max(stack[0].height for stack in self.stacks)
        below = max(sum(words.height + 2 for words in stack[1:]) for stack in self.stacks)
        self.width, self.height = width, self.value_height + below + 2 * _PAD
        return self.width, self.height

    def draw(self) -> None:
        """Each figure from its value down, then the next."""
        canvas: TaggedCanvas = self.canv
        for place, (value, *others) in enumerate(self.stacks):
            x = place * (self.room + _GAP)
            y = self.height - _PAD - self.value_height
            value.drawOn(canvas, x, y)
            for words in others:
                y -= words.height + 2
                words.drawOn(canvas, x, y)
        with canvas.artifact():
            canvas.setStrokeColor(colour("coast"))
            canvas.setLineWidth(0.6)
            if self.first:
                canvas.line(0, self.height, self.width, self.height)
            canvas.line(0, 0, self.width, 0)
