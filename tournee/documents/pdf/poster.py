"""A poster for a door, on paper: what is inside, large, and a code that a phone reads from a step away."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from reportlab.platypus.doctemplate import NextPageTemplate, PageBreakIfNotEmpty
from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Poster
from tournee.documents.document import Document
from tournee.documents.pdf.drawn import Drawn
from tournee.documents.pdf.label_grid import BareSheets
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.qr_code import paint_code
from tournee.documents.pdf.runs import tidy
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import MM, PORTRAIT, Style, colour

if TYPE_CHECKING:
    from tournee.documents.inline import Words as InlineWords
    from tournee.documents.pdf.canvas import TaggedCanvas
    from tournee.documents.pdf.text import Words

_LEFT, _TOP, _FOOT = 56.0, 60.0, 52.0
_WIDE = PORTRAIT.width - 2 * _LEFT
_GAP = 30.0
_BAND = 14.0
_LARGEST_CODE, _LEAST_CODE = 115 * MM, 60 * MM
_TITLE_SIZES = (64, 56, 48, 42, 36, 30, 25)
_MOST_LINES = 4
_KICKER = Style("sans-semibold", 19, 24, "route", after=10, measure=1000)
_TITLE = Style("display", 64, 68, after=12, measure=1000, even=True)
_LINE = Style(size=22, leading=29, after=2, measure=1000)
_FOR = Style("sans-semibold", 24, 30, after=8, measure=1000)
_NOTE = Style(size=13, leading=18, after=2, measure=1000)
_NOTICE = Style("sans-semibold", 10, 14, "route", after=0, measure=1000)


def begins_with_posters(document: Document) -> bool:
    """Whether posters are all it holds, so that each sheet's own title opens it."""
    blocks = document.blocks
    return bool(blocks) and document.cover is None and all(isinstance(block, Poster) for block in blocks)


def flow(block: Poster, page: Page) -> list[Flowable]:
    """The sheet; it is set when it is drawn."""
    return [BareSheets(), PosterSheet(block, page), NextPageTemplate("page"), PageBreakIfNotEmpty()]


class PosterSheet(Flowable):
    """One poster on the whole of its sheet."""

    def __init__(self, block: Poster, page: Page) -> None:
        super().__init__()
        self.block, self.page = block, page

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole sheet."""
        self.width, self.height = width, height
        return width, height

    def draw(self) -> None:
        """From the title down, the code in what is left, what is read from near at the foot."""
        canvas: TaggedCanvas = self.canv
        with canvas.artifact("Background"):
            canvas.setFillColor(colour("route"))
            canvas.rect(0, self.height - _BAND, self.width, _BAND, stroke=0, fill=1)
        with canvas.element("Sect") as whole:
            y = self._write(self._above(whole), self._write_notice(canvas, whole))
            notes = [self._paragraph(words, _NOTE, whole) for words in self.block.notes]
            foot = _FOOT + sum(words.wrap(_WIDE)[1] + words.style.after for words in notes)
            if self.block.code:
                self._draw_code(canvas, whole, y - _GAP, foot + _GAP / 2)
            self._write(notes, foot)

    def _write_notice(self, canvas: TaggedCanvas, whole: Element) -> float:
        """The document's notice, heard only where it opens the document; the height at which it ends."""
        document, top = self.page.document, self.height - _TOP
        if not document.notice:
            return top
        words = [self._paragraph(document.notice, replace(_NOTICE, after=12), whole)]
        opens = begins_with_posters(document) and self.block is document.blocks[0]
        with nullcontext() if opens else canvas.artifact("Header"):
            return self._write(words, top)

    def _above(self, whole: Element) -> list[Words]:
        block, document = self.block, self.page.document
        role = "H1" if begins_with_posters(document) else "H2"
        kicker = [self._paragraph(block.kicker, _KICKER, whole)] if block.kicker else []
        return [*kicker, self._title(whole, role), *(self._paragraph(words, _LINE, whole) for words in block.lines)]

    def _title(self, whole: Element, role: str) -> Words:
        """The title in the largest type in which it takes few lines, none of its words broken."""
        for size in _TITLE_SIZES:
            style = replace(_TITLE, size=size, leading=size * 1.07)
            words = self._paragraph(self.block.title, style, whole, role)
            if words.wrap(_WIDE)[1] <= min(_MOST_LINES * style.leading, self.height * 0.3):
                break
        name, title = f"poster-{next(self.page.numbers)}", tidy(self.block.title)

        def begin(canvas: TaggedCanvas, height: float) -> None:
            canvas.place(name, height)
            canvas.addOutlineEntry(title, name, 0)

        words.begin = begin
        return words

    def _paragraph(self, words: InlineWords, style: Style, whole: Element, role: str = "P") -> Words:
        return self.page.paragraph(words, style, role, whole)

    def _write(self, some: list[Words], y: float) -> float:
        """Draw them one below the other; the height at which they end."""
        for words in some:
            y -= words.wrapOn(self.canv, _WIDE, 10_000)[1]
            words.drawOn(self.canv, _LEFT, y)
            y -= words.style.after
        return y

    def _draw_code(self, canvas: TaggedCanvas, whole: Element, top: float, bottom: float) -> None:
        """What it is for, and the code below that, as large as there is room."""
        if self.block.words:
            top = self._write([self._paragraph(self.block.words, _FOR, whole)], top)
        side = min(_LARGEST_CODE, max(top - bottom, _LEAST_CODE))
        alternative = _("QR code: %(words)s") % {"words": self.block.words or self.block.title}
        code = Drawn(side, side, alternative, paint_code(self.block.code, side), whole)
        code.drawOn(canvas, _LEFT - side * 0.03, top - side)
