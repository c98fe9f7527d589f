"""How flowables fill pages: headings stay with what they head, and every page gets its header and footer."""

from __future__ import annotations

from io import BytesIO

from reportlab.platypus.doctemplate import ActionFlowable, BaseDocTemplate, NextPageTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak
from reportlab.platypus.frames import Frame

from tournee.documents.blocks import Certificate, Poster
from tournee.documents.pdf.canvas import TaggedCanvas
from tournee.documents.pdf.closing import Foot
from tournee.documents.pdf.cover import CoverPage
from tournee.documents.pdf.furniture import draw_footer, draw_header
from tournee.documents.pdf.label_grid import begins_with_sheets
from tournee.documents.pdf.metadata import PRODUCER, describe
from tournee.documents.pdf.opening import open_document
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.runs import tidy
from tournee.documents.pdf.stack import Stack
from tournee.documents.pdf.table_parts import TablePart
from tournee.documents.pdf.text import Words
from tournee.documents.pdf.whole_sheet import begins_with

_HIGH = 1 / 3  # of a page: what is higher is not taken to the next one for what closes the document


class TextFrame(Frame):
    """reportlab's frame, which says how full it is."""

    @property
    def room(self) -> float:
        """The height that is left."""
        return float(self._y - self._y1p)

    @property
    def at_top(self) -> bool:
        """Whether nothing stands in it yet."""
        return bool(self._atTop)

    @property
    def space(self) -> float:
        """The space that what was set last wants below it."""
        return float(self._prevASpace)


class Layout(BaseDocTemplate):
    """reportlab's template of a document, for one document of ours."""

    def __init__(self, file: BytesIO, page: Page) -> None:
        sheet = page.sheet
        self.of = page
        size = (sheet.width * sheet.scale, sheet.height * sheet.scale)
        self.canvas = TaggedCanvas(file, pagesize=size, language=page.language)
        about = page.document
        super().__init__(
            file,
            pagesize=size,
            title=tidy(about.title),
            author=tidy(about.author),
            subject=tidy(about.subject),
            creator=PRODUCER,
            producer=PRODUCER,
        )
        describe(self.canvas, about)
        frame = TextFrame(sheet.left, sheet.bottom, sheet.text_width, sheet.text_height, 0, 0, 0, 0, id="text")
        self.addPageTemplates(
            [
                PageTemplate("page", [frame], onPage=self._enlarge, onPageEnd=self._furnish, pagesize=size),
                PageTemplate("cover", [frame], onPage=self._enlarge, pagesize=size),
            ]
        )

    def set(self, story: list[Flowable]) -> None:
        """Fill the pages and write the file."""
        about = self.of.document
        cover = about.cover
        if cover:
            self._firstPageTemplateIndex = 1
            opening: list[Flowable] = [CoverPage(cover, self.of), NextPageTemplate("page"), PageBreak()]
        else:
            bare = begins_with_sheets(about) or begins_with(about, Certificate) or begins_with(about, Poster)
            opening = [] if bare else open_document(self.of)
        self.build([*opening, *story], canvasmaker=self._same_canvas)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (theirs)
        """Count the rows that were set of sheets that come back."""
        if self.of.part and isinstance(flowable, TablePart):
            self.of.part.rows += flowable.rows

    def _enlarge(self, canvas: TaggedCanvas, _template: BaseDocTemplate) -> None:
        """All that the page holds is drawn as large as its sheet says."""
        if (scale := self.of.sheet.scale) != 1:
            canvas.scale(scale, scale)

    def _furnish(self, canvas: TaggedCanvas, _template: BaseDocTemplate) -> None:
        """Header and footer, once the page shows which part it belongs to."""
        sheet = canvas.getPageNumber()
        draw_header(canvas, self.of, first=sheet == 1)
        draw_footer(canvas, self.of, sheet)

    def _same_canvas(self, *_arguments: object, **_options: object) -> TaggedCanvas:
        return self.canvas

    def filterFlowables(self, flowables: list[Flowable]) -> None:  # noqa: N802 (theirs)
        """Turn the page where what leads would stand alone at its foot, or what closes the document on the next."""
        head = flowables[0]
        if isinstance(head, TablePart) and _precedes_foot(flowables):
            self._close_with_rows(head, flowables)
            return
        leads = getattr(head, "leads", False) or (isinstance(head, Words | Stack) and _precedes_foot(flowables))
        if not leads or getattr(head, "placed_well", False) or self.frame.at_top:
            return
        if self._needed(flowables) > self.frame.room:
            head.placed_well = True
            flowables.insert(0, PageBreak())

    def _close_with_rows(self, table: TablePart, flowables: list[Flowable]) -> None:
        """Take the table's last rows to the next page where what closes the document has room there alone."""
        width, room = self.of.width, self.frame.room
        if not self.frame.at_top:
            room -= max(table.getSpaceBefore() - self.frame.space, 0)
        height = table.wrap(width, room)[1]
        if not table.closes or table.layout.bound or height > room:
            return  # it goes on, or is bound to more than that
        closing = max(table.getSpaceAfter(), flowables[1].getSpaceBefore()) + self._least(flowables[1], whole=False)
        if height + closing > room and (parts := table.last_rows_apart()):
            flowables[:1] = [parts[0], PageBreak(), parts[1]]

    def _needed(self, flowables: list[Flowable]) -> float:
        """The height of what leads and of the beginning of what it leads to."""
        needed = -0.01
        space = self.frame.space
        for place, flowable in enumerate(flowables[:8]):
            if isinstance(flowable, PageBreak | ActionFlowable):
                break
            leads = getattr(flowable, "leads", False)
            needed += max(flowable.getSpaceBefore() - space, 0)
            needed += self._least(flowable, whole=leads)
            space = flowable.getSpaceAfter()
            if not leads:
                needed += self._closing(flowables[place:])
                break
            needed += space
        return min(needed, self.of.sheet.text_height)

    def _closing(self, flowables: list[Flowable]) -> float:
        """What the first needs more to stand with what closes the document; nothing of what is high or no words."""
        head = flowables[0]
        if not (isinstance(head, Words | Stack) and _precedes_foot(flowables)):
            return 0.0
        height = self._least(head, whole=True)
        if height > self.of.sheet.text_height * _HIGH:
            return 0.0
        space = max(head.getSpaceAfter(), flowables[1].getSpaceBefore())
        return height - self._least(head, whole=False) + space + self._least(flowables[1], whole=False)

    def _least(self, flowable: Flowable, *, whole: bool) -> float:
        width = self.of.width
        if not whole and hasattr(flowable, "least"):
            return float(flowable.least(width))
        flowable.canv = self.canvas
        height: float = flowable.wrap(width, self.of.sheet.text_height)[1]
        del flowable.canv
        return height


def _precedes_foot(flowables: list[Flowable]) -> bool:
    """Whether after the first there is only what closes the document."""
    return len(flowables) > 1 and isinstance(flowables[1], Foot)
