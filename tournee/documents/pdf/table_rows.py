"""Rows of a table set in type: each cell's lines and height, rows bound by tall cells, and cutting what is too tall."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportlab.platypus import Flowable

from tournee.documents.pdf.page import Page
from tournee.documents.pdf.styles import MM, Style
from tournee.documents.pdf.table_faces import PAD_ABOVE, PAD_BELOW, style_of
from tournee.documents.pdf.table_grid import GridCell, GridRow, RowKind
from tournee.documents.pdf.table_lines import set_lines
from tournee.documents.pdf.table_widths import Columns
from tournee.documents.spacing import closed_up
from tournee.documents.tables import Table

_TO_SIGN = 11.0  # millimetres that a row is high at least where people sign
_PADS = PAD_ABOVE + PAD_BELOW
_LINE = style_of("header", "left").leading + _PADS  # no row is lower, though nothing stands in it


@dataclass(slots=True)
class SetCell:
    """A cell at `x` with its lines of plain text, or a flowable where its words carry more."""

    grid: GridCell
    style: Style
    x: float
    width: float
    lines: list[str]
    flowable: Flowable | None = None
    height: float = 0


@dataclass(slots=True)
class SetRow:
    """A row in type."""

    grid: GridRow
    cells: list[SetCell]
    height: float
    goes_on: bool = False  # below the page's end


@dataclass(slots=True)
class Band:
    """Rows bound together by cells reaching over several: mostly a single one. Not cut if a page can hold it."""

    rows: list[SetRow]

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows)

    @property
    def keeps_next(self) -> bool:
        return self.rows[-1].grid.keeps_next


class Setter:
    """Sets the rows of a table in its columns."""

    def __init__(self, table: Table, page: Page, columns: Columns) -> None:
        self.page = page
        self.columns = columns
        signs = any(column.kind == "signature" for column in table.columns)
        self.row_height = (table.row_height or (_TO_SIGN if signs else 0.0)) * MM  # at least, in the body

    def bands(self, rows: Iterable[GridRow]) -> Iterator[Band]:
        """The rows in type, band by band, set as they are asked for."""
        bound: list[SetRow] = []
        for row in rows:
            bound.append(self.row(row))
            if not row.reaches:
                yield _stretched(Band(bound))
                bound = []

    def row(self, row: GridRow) -> SetRow:
        """One row, as high as its cells need; cells over several rows are left to the band."""
        cells = [self._cell(cell, row.kind) for cell in row.cells]
        height = max(self.row_height if row.kind == "body" else 0.0, _LINE)
        for cell in cells:
            if cell.grid.rows == 1 and cell.height > height:
                height = cell.height
        return SetRow(row, cells, height)

    def _cell(self, cell: GridCell, kind: RowKind) -> SetCell:
        style = style_of(kind, cell.align)
        left, width = self.columns.place(cell.column, cell.columns)
        words = cell.words
        if not words:
            return SetCell(cell, style, left, width, [])
        lines = None
        if isinstance(words, str):
            lines = set_lines(closed_up(words, self.page.language), width, style)
        if lines is not None:
            return SetCell(cell, style, left, width, lines, None, len(lines) * style.leading + _PADS)
        flowable = self.page.paragraph(words, style, role="")
        return SetCell(cell, style, left, width, [], flowable, flowable.wrap(width)[1] + _PADS)


def _stretched(band: Band) -> Band:
    """The band with room for cells that reach over several rows: the last row they reach grows."""
    if len(band.rows) > 1:
        for at, row in enumerate(band.rows):
            for cell in row.cells:
                reached = band.rows[at : at + cell.grid.rows]
                missing = cell.height - sum(below.height for below in reached)
                if missing > 0:
                    reached[-1].height += missing
    return band


def cut(band: Band, room: float) -> tuple[Band, Band]:
    """The band cut at `room` points from its top, in its lines: what is above, and what goes on below.

    Between two rows where one ends in the room. At least a line is kept above, so that every cut goes forward.
    """
    top = 0.0
    whole: list[SetRow] = []
    for row in band.rows:
        if top + row.height > room:
            break
        whole.append(row)
        top += row.height
    if not whole:
        return _cut_row(band, room)
    return _cut_below(band, len(whole), top)


def _cut_row(band: Band, room: float) -> tuple[Band, Band]:
    """Cut inside the first row; the others go below."""
    first = band.rows[0]
    pairs = [_cut_cell(cell, room) for cell in first.cells]
    above = SetRow(first.grid, [pair[0] for pair in pairs], room, goes_on=True)
    rest = [pair[1] for pair in pairs]
    height = max(first.height - room if first.grid.reaches else 0.0, *(c.height for c in rest if c.grid.rows == 1), 0.0)
    below = SetRow(first.grid, rest, height)
    return Band([above]), _stretched(Band([below, *band.rows[1:]]))


def _cut_below(band: Band, count: int, top: float) -> tuple[Band, Band]:
    """Cut between two rows: of cells that reach over the cut, the lines that do not fit above go on in the next row."""
    above: list[SetRow] = []
    going_on: list[SetCell] = []
    start = 0.0
    for at, row in enumerate(band.rows[:count]):
        cells: list[SetCell] = []
        for cell in row.cells:
            if at + cell.grid.rows > count:
                kept, rest = _cut_cell(cell, top - start)
                cells.append(kept)
                going_on.append(rest)
            else:
                cells.append(cell)
        above.append(SetRow(row.grid, cells, row.height))
        start += row.height
    return Band(above), Band(_with(band.rows[count:], going_on))


def _with(rows: list[SetRow], going_on: list[SetCell]) -> list[SetRow]:
    """The rows with cells that go on from above in the first of them, which makes room for their lines."""
    first, *others = rows
    missing = max([cell.height for cell in going_on], default=0.0) - sum(row.height for row in rows)
    height = first.height + max(0.0, missing)
    return [SetRow(first.grid, [*going_on, *first.cells], height), *others]


def _cut_cell(cell: SetCell, room: float) -> tuple[SetCell, SetCell]:
    """A cell cut at `room`: the lines that fit, at least one, and the others."""
    inner = room - PAD_ABOVE
    if cell.flowable is not None:
        parts = cell.flowable.split(cell.width, inner) if cell.height - PAD_BELOW > room else [cell.flowable]
        upper, lower = (*parts, None, None)[:2] if parts else (None, cell.flowable)
        return _part(cell, [], upper), _part(cell, [], lower)
    count = max(1, math.floor(inner / cell.style.leading))
    return _part(cell, cell.lines[:count], None), _part(cell, cell.lines[count:], None)


def _part(cell: SetCell, lines: list[str], flowable: Flowable | None) -> SetCell:
    """That part of the cell."""
    content = len(lines) * cell.style.leading
    if flowable is not None:
        content = flowable.wrap(cell.width, math.inf)[1]
    height = content + _PADS if content else 0.0
    return SetCell(cell.grid, cell.style, cell.x, cell.width, lines, flowable, height)
