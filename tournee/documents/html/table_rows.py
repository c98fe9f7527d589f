"""The rows of a table as HTML: what each cell is, what it spans, and which headers it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tournee.documents import phrases
from tournee.documents.html.escaping import escape
from tournee.documents.html.page import Page
from tournee.documents.spacing import closed_up
from tournee.documents.tables import Cell, Column, Row, RowGroup, Table, Value
from tournee.documents.values import TICKED, UNTICKED, written

CLASSES = {"text": "", "number": "num", "date": "date", "tick": "tick", "signature": "signature"}
_SCOPES = {"Column": "col", "Row": "row"}


class RowWriter:
    """Writes the rows of one table, group by group.

    A table with two rows of headers says in each cell which headers it stands under (`headers`), as scope alone does
    not reach that far everywhere; in any other, scope is enough.
    """

    def __init__(self, table: Table, name: str, page: Page) -> None:
        self.table, self.name, self.page = table, name, page
        self.refers = bool(table.above)
        self.classes = [f' class="{CLASSES[column.kind]}"' if CLASSES[column.kind] else "" for column in table.columns]
        self._boxes = _boxes()
        self._kept: list[dict[tuple[type, Value], str]] = [{} for _column in table.columns]
        self._above = [
            f"{name}-above-{index}" if span.words else ""
            for index, span in enumerate(table.above)
            for _column in range(span.columns)
        ]
        self._row = 0
        self._group = ""  # the id of the heading of the group being written
        self._reaching: list[tuple[int, str]] = []  # by column: how many rows below are covered, by which row header

    def group(self, group: RowGroup) -> Iterator[str]:
        """The rows of a group as a body of their own, under their heading, closed by the subtotal."""
        number = self.page.counted(f"group-of-{self.name}")
        self._group = f"{self.name}-group-{number}"
        refers = f' id="{self._group}"' if self.refers else ""
        words = self.page.words(group.heading)
        wide = len(self.table.columns)
        yield "<tbody>" + (f'<tr><th scope="rowgroup"{refers} colspan="{wide}">{words}</th></tr>' if words else "")
        yield from self.rows(group.rows)
        if group.subtotal is not None:
            yield from self.rows((group.subtotal,), ' class="document-subtotal"')
        yield "</tbody>"
        self._group = ""

    def foot(self) -> Iterator[str]:
        """The total, if there is one."""
        if self.table.total is not None:
            yield "<tfoot>"
            yield from self.rows((self.table.total,))
            yield "</tfoot>"

    def rows(self, rows: Sequence[Row], css: str = "") -> Iterator[str]:
        """Each row as one piece of text."""
        self._reaching = [(0, "")] * len(self.table.columns)
        spanned = False
        for row in rows:
            self._row += 1
            spanned = spanned or any(isinstance(value, Cell) for value in row)
            cells = self._spanned(row) if spanned or self.refers else self._plain(row)
            yield f"<tr{css}>{''.join(cells)}</tr>"

    def _plain(self, row: Row) -> Iterator[str]:
        """The cells of a row that fills each column once: the quick way."""
        heads = self.table.row_headers
        for index, value in enumerate(row):
            shown = self._shown(value, index)  # type: ignore[arg-type]
            if heads and not index:
                yield f'<th scope="row"{self.classes[0]}>{shown}</th>'
            else:
                yield f"<td{self.classes[index]}>{shown}</td>"

    def _spanned(self, row: Row) -> Iterator[str]:
        """The cells of a row some of which span, head, or are covered from above."""
        cells = iter(row)
        heading = [head for left, head in self._reaching if left and head]
        after = [(left - 1, head) if left else (0, "") for left, head in self._reaching]
        index = 0
        while index < len(after):
            if self._reaching[index][0]:
                index += 1
                continue
            value = next(cells)
            cell = value if isinstance(value, Cell) else Cell(value)
            head = cell.heads or ("Row" if self.table.row_headers and not index else None)
            own = f"{self.name}-row-{self._row}-{index}" if head == "Row" and self.refers else ""
            yield self._cell(cell, index, head, own, heading)
            after[index : index + cell.columns] = [(cell.rows - 1, own)] * cell.columns
            heading += [own] if own else []
            index += cell.columns
        self._reaching = after

    def _cell(self, cell: Cell, index: int, head: str | None, own: str, heading: list[str]) -> str:
        attributes = self.classes[index]
        if own:
            attributes += f' id="{own}"'
        if cell.columns > 1:
            attributes += f' colspan="{cell.columns}"'
        if cell.rows > 1:
            attributes += f' rowspan="{cell.rows}"'
        if self.refers:
            attributes += self._headers(cell, index, heading)
        tag = f'th scope="{_SCOPES[head]}"' if head else "td"
        return f"<{tag}{attributes}>{self._shown(cell.value, index)}</{tag[:2]}>"

    def _headers(self, cell: Cell, index: int, heading: list[str]) -> str:
        """The ids of the headers above the cell, of its group and of its row, in the order they are heard."""
        columns = range(index, index + cell.columns)
        above = dict.fromkeys(self._above[column] for column in columns)
        own = [f"{self.name}-column-{column}" for column in columns]
        return f' headers="{" ".join(filter(None, (*above, *own, self._group, *heading)))}"'

    def _shown(self, value: Value, index: int) -> str:
        """The value as it is written in that column; dates, figures and boxes that come again are kept."""
        column = self.table.columns[index]
        if type(value) is str:
            return escape(closed_up(value, self.page.language))
        if isinstance(value, tuple):
            return self.page.words(value)
        if isinstance(value, bool) or (value is None and column.kind == "tick"):
            return self._boxes[value]
        kept = self._kept[index]
        key = (type(value), value)
        if key not in kept:
            kept[key] = self._written(value, column)
        return kept[key]

    def _written(self, value: Value, column: Column) -> str:
        return self.page.words(written(value, column, self.page.language))


def _boxes() -> dict[bool | None, str]:
    """The boxes of a tick column, each with what it says to those who do not see it."""
    said = {
        True: (TICKED, phrases.TICKED),
        False: (UNTICKED, phrases.UNTICKED),
        None: (UNTICKED, phrases.TO_TICK),
    }
    return {
        value: f'<span role="img" aria-label="{escape(str(word))}">{box}</span>' for value, (box, word) in said.items()
    }
