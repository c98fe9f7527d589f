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
from tournee.documents.pdf.label import set_alike, set_label
from tournee.documents.pdf.opening import signed, title
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.stack import Stack
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import MM, STYLES, colour

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas
    from tournee.documents.pdf.text import Words

_TEMPLATE = "labels"
_MARK = 2 * MM  # how far a cut mark reaches to each side
_UNPRINTED = 5 * MM  # what printers leave blank at a sheet's edge
_HEAD_LINE = STYLES["sheet-title"].leading  # the highest of the lines above labels


def begins_with_sheets(document: Document) -> bool:
    """Whether labels are all it holds, so that no sheet of them is spent on its opening.

    What would open it stands small above the labels, as far as there is room: the title is then left to the file's own,
    while a notice still asks for a page.
    """
    grids = [block for block in document.blocks if isinstance(block, LabelGrid) and block.labels]
    alone = bool(grids) and len(grids) == len(document.blocks) and document.cover is None
    return alone and (not document.notice or all(_room_above(grid) >= _HEAD_LINE for grid in grids))


def _room_above(grid: LabelGrid) -> float:
    """The height between what printers leave blank and the first labels' cut marks, in points."""
    return (grid.paper[1] - grid.size[1]) / 2 * MM - (_MARK if grid.cut_marks else 0) - _UNPRINTED


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
    return [BareSheets(block.paper), *sheets, NextPageTemplate("page"), PageBreakIfNotEmpty()]


class BareSheets(ActionFlowable):
    """From here on pages are bare sheets of that paper (in millimetres); one just begun becomes one."""

    def __init__(self, paper: tuple[float, float] = (210, 297)) -> None:
        super().__init__(())
        self.size = (paper[0] * MM, paper[1] * MM)
        self.template = f"{_TEMPLATE} {paper[0]:g} {paper[1]:g}"

    def apply(self, doc: BaseDocTemplate) -> None:
        """Turn the page, unless nothing is on it."""
        if not any(template.id == self.template for template in doc.pageTemplates):
            frame = Frame(0, 0, *self.size, 0, 0, 0, 0)
            doc.addPageTemplates(PageTemplate(self.template, [frame], pagesize=self.size))
        NextPageTemplate(self.template).apply(doc)
        if not doc.frame._atTop:  # noqa: SLF001 (theirs; nothing else says whether a page is empty)
            doc.handle_pageBreak()
            return
        doc.handle_nextPageTemplate(self.template)
        doc.pageTemplate = next(template for template in doc.pageTemplates if template.id == self.template)
        doc.pageTemplate.checkPageSize(doc.canv, doc)
        doc.frame = doc.pageTemplate.frames[0]
        doc.frame._reset()  # noqa: SLF001 (theirs; the sheet before filled it)
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
        left = (self.width - grid.size[0] * MM) / 2
        top = self.height - (self.height - grid.size[1] * MM) / 2
        self._draw_head(left, top + _MARK)
        if grid.cut_marks:
            _draw_marks(canvas, grid, left, top)
        labels = {
            place: set_label(label, self.page, Element("LBody", Element("LI", self.whole)), (wide, high))
            for place, label in enumerate(self.labels)
            if label is not None
        }
        set_alike(labels.values())
        for place, label in labels.items():
            row, column = divmod(place, grid.columns)
            canvas.saveState()
            x, y = _corner(grid, column, row)
            canvas.translate(left + x, top - y - high)
            label.draw(canvas)
            canvas.restoreState()

    def _draw_head(self, left: float, low: float) -> None:
        """What stands above the labels, as low as it can and as far as there is room."""
        room, wide = _room_above(self.grid), self.grid.size[0] * MM
        said = list(self.head)
        while said and Stack(said).wrapOn(self.canv, wide, room)[1] > room:
            said.pop()
        if not said:
            return
        head = Stack(said)
        head.wrapOn(self.canv, wide, room)
        with nullcontext() if self.first else self.canv.artifact("Header"):
            head.drawOn(self.canv, left, low + min(room - head.height, _HEAD_LINE / 2))


def _corner(grid: LabelGrid, column: int, row: int) -> tuple[float, float]:
    """How far to the right and below the first label's upper left corner that label's is, in points."""
    return column * (grid.width + grid.gaps[0]) * MM, row * (grid.height + grid.gaps[1]) * MM


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
    corners = {
        (round(x + right, 2), round(y + low, 2))
        for x, y in (_corner(grid, column, row) for column in range(grid.columns) for row in range(grid.rows))
        for right in (0.0, grid.width * MM)
        for low in (0.0, grid.height * MM)
    }
    lines: list[tuple[float, float, float, float]] = []
    for right, low in sorted(corners):
        x, y = left + right, top - low
        lines += [(x - _MARK, y, x + _MARK, y), (x, y - _MARK, x, y + _MARK)]
    with canvas.artifact():
        canvas.setStrokeColor(colour("muted"))
        canvas.setLineWidth(0.3)
        canvas.lines(lines)
