"""What takes the whole of its sheet: a certificate, a poster. It begins a page, and what follows begins another."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from reportlab.platypus.doctemplate import NextPageTemplate, PageBreakIfNotEmpty
from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Certificate, Poster
from tournee.documents.document import Document
from tournee.documents.pdf.label_grid import BareSheets
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import Style

if TYPE_CHECKING:
    from tournee.documents.inline import Words as InlineWords
    from tournee.documents.pdf.canvas import TaggedCanvas
    from tournee.documents.pdf.text import Words

_SMALLER, _SMALLEST = 0.85, 0.2

Filling = TypeVar("Filling", Certificate, Poster)


def begins_with(document: Document, kind: type[Certificate | Poster]) -> bool:
    """Whether blocks of that kind are all it holds, so that each sheet's own title opens it."""
    blocks = document.blocks
    return bool(blocks) and document.cover is None and all(isinstance(block, kind) for block in blocks)


def alone(sheet: WholeSheet[Filling]) -> list[Flowable]:
    """The sheet between the pages before and after it; it is set when it is drawn."""
    return [BareSheets(), sheet, NextPageTemplate("page"), PageBreakIfNotEmpty()]


@dataclass(slots=True)
class Pen:
    """Where the next words stand on the sheet, from the top down, in a column."""

    canvas: TaggedCanvas
    y: float

    def write(self, flowable: Flowable, x: float, width: float, *, after: float = 0, low: float = 0) -> None:
        """Draw it below what stands there, as much smaller as it must be to end above `low`."""
        scale, high = fitted(flowable, self.canvas, width, self.y - low)
        self.y -= high
        if scale == 1:
            flowable.drawOn(self.canvas, x, self.y)
        else:
            self.canvas.saveState()
            self.canvas.translate(x, self.y)
            self.canvas.scale(scale, scale)
            flowable.drawOn(self.canvas, 0, 0)
            self.canvas.restoreState()
        self.y -= after


def fitted(flowable: Flowable, canvas: TaggedCanvas, width: float, most: float) -> tuple[float, float]:
    """The scale at which it takes no more than that height, and what it takes; no words of ours are so many as to need
    the smallest one."""
    scale = 1.0
    while (high := flowable.wrapOn(canvas, width / scale, 10_000)[1] * scale) > most and scale > _SMALLEST:
        scale *= _SMALLER
    return scale, float(high)


class WholeSheet(Flowable, Generic[Filling]):
    """One block on the whole of its sheet, drawn by each kind in its own way."""

    def __init__(self, block: Filling, page: Page) -> None:
        super().__init__()
        self.block: Filling = block
        self.page = page

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole sheet."""
        self.width, self.height = width, height
        return width, height

    @property
    def level(self) -> int:
        """Of its title: the first of a document that holds nothing else."""
        return 1 if begins_with(self.page.document, type(self.block)) else 2

    def paragraph(self, words: InlineWords, style: Style | str, parent: Element, role: str = "P") -> Words:
        """Words in that style, read as a part of `parent`."""
        return self.page.paragraph(words, style, role, parent)

    def write_notice(
        self, pen: Pen, style: Style | str, whole: Element, *, x: float, width: float, after: float
    ) -> None:
        """The document's notice, on every sheet; heard only where it opens the document."""
        notice = self.page.document.notice
        if not notice:
            return
        opens = self.level == 1 and self.block is self.page.document.blocks[0]
        with nullcontext() if opens else pen.canvas.artifact("Header"):
            pen.write(self.paragraph(notice, style, whole), x, width, after=after)
