"""Short labelled facts on paper: labels in a column of their own, values beside them; a list to those who listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Facts
from tournee.documents.inline import plain
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import STYLES, colour
from tournee.documents.pdf.table_lines import widest_line
from tournee.documents.pdf.text import Words
from tournee.texts.typography import NO_BREAK

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas

_GAP = 16.0
_PAD = 2.6
_WIDEST = 0.34  # of the room, for labels


def flow(block: Facts, page: Page) -> list[Flowable]:
    """One row a fact; the labels' column is as wide as they need."""
    style = STYLES["fact-label"]
    widest = max((widest_line(plain(label), style) for label, _value in block.items), default=0)
    room = min(widest + 1, page.width * _WIDEST)
    whole = Element("L")
    facts = []
    for label, value in block.items:
        item = Element("LI", whole)
        said = page.paragraph(label, style, Element("Lbl", item))
        # a fact not known keeps its place: an item without a body would be none
        words = page.paragraph(value if plain(value).strip() else NO_BREAK, "fact", Element("LBody", item))
        facts.append(Fact(said, words, room))
    if facts:
        facts[0].spaceBefore = facts[-1].spaceAfter = 9.0
    return list(facts)


class Fact(Flowable):
    """A label and its value side by side, over a hairline; a long value goes on on the next page without the label."""

    def __init__(self, label: Words | None, value: Words, room: float) -> None:
        super().__init__()
        self.label = label
        self.value = value
        self.room = room
        self.spaceBefore = self.spaceAfter = 0.0
        self.ends = True

    def wrap(self, width: float, height: float = 0) -> tuple[float, float]:
        """The room it takes: that of the taller of the two."""
        label = self.label.wrap(self.room)[1] if self.label else 0.0
        value = self.value.wrap(width - self.room - _GAP)[1]
        self.width, self.height = width, max(label, value) + 2 * _PAD
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The label with the lines that fit, and the others."""
        self.wrap(width)
        parts = self.value.split(width - self.room - _GAP, height - 2 * _PAD)
        if len(parts) < 2 or (self.label and self.label.height + 2 * _PAD > height):
            return []
        first, rest = Fact(self.label, parts[0], self.room), Fact(None, parts[1], self.room)
        first.spaceBefore, rest.spaceAfter, first.ends = self.spaceBefore, self.spaceAfter, False
        return [first, rest]

    def draw(self) -> None:
        """Label, value, rule."""
        canvas: TaggedCanvas = self.canv
        top = self.height - _PAD
        if self.label:
            self.label.drawOn(canvas, 0, top - self.label.height)
        self.value.drawOn(canvas, self.room + _GAP, top - self.value.height)
        if self.ends:
            with canvas.artifact():
                canvas.setStrokeColor(colour("rule"))
                canvas.setLineWidth(0.5)
                canvas.line(0, 0, self.width, 0)
