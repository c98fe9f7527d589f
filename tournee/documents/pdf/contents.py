"""The table of contents on paper, in the same pass as all else: page numbers are written once they are known."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents import phrases
from tournee.documents.blocks import Contents
from tournee.documents.inline import plain
from tournee.documents.pdf.canvas import TaggedCanvas
from tournee.documents.pdf.lines import Run, text_width
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.runs import guarded, tidy
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import STYLES, Style, colour
from tournee.documents.pdf.text import Words
from tournee.drawing.palette import FONT_FILES

_NUMBER_ROOM = 26.0
_STEP = 15.0


def flow(block: Contents, page: Page) -> list[Flowable]:
    """A title and an entry for each heading down to the depth; nothing in a document without headings."""
    whole = Element("TOC")
    entries = [
        Entry(tidy(plain(heading.words)), name, heading.level - 2, page, whole)
        for heading, name in page.headings()
        if heading.level <= block.depth
    ]
    return [page.paragraph(str(phrases.CONTENTS), "contents-title", "Caption", whole), *entries] if entries else []


class Entry(Words):
    """A heading's words, dots, and the number of its page; all of it leads there."""

    def __init__(self, title: str, name: str, depth: int, page: Page, whole: Element) -> None:
        style = STYLES["contents" if depth else "contents-first"]
        self.link = Element("Link", Element("Reference", Element("TOCI", whole)))
        self.title, self.name = title, name
        self.depth = depth
        self.page = page
        runs = [
            Run(text, face, style.size, style.colour, 0, self._within(actual), level=level)
            for text, face, actual, level in guarded(title, style.face)
        ]
        super().__init__(runs, style, self.link)

    def _within(self, actual: str) -> Element:
        """The link, or within it what those who listen hear instead of what is drawn."""
        return Element("Span", self.link, actual=actual) if actual else self.link

    def wrap(self, width: float, height: float = 0) -> tuple[float, float]:
        """The room it takes, with the number's own kept free."""
        self.whole = min(width, self.style.measure)
        super().wrap(self.whole - _NUMBER_ROOM - self.depth * _STEP)
        return width, self.height

    def draw(self) -> None:
        """Draw the words, then the dots, then the number."""
        canvas: TaggedCanvas = self.canv
        canvas.saveState()
        canvas.translate(self.depth * _STEP, 0)
        super().draw()
        canvas.restoreState()
        style = self.style
        y = style.leading - (style.leading - style.size) / 2 - style.size * 0.77
        self._dots(canvas, self.depth * _STEP + self.lines[-1].width + 5, y)
        with canvas.content(self.link):
            canvas.later(lambda: self._number(canvas, y))
        canvas.link(self.link, f"#{self.name}", (self.depth * _STEP, 0, self.whole, self.height), self.title)

    def _dots(self, canvas: TaggedCanvas, left: float, y: float) -> None:
        right = self.whole - _NUMBER_ROOM + 6
        with canvas.artifact():
            canvas.setStrokeColor(colour("coast"))
            canvas.setLineWidth(0.8)
            canvas.setLineCap(1)
            canvas.setDash(0.01, 4)
            start = right - (right - left) // 4 * 4  # dots stand below each other
            if start < right:
                canvas.line(start, y, right, y)
            canvas.setDash()
            canvas.setLineCap(0)

    def _number(self, canvas: TaggedCanvas, y: float) -> None:
        style: Style = self.style
        number = f" {canvas.places[self.name]}"  # a blank, for those who hear or copy the line
        canvas.setFont(FONT_FILES[style.face], style.size)
        canvas.setFillColor(colour(style.colour))
        canvas.drawString(self.whole - text_width(number, style.face, style.size), y, number)
