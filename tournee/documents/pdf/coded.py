"""Sheets that come back: a code at the head of each page, and the pages counted by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.doctemplate import ActionFlowable, BaseDocTemplate, PageBreakIfNotEmpty
from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Coded
from tournee.documents.inline import plain
from tournee.documents.pdf.drawn import draw_picture
from tournee.documents.pdf.page import Page, Part
from tournee.documents.pdf.qr_code import paint_code
from tournee.documents.pdf.styles import MM, colour
from tournee.drawing.measure import drawable, elide, width, wrap
from tournee.drawing.palette import FONT_FILES

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas

_SIDE = 19 * MM  # of a code with what is left blank around it
_ABOVE = 5 * MM  # what printers leave blank
_GAP = 8.0
_SIZE = 7.0
_WORDS = 0.45  # of the width, at most
_EMBLEM = 10 * MM  # high, as annex IX of Regulation (EU) 2021/1060 asks for
_MENTION, _LEADING = 6.5, 7.5


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
    code = part.next_page()
    sheet = page.sheet
    x, y = sheet.width - sheet.right - _SIDE, sheet.height - _ABOVE - _SIDE
    words = elide(drawable(part.block.words(code)), page.width * _WORDS, _SIZE)
    with canvas.artifact("Header"):
        canvas.saveState()
        canvas.translate(x, y)
        paint_code(code, _SIDE)(canvas)
        canvas.restoreState()
        canvas.setFont(FONT_FILES["sans"], _SIZE)
        canvas.setFillColor(colour("muted"))
        canvas.drawString(x - _GAP - width(words, _SIZE), y + _SIDE - 9, words)
    return _SIDE + _GAP


def draw_funders(canvas: TaggedCanvas, page: Page, part: Part) -> float:
    """The emblems of the part's funders at the upper left with their mentions; what they take at the left.

    Its first page says it itself, and larger.
    """
    fundings = part.block.fundings if part.pages > 1 else ()
    if not fundings:
        return 0.0
    top = page.sheet.height - _ABOVE
    taken = 0.0
    with canvas.artifact("Header"):
        for funding in fundings:
            if funding.emblem:
                drawn = draw_picture(funding.emblem.picture, funding.emblem.name, _EMBLEM * 4, _EMBLEM)
                drawn.drawOn(canvas, page.sheet.left + taken, top - drawn.height)
                taken += drawn.width + _GAP
        room = page.width * (1 - _WORDS) - _SIDE - 2 * _GAP - taken
        said = " · ".join(plain(funding.mention) for funding in fundings)
        canvas.setFont(FONT_FILES["sans"], _MENTION)
        canvas.setFillColor(colour("ink"))
        for number, line in enumerate(wrap(drawable(said), room, _MENTION, "sans", lines=2)):
            canvas.drawString(page.sheet.left + taken, top - _MENTION + 1 - number * _LEADING, line)
    return taken
