"""A poster for a door, on paper: what is inside, large, and a code that a phone reads from a step away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from tournee.documents import phrases
from tournee.documents.blocks import Poster
from tournee.documents.pdf.closing import Beside
from tournee.documents.pdf.drawn import Drawn
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.qr_code import paint_code
from tournee.documents.pdf.runs import tidy
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import MM, PORTRAIT, Style, colour
from tournee.documents.pdf.whole_sheet import Pen, WholeSheet, alone, fitted

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas
    from tournee.documents.pdf.text import Words

_LEFT, _TOP, _FOOT = 56.0, 60.0, 52.0
_WIDE = PORTRAIT.width - 2 * _LEFT
_GAP = 30.0
_PAID = 10.0  # above what each funder wants seen
_BAND = 14.0
_SPARE = 30.0  # what each part is left by those before it, however many their words
_MOST_NOTED, _MOST_PAID = 54.0, 72.0  # the height of each note, and of each who paid
_LARGEST_CODE, _LEAST_CODE = 115 * MM, 60 * MM
_TITLE_SIZES = (64, 56, 48, 42, 36, 30, 25)
_MOST_LINES = 4
_KICKER = Style("sans-semibold", 19, 24, "route", after=10, measure=1000)
_TITLE = Style("display", 64, 68, after=12, measure=1000, even=True, joined=True)
_LINE = Style(size=22, leading=29, after=2, measure=1000)
_FOR = Style("sans-semibold", 24, 30, after=8, measure=1000)
_NOTE = Style(size=17, leading=23, after=2, measure=1000)
_NOTICE = Style("sans-semibold", 10, 14, "route", after=0, measure=1000)


def flow(block: Poster, page: Page) -> list[Flowable]:
    """The sheet."""
    return alone(PosterSheet(block, page))


class PosterSheet(WholeSheet[Poster]):
    """One poster on the whole of its sheet."""

    def draw(self) -> None:
        """From the title down, the code in what is left, what is read from near at the foot."""
        canvas: TaggedCanvas = self.canv
        with canvas.artifact("Background"):
            canvas.setFillColor(colour("route"))
            canvas.rect(0, self.height - _BAND, self.width, _BAND, stroke=0, fill=1)
        with canvas.element("Sect") as whole:
            pen = Pen(canvas, self.height - _TOP)
            self.write_notice(pen, _NOTICE, whole, x=_LEFT, width=_WIDE, after=12)
            notes = [self.paragraph(words, _NOTE, whole) for words in self.block.notes]
            fundings = [Beside(funding, self.page) for funding in self.block.fundings]
            paid = _FOOT + sum(fitted(one, canvas, _WIDE, _MOST_PAID)[1] + _PAID for one in fundings)
            foot = paid + sum(fitted(words, canvas, _WIDE, _MOST_NOTED)[1] + words.style.after for words in notes)
            self._write_above(pen, whole, foot + _GAP + (_LEAST_CODE + _GAP + _SPARE if self.block.code else 0))
            if self.block.code:
                self._draw_code(pen, whole, foot + _GAP / 2)
            pen = Pen(canvas, foot)
            for words in notes:
                pen.write(words, _LEFT, _WIDE, after=words.style.after, low=pen.y - _MOST_NOTED)
            pen = Pen(canvas, paid - _PAID)
            for funding in fundings:
                with canvas.element(Element("Div", whole)):
                    pen.write(funding, _LEFT, _WIDE, after=_PAID, low=pen.y - _MOST_PAID)

    def _write_above(self, pen: Pen, whole: Element, lowest: float) -> None:
        """What the poster is about, above that height."""
        block = self.block
        kicker = [self.paragraph(block.kicker, _KICKER, whole)] if block.kicker else []
        parts = [*kicker, self._title(whole), *(self.paragraph(words, _LINE, whole) for words in block.lines)]
        for left, words in zip(reversed(range(len(parts))), parts, strict=True):
            pen.write(words, _LEFT, _WIDE, after=words.style.after, low=lowest + left * _SPARE)

    def _title(self, whole: Element) -> Words:
        """The title in the largest type in which it takes few lines, none of its words broken."""
        for size in _TITLE_SIZES:
            style = replace(_TITLE, size=size, leading=size * 1.07)
            words = self.paragraph(self.block.title, style, whole, f"H{self.level}")
            if words.wrap(_WIDE)[1] <= min(_MOST_LINES * style.leading, self.height * 0.3):
                break
        name, title = f"poster-{next(self.page.numbers)}", tidy(self.block.title)

        def begin(canvas: TaggedCanvas, height: float) -> None:
            canvas.place(name, height)
            canvas.addOutlineEntry(title, name, 0)

        words.begin = begin
        return words

    def _draw_code(self, pen: Pen, whole: Element, bottom: float) -> None:
        """What it is for, and the code below that, as large as there is room."""
        pen.y -= _GAP
        if self.block.words:
            words = self.paragraph(self.block.words, _FOR, whole)
            pen.write(words, _LEFT, _WIDE, after=_FOR.after, low=bottom + _LEAST_CODE)
        side = min(_LARGEST_CODE, max(pen.y - bottom, _LEAST_CODE))
        alternative = phrases.code_alternative(self.block.words or self.block.title)
        code = Drawn(side, side, alternative, paint_code(self.block.code, side), whole)
        code.drawOn(pen.canvas, _LEFT - side * 0.03, pen.y - side)
