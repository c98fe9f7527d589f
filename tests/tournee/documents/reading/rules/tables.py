"""Tables: headers with scope, rows of one width."""

from __future__ import annotations

from collections.abc import Iterator

from tests.tournee.documents.reading.fault import Fault
from tests.tournee.documents.reading.reading import Reading
from tests.tournee.documents.reading.rules.structure import page_of
from tests.tournee.documents.reading.tags import Element


def check_scopes(reading: Reading) -> Iterator[Fault]:
    """Each header cell heads its column, its row or both."""
    for cell in reading.elements("TH"):
        if cell.attributes.get("Scope") not in ("/Column", "/Row", "/Both"):
            yield Fault("header-scope", page_of(cell), f"{reading.text_of(cell)[:40]!r} says nothing of what it heads")


def check_shapes(reading: Reading) -> Iterator[Fault]:
    """The rows of a table are equally wide, counting cells that span columns and those reaching down from above."""
    for table in reading.elements("Table"):
        rows = [row for part in table.elements for row in (part.elements if part.role != "TR" else [part])]
        rows = [row for row in rows if row.role == "TR"]
        widths, reaching = _widths(rows)
        if len(set(widths)) > 1:
            yield Fault("table-shape", page_of(table), f"rows are {sorted(set(widths))} columns wide")
        if reaching:
            yield Fault("table-shape", page_of(table), "a cell reaches below the last row")


def _widths(rows: list[Element]) -> tuple[list[int], bool]:
    """The width of every row in columns, and whether a cell reaches below the last one."""
    widths = []
    reaching: list[tuple[int, int]] = []  # (rows still to cover, columns) of cells above
    for row in rows:
        covered = sum(columns for _rows, columns in reaching)
        widths.append(covered + sum(cell.span("ColSpan") for cell in row.elements))
        reaching = [(left - 1, columns) for left, columns in reaching if left > 1]
        reaching += [
            (cell.span("RowSpan") - 1, cell.span("ColSpan")) for cell in row.elements if cell.span("RowSpan") > 1
        ]
    return widths, bool(reaching)
