"""Sheets that come back: a code at the head of each page, and the pages counted by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus.doctemplate import ActionFlowable, BaseDocTemplate, PageBreakIfNotEmpty
from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Coded
from tournee.documents.pdf.qr_code import paint_code
from tournee.documents.pdf.styles import MM, colour
from tournee.drawing.measure import drawable, elide, width
from tournee.drawing.palette import FONT_FILES

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas
    from tournee.documents.pdf.page import Page

_SIDE = 17 * MM  # of a code with what is left blank around it
_ABOVE = 5 * MM  # what printers leave blank
_GAP = 8.0
_SIZE = 7.0


@dataclass(slots=True)
class Part:
    """Such a part, and how many of its pages are set."""

    block: Coded
    pages: int = 0


def flow(block: Coded, page: Page) -> list[Flowable]:
    """A new page, unless this one is still empty, or opens the document; the part begins with it."""
    page.coded = True
    opens = block is page.document.blocks[0]
    return [*([] if opens else [PageBreakIfNotEmpty()]), Begins(block, page)]


class Begins(ActionFlowable):
    """From here on pages are of that part, or of none."""

    def __init__(self, block: Coded | None, page: Page) -> None:
        super().__init__(())
        self.block, self.page = block, page

    def apply(self, doc: BaseDocTemplate) -> None:
        """Begin it."""
        self.page.part = Part(self.block) if self.block else None


def draw_code(canvas: TaggedCanvas, page: Page, part: Part) -> float:
    """The code of the part's next page at the upper right, its words at its left; what it takes of the width."""
    part.pages += 1
    sheet = page.sheet
    x, y = sheet.width - sheet.right - _SIDE, sheet.height - _ABOVE - _SIDE
    words = elide(drawable(part.block.words(part.pages)), page.width / 2, _SIZE)
    with canvas.artifact("Header"):
        canvas.saveState()
        canvas.translate(x, y)
        paint_code(part.block.code(part.pages), _SIDE)(canvas)
        canvas.restoreState()
        canvas.setFont(FONT_FILES["sans"], _SIZE)
        canvas.setFillColor(colour("muted"))
        canvas.drawString(x - _GAP - width(words, _SIZE), y + _SIDE - 9, words)
    return _SIDE + _GAP
