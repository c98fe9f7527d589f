"""The structure of a table: its head, body and foot, its rows, and which header each cell has."""

from __future__ import annotations

from collections.abc import Iterable

from tournee.documents.pdf.structure import Element, attributes
from tournee.documents.pdf.table_grid import GridCell, GridRow
from tournee.documents.tables import Table


class Tags:
    """Makes the elements of one table's rows and cells, in order of reading.

    A simple table says of each header whether it heads its column or its row. Where headers stand in two rows or head
    groups, each cell also names its own by their ids, as programs guess them wrongly (ISO 32000-1, table 349, Headers).
    """

    def __init__(self, table: Table, number: int) -> None:
        self.table = Element("Table")
        self.number = number
        self.names_headers = bool(table.above or table.groups)
        self._sections: dict[object, Element] = {}
        self._column_ids: list[tuple[str, ...]] = [()] * len(table.columns)
        self._group_ids: tuple[str, ...] = ()
        self._row_ids: tuple[str, ...] = ()
        self._count = 0

    def make_row(self, row: GridRow) -> Element:
        """The elements of a row and its cells, kept in them; a row that goes on from the page before has its own."""
        if row.element is None:
            section = self._section(row)
            row.element = Element("TR", section)
            if row.kind == "group":
                self._group_ids = ()
            if row.cells and row.cells[0].column == 0:
                self._row_ids = ()  # else a cell reaches down into this row, and may go on heading it
            for cell in row.cells:
                cell.element = self._cell(cell, row)
        return row.element

    def _section(self, row: GridRow) -> Element:
        """The head, the foot, or the body: one for each group."""
        if row.kind in {"above", "header"}:
            key, role = "head", "THead"
        elif row.kind == "total":
            key, role = "foot", "TFoot"
            self._group_ids = ()
        else:
            key, role = f"body {row.group}", "TBody"
        if key not in self._sections:
            self._sections[key] = Element(role, self.table)
        return self._sections[key]

    def _cell(self, cell: GridCell, row: GridRow) -> Element:
        said: dict[str, str | int] = {}
        if cell.heads:
            said["Scope"] = cell.heads
        if cell.columns > 1:
            said["ColSpan"] = cell.columns
        if cell.rows > 1:
            said["RowSpan"] = cell.rows
        written = attributes("Table", **said) if said else ""
        identifier = ""
        if self.names_headers:
            written = _with_headers(written, self._headers(cell, row))
            if cell.heads:
                identifier = self._remember(cell, row)
        element = Element("TH" if cell.heads else "TD", row.element, attributes=written, id=identifier)
        cell.content = Element("Span", element, alt=cell.said) if cell.said else element
        return element

    def _headers(self, cell: GridCell, row: GridRow) -> Iterable[str]:
        """The ids of the headers of a cell, from the farthest: column, group, row."""
        columns = self._column_ids[cell.column : cell.column + cell.columns]
        if row.kind == "group":
            return ()
        return dict.fromkeys([*(name for names in columns for name in names), *self._group_ids, *self._row_ids])

    def _remember(self, cell: GridCell, row: GridRow) -> str:
        """The id of a header, kept for the cells that it heads."""
        self._count += 1
        name = f"table-{self.number}-{self._count}"
        if row.kind == "group":
            self._group_ids = (name,)
        elif cell.heads == "Row":
            self._row_ids = (*self._row_ids, name)
        elif row.kind in {"above", "header"}:
            for column in range(cell.column, cell.column + cell.columns):
                self._column_ids[column] = (*self._column_ids[column], name)
        return name


def _with_headers(written: str, names: Iterable[str]) -> str:
    """The attributes with the ids of headers, which are plain letters."""
    listed = "".join(f"({name})" for name in names)
    if not listed:
        return written
    return f"{(written or attributes('Table'))[:-2]}/Headers[{listed}]>>"
