"""A table page by page: what a page holds of it is set, measured and drawn, then the next page's; nothing twice.

reportlab's own table copies all that remains at each page's end. Here the rows stay where they are and are read as
pages fill: time grows with the rows, and memory holds those of one page.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable

from tournee.documents.inline import Footnote, walk_runs
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.stack import Stack
from tournee.documents.pdf.table_drawing import RowDrawing
from tournee.documents.pdf.table_grid import body_rows, head_rows
from tournee.documents.pdf.table_rows import Band, Setter, cut
from tournee.documents.pdf.table_tags import Tags
from tournee.documents.pdf.table_widths import place_columns
from tournee.documents.pdf.text import Words
from tournee.documents.tables import Cell, Table

_FUZZ = 0.01  # points: sums of heights are not exact
_SPACE = 13.0  # points around a table
_BOUND = 2  # rows before the last that stay with it and with what closes the table
_WORTH_CUTTING = 0.25  # of a page: less room is left blank before a row that a page cannot hold


class TableLayout:
    """One table laid out in columns: what is kept with its rows, and the rows themselves, read as pages ask for them.

    A head so high that it would leave no room for rows is not repeated: it flows like rows.
    """

    def __init__(self, table: Table, page: Page, tags: Tags) -> None:
        self.columns = place_columns(table, page.width, page.written)
        setter = Setter(table, page, self.columns)
        self.table = table
        self.tags = tags
        self.page_height = page.sheet.text_height
        self.width = page.width
        self.caption: Words | None = None
        self.source: Flowable | None = None
        self.bound = 0  # how many rows before the last stay with it
        self.spare = 0  # how many of the last may be left out
        self.caption_height = self.source_height = 0.0
        self.head = list(setter.bands(head_rows(table)))
        self.bands: Iterator[Band] = setter.bands(body_rows(table, page.written))
        if _has_footnotes(table):
            self.bands = iter(list(self.bands))  # numbered now, before the notes of what follows
        self.head_height = sum(band.height for band in self.head)
        if self.head_height > self.page_height / 3:
            self.bands = itertools.chain(self.head, self.bands)
            self.head, self.head_height = [], 0.0

    def keep_caption(self, caption: Words) -> None:
        """Set the caption above the head, never without the first rows."""
        self.caption = caption
        self.caption_height = caption.wrap(self.width)[1] + caption.getSpaceAfter()

    def keep_source(self, source: Flowable) -> None:
        """Set the source below the last row, never without it."""
        self.source = source
        self.source_height = source.wrap(self.width, 0)[1] + source.getSpaceBefore()

    def keep_closing(self, closing: Flowable, *, spare: int) -> None:
        """Set what closes the table below its last rows, never without them; so many of them may be left out."""
        self.keep_source(Stack([self.source, closing]) if self.source else closing)
        self.bound, self.spare = _BOUND, spare


class TablePart(Flowable):
    """What a page holds of a table: its head, then `bands`, to which more are read while it is `open_ended`."""

    def __init__(self, layout: TableLayout, bands: list[Band], *, opens: bool, open_ended: bool) -> None:
        super().__init__()
        self.layout = layout
        self.bands = bands
        self.opens = opens
        self.open_ended = open_ended
        self.closes = False
        self.lead = layout.head_height + (layout.caption_height if opens else 0.0)
        self.height = self.lead + sum(band.height for band in bands)

    @property
    def rows(self) -> int:
        """How many rows of the body end in it: headings and what adds them up are none."""
        rows = (row for band in self.bands for row in band.rows)
        return sum(row.grid.kind == "body" and not row.goes_on for row in rows)

    def getSpaceBefore(self) -> float:  # noqa: N802 (theirs)
        """The space above."""
        return _SPACE if self.opens else 0.0

    def getSpaceAfter(self) -> float:  # noqa: N802 (theirs)
        """The space below."""
        return _SPACE if self.closes else 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Read rows until the height is passed, by as many as stay with the last, or the table ends."""
        self.width = width
        while self.open_ended and self.height - self._ahead() <= height + _FUZZ:
            self._read()
        if self.closes and self.layout.spare:
            self._leave_out(self.height - height - _FUZZ)
        return self.width, self.height

    def _ahead(self) -> float:
        bound = self.layout.bound
        return sum(band.height for band in self.bands[-bound:]) if bound else 0.0

    def _leave_out(self, excess: float) -> None:
        """As few of the last rows as are higher together than that excess, if so many may be."""
        count, saved = 0, 0.0
        while saved < excess and count < min(self.layout.spare, len(self.bands) - self.layout.bound - 1):
            count += 1
            saved += self.bands[-count].height
        if count and saved >= excess:
            del self.bands[-count:]
            self.height -= saved
            self.layout.spare -= count

    def _read(self) -> None:
        """One band more, or the end."""
        band = next(self.layout.bands, None)
        if band is None:
            self.open_ended, self.closes = False, True
            self.height += self.layout.source_height
        else:
            self.bands.append(band)
            self.height += band.height

    def least(self, width: float) -> float:
        """The height without which it cannot begin: that of its head and the rows bound to it."""
        used = self.lead
        for count in itertools.count():
            if count == len(self.bands) and self.open_ended:
                self._read()
            if count == len(self.bands):
                break
            used += self.bands[count].height
            if not self.bands[count].keeps_next:
                break
        return used

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits and what remains. Nothing, which sends all to the next page, where that holds more."""
        self.wrap(width, height)
        fresh = height > self.layout.page_height - _FUZZ
        if not self.opens and not fresh:
            return []  # what is left of the page was left on purpose
        count = self._fitting(height, binding=True) or (self._fitting(height, binding=False) if fresh else 0)
        left = height - self.lead - sum(band.height for band in self.bands[:count])
        worth_cutting = left > self.layout.page_height * _WORTH_CUTTING
        if count < len(self.bands) and worth_cutting and self._exceeds_a_page(self.bands[count]):
            return self._cut(count, left)
        if not count and fresh:
            return self._cut(0, left)
        return self._at(self.bands[:count], self.bands[count:]) if count else []

    def _exceeds_a_page(self, band: Band) -> bool:
        return band.height > self.layout.page_height - self.layout.head_height

    def _fitting(self, height: float, *, binding: bool) -> int:
        """How many bands fit, counted to the last one that a page may end below."""
        fitting, used = 0, self.lead
        for count, band in enumerate(self.bands, start=1):
            used += band.height
            if used > height + _FUZZ:
                break
            left = len(self.bands) - count
            last = self.closes and left <= (self.layout.bound if binding else 0)  # it stays with what is below it
            if not last and not (binding and band.keeps_next):
                fitting = count
        return fitting

    def last_rows_apart(self) -> list[Flowable]:
        """All but its last rows, and these for the next page, to stand with what follows; nothing of a short table."""
        for count in range(len(self.bands) - 1 - _BOUND, 0, -1):
            if not self.bands[count - 1].keeps_next:
                return self._at(self.bands[:count], self.bands[count:])
        return []

    def _cut(self, count: int, room: float) -> list[Flowable]:
        """As many bands, and what that room holds of the next."""
        above, below = cut(self.bands[count], room)
        return self._at([*self.bands[:count], above], [below, *self.bands[count + 1 :]])

    def _at(self, above: list[Band], below: list[Band]) -> list[Flowable]:
        first = TablePart(self.layout, above, opens=self.opens, open_ended=False)
        rest = TablePart(self.layout, below, opens=False, open_ended=self.open_ended)
        if self.closes:
            rest.closes = True
            rest.height += self.layout.source_height
        return [first, rest]

    def draw(self) -> None:
        """Caption, head and rows as one table, whose head is an artifact where it is repeated; then the source."""
        layout = self.layout
        drawing = RowDrawing(self.canv, layout.tags, layout.columns, [column.kind for column in layout.table.columns])
        top = self.height
        if self.opens:
            if layout.table.anchor:
                self.canv.place(layout.table.anchor, top)
            if layout.caption:
                layout.caption.drawOn(self.canv, 0, top - layout.caption.height)
                top -= layout.caption_height
            top = drawing.bands(layout.head, top)
        else:
            with self.canv.artifact("Layout"):
                top = drawing.bands(layout.head, top)
                drawing.end()
        drawing.bands(self.bands, top)
        drawing.end()
        if self.closes and layout.source:
            layout.source.drawOn(self.canv, 0, 0)


def _has_footnotes(table: Table) -> bool:
    """Whether a row of the body has a footnote."""
    values = (value for rows in table.body() for row in rows for value in row)
    words = (value.value if isinstance(value, Cell) else value for value in values)
    return any(isinstance(run, Footnote) for each in words if isinstance(each, tuple) for run in walk_runs(each))
