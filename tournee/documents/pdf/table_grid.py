"""A table's rows placed on the grid of its columns, one after the other as they are read, whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tournee.documents import phrases
from tournee.documents.inline import Words
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import Align
from tournee.documents.tables import Cell, Column, Kind, Row, RowGroup, Scope, Table, Value

RowKind: TypeAlias = Literal["above", "header", "group", "body", "subtotal", "total", "empty"]
Writer: TypeAlias = Callable[[Value, Column], Words]

ALIGN: dict[Kind, Align] = {"text": "left", "number": "right", "date": "left", "tick": "centre", "signature": "left"}


@dataclass(slots=True)
class GridCell:
    """Words from `column` over `columns` and down `rows`; `heads` says of what it is a header, if it is one."""

    words: Words
    column: int
    columns: int = 1
    rows: int = 1
    heads: Scope | None = None
    align: Align = "left"
    said: str = ""  # what is heard instead of the words: a box's meaning
    element: Element | None = None  # its place in the structure, once it is drawn
    content: Element | None = None  # where its words are, if that is another element inside


@dataclass(slots=True)
class GridRow:
    """One row: what it is, its cells from left to right, the number of its group, and whether a page may end below."""

    kind: RowKind
    cells: list[GridCell]
    group: int = 0
    keeps_next: bool = False
    element: Element | None = None
    reaches: bool = False  # whether a cell of this row, or of one above it, goes on in the next row


def head_rows(table: Table) -> list[GridRow]:
    """The rows of headers: one, or two where headers stand above several columns' own, with gaps above the others."""
    own = [GridCell(column.header, at, 1, 1, "Column", ALIGN[column.kind]) for at, column in enumerate(table.columns)]
    rows = [GridRow("header", own, keeps_next=True)]
    if table.above:
        above: list[GridCell] = []
        at = 0
        for span in table.above:
            align: Align = "centre" if span.columns > 1 else "left"
            above.append(GridCell(span.words, at, span.columns, 1, "Column" if span.words else None, align))
            at += span.columns
        rows.insert(0, GridRow("above", above, keeps_next=True))
    return rows


def body_rows(table: Table, write: Writer) -> Iterator[GridRow]:
    """Every row below the headers, in order; `write` puts a value into words. Rows are read one by one, once."""
    place = _Placing(table, write)
    groups: Sequence[RowGroup] = table.groups or (RowGroup("", table.rows),)
    if not table.groups and not len(table.rows):
        yield GridRow("empty", [GridCell(table.empty or str(phrases.NOTHING), 0, len(table.columns))])
    else:
        for number, group in enumerate(groups):
            yield from _group(group, number, place, closed=table.total is not None and number == len(groups) - 1)
    if table.total is not None:
        yield place.row(table.total, "total", 0)


def _group(group: RowGroup, number: int, place: _Placing, *, closed: bool) -> Iterator[GridRow]:
    """One group: its heading kept with its first two rows, and its last row with what it adds up to."""
    if group.heading:
        yield GridRow("group", [GridCell(group.heading, 0, place.count, 1, "Row")], number, keeps_next=True)
    last = len(group.rows) - 1
    ends = closed or group.subtotal is not None
    for index, row in enumerate(group.rows):
        placed = place.row(row, "body", number)
        placed.keeps_next = (index == 0 and index < last) or (index == last and ends)
        yield placed
    if group.subtotal is not None:
        subtotal = place.row(group.subtotal, "subtotal", number)
        subtotal.keeps_next = closed
        yield subtotal


class _Placing:
    """Puts row after row on the grid, minding the cells that reach down from the rows above."""

    def __init__(self, table: Table, write: Writer) -> None:
        self.columns = table.columns
        self.count = len(table.columns)
        self.row_headers = table.row_headers
        self.write = write
        self.aligns: list[Align] = [ALIGN[column.kind] for column in table.columns]
        self.boxes = {True: str(phrases.TICKED), False: str(phrases.UNTICKED), None: str(phrases.TO_TICK)}
        self.reaching = [0] * self.count  # how many rows below the last one are covered from above, by column

    def row(self, row: Row, kind: RowKind, group: int) -> GridRow:
        """The next row on the grid."""
        cells: list[GridCell] = []
        at = 0
        for value in row:
            while self.reaching[at]:
                self.reaching[at] -= 1
                at += 1
            cell = self._cell(value, at)
            cells.append(cell)
            if cell.rows > 1:
                self.reaching[at : at + cell.columns] = [cell.rows - 1] * cell.columns
            at += cell.columns
        for column in range(at, self.count):
            if self.reaching[column]:
                self.reaching[column] -= 1
        return GridRow(kind, cells, group, reaches=any(self.reaching))

    def _cell(self, value: Value | Cell, at: int) -> GridCell:
        columns, rows, heads = 1, 1, None
        if isinstance(value, Cell):
            columns, rows, heads, value = value.columns, value.rows, value.heads, value.value
        words = value if isinstance(value, str) else self.write(value, self.columns[at])
        if heads is None and at == 0 and self.row_headers:
            heads = "Row"
        cell = GridCell(words, at, columns, rows, heads, self.aligns[at])
        if value is None or isinstance(value, bool):
            cell.said = self.boxes[value] if self.columns[at].kind == "tick" else ""
        return cell
