"""Labels and badges on sheets of A4, at exact places, with no header or footer: they are cut, or printed on labels."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from reportlab.platypus.doctemplate import (
    ActionFlowable,
    BaseDocTemplate,
    NextPageTemplate,
    PageBreakIfNotEmpty,
    PageTemplate,
)
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from tournee.documents.blocks import Label, LabelGrid
from tournee.documents.document import Document
from tournee.documents.pdf.label import draw_label
from tournee.documents.pdf.opening import signed, title
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.stack import Stack
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import MM, PORTRAIT, STYLES, colour

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas
    from tournee.documents.pdf.text import Words

_TEMPLATE = "labels"
_MARK = 2 * MM  # how far a cut mark reaches to each side
_UNPRINTED = 5 * MM  # what printers leave blank at a sheet's edge
_HEAD_LINE = STYLES["sheet-title"].leading  # the highest of the lines above labels


def begins_with_sheets(document: Document) -> bool:
    """Whether labels are all it holds, so that no sheet of them is spent on its opening.

    What would open it stands small above the labels; where they leave no room for that, the title is left to the
    file's own, while a notice still asks for a page.
    """
    grids = [block for block in document.blocks if isinstance(block, LabelGrid) and block.labels]
    alone = bool(grids) and len(grids) == len(document.blocks) and document.cover is None
    head = (3 + bool(document.kicker)) * _HEAD_LINE
    return alone and (not document.notice or all(_room_above(grid) >= head for grid in grids))


def _room_above(grid: LabelGrid) -> float:
    """The height between what printers leave blank and the first labels' cut marks, in points."""
    return (PORTRAIT.height - grid.rows * grid.height * MM) / 2 - _MARK - _UNPRINTED


def flow(block: LabelGrid, page: Page) -> list[Flowable]:
    """The sheets, and a new page for what follows. Labels are set as their sheet is drawn."""
    places = block.columns * block.rows
    cells: list[Label | None] = [*([None] * block.skip), *block.labels]
    whole = Element("L")
    sheets = [LabelSheet(block, cells[at : at + places], page, whole) for at in range(0, len(cells), places)]
    if not block.labels:
        return []
    if begins_with_sheets(page.document):
        for sheet in sheets:
            sheet.first = sheet is sheets[0] and block is page.document.blocks[0]
            sheet.head = _head(page, first=sheet.first)
    return [BareSheets(), *sheets, NextPageTemplate("page"), PageBreakIfNotEmpty()]


class BareSheets(ActionFlowable):
    """From here on pages are bare upright sheets; one just begun becomes one."""

    def __init__(self) -> None:
        super().__init__(())

    def apply(self, doc: BaseDocTemplate) -> None:
        """Turn the page, unless nothing is on it."""
        if not any(template.id == _TEMPLATE for template in doc.pageTemplates):
            size = (PORTRAIT.width, PORTRAIT.height)
            doc.addPageTemplates(PageTemplate(_TEMPLATE, [Frame(0, 0, *size, 0, 0, 0, 0)], pagesize=size))
        NextPageTemplate(_TEMPLATE).apply(doc)
        if not doc.frame._atTop:  # noqa: SLF001 (theirs; nothing else says whether a page is empty)
            doc.handle_pageBreak()
            return
        doc.handle_nextPageTemplate(_TEMPLATE)
        doc.pageTemplate = next(template for template in doc.pageTemplates if template.id == _TEMPLATE)
        doc.pageTemplate.checkPageSize(doc.canv, doc)
        doc.frame = doc.pageTemplate.frames[0]
        doc.handle_frameBegin()


class LabelSheet(Flowable):
    """One sheet of labels, from the top left; None leaves a place blank that is used already."""

    def __init__(self, grid: LabelGrid, labels: Sequence[Label | None], page: Page, whole: Element) -> None:
        super().__init__()
        self.grid, self.labels, self.page, self.whole = grid, labels, page, whole
        self.head: list[Words] = []  # what stands above the labels
        self.first = False  # of a document that begins with it: what stands above is heard there only

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole sheet."""
        self.width, self.height = width, height
        return width, height

    def draw(self) -> None:
        """The cut marks and the labels, row by row."""
        canvas: TaggedCanvas = self.canv
        grid = self.grid
        wide, high = grid.width * MM, grid.height * MM
        left = (self.width - grid.columns * wide) / 2
        top = self.height - (self.height - grid.rows * high) / 2
        self._draw_head(left, top + _MARK)
        if grid.cut_marks:
            _draw_marks(canvas, grid, left, top)
        for place, label in enumerate(self.labels):
            if label is None:
                continue
            row, column = divmod(place, grid.columns)
            canvas.saveState()
            canvas.translate(left + column * wide, top - (row + 1) * high)
            draw_label(canvas, label, self.page, Element("LBody", Element("LI", self.whole)), (wide, high))
            canvas.restoreState()

    def _draw_head(self, left: float, low: float) -> None:
        """What stands above the labels, as low as it can and as far as there is room."""
        head = Stack(self.head)
        room = _room_above(self.grid)
        if not self.head or head.wrapOn(self.canv, self.grid.columns * self.grid.width * MM, room)[1] > room:
            return
        with nullcontext() if self.first else self.canv.artifact("Header"):
            head.drawOn(self.canv, left, low + min(room - head.height, _HEAD_LINE / 2))


def _head(page: Page, *, first: bool) -> list[Words]:
    """What opens the document above its first labels; its notice above all of them."""
    document = page.document
    head = [page.paragraph(document.notice, "sheet-notice")] if document.notice else []
    if first:
        head += [page.paragraph(document.kicker, "sheet-notice")] if document.kicker else []
        head += [title(page, "sheet-title"), page.paragraph(signed(document, page), "running")]
    return head


def _draw_marks(canvas: TaggedCanvas, grid: LabelGrid, left: float, top: float) -> None:
    """A small cross at every corner of every label."""
    lines: list[tuple[float, float, float, float]] = []
    for column in range(grid.columns + 1):
        for row in range(grid.rows + 1):
            x, y = left + column * grid.width * MM, top - row * grid.height * MM
            lines += [(x - _MARK, y, x + _MARK, y), (x, y - _MARK, x, y + _MARK)]
    with canvas.artifact():
        canvas.setStrokeColor(colour("muted"))
        canvas.setLineWidth(0.3)
        canvas.lines(lines)
