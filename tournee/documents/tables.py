"""Tables: columns that know what they hold, rows of plain values, groups with subtotals. Plain data."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from tournee.documents.inline import Words

Kind: TypeAlias = Literal["text", "number", "date", "tick", "signature"]
Scope: TypeAlias = Literal["Column", "Row"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header and the kind of its values, which decides how they are written and aligned.

    `width` is its share of the room beside the others' (signatures and texts want more; a signature wants 46 mm times
    its share); `unit` is a sign set after every number (%); `decimals` gives all numbers as many, which lines them up.
    Raises ValueError for a kind that does not exist.
    """

    header: Words
    kind: Kind = "text"
    _: KW_ONLY
    width: float = 1
    unit: str = ""
    decimals: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"A column’s kind is one of {', '.join(get_args(Kind))}; not {self.kind!r}.")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that spans columns or rows, or heads its row or column though it stands in the body."""

    value: Value
    _: KW_ONLY
    columns: int = 1
    rows: int = 1
    heads: Scope | None = None


Value: TypeAlias = Words | int | float | Decimal | datetime.date | bool | None
"""None is written as a dash in figures and left empty elsewhere; a bool only in tick columns (a box, ticked or not)."""

Row: TypeAlias = Sequence[Value | Cell]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a heading of their own, with what they add up to."""

    heading: Words
    rows: Sequence[Row]
    subtotal: Row | None = None


@dataclass(frozen=True, slots=True)
class HeaderSpan:
    """A header above several columns' own headers; empty words leave a gap above columns that stand alone."""

    words: Words
    columns: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. Either `rows` or `groups` holds the body; `total` closes it.

    The first column heads its rows unless `row_headers` is False. `above` is a first row of headers over several
    columns each. `row_height` in millimetres keeps room for signatures. `source` is written below.
    Raises ValueError for a row whose cells (with their spans) do not fill the columns, TypeError for a generator.
    """

    caption: Words
    columns: tuple[Column, ...]
    rows: Sequence[Row] = ()
    _: KW_ONLY
    groups: Sequence[RowGroup] = ()
    above: tuple[HeaderSpan, ...] = ()
    total: Row | None = None
    row_headers: bool = True
    row_height: float | None = None
    source: Words = ""
    empty: Words = ""
    anchor: str = ""

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("A table has columns.")
        if not all(hasattr(rows, "__len__") for rows in self.body()):
            raise TypeError("A table’s rows are read more than once: give a list or a tuple.")
        if self.rows and self.groups:
            raise ValueError("A table has rows or groups, not both.")
        if self.above and sum(span.columns for span in self.above) != len(self.columns):
            raise ValueError("The headers above must cover every column.")
        for group in self.body():
            _check_widths(group, len(self.columns))
        for row in (self.total, *(group.subtotal for group in self.groups)):
            if row is not None:
                _check_widths((row,), len(self.columns))

    def body(self) -> tuple[Sequence[Row], ...]:
        """The rows, group by group; a table without groups is one group without heading."""
        return tuple(group.rows for group in self.groups) if self.groups else (self.rows,)


def _check_widths(rows: Sequence[Row], columns: int) -> None:
    """Every row of a group fills the columns, counting cells that reach down from the rows above it."""
    reaching: list[int] = [0] * columns  # rows still covered from above, by column
    for number, row in enumerate(rows, start=1):
        covered = sum(1 for left in reaching if left)
        wide = sum(cell.columns if isinstance(cell, Cell) else 1 for cell in row)
        if covered + wide != columns:
            raise ValueError(f"Row {number} fills {covered + wide} columns of {columns}.")
        reaching = _reach(reaching, row)
    if any(reaching):
        raise ValueError("A cell reaches below the last row of its group.")


def _reach(reaching: list[int], row: Row) -> list[int]:
    """How far cells reach down below this row, by column."""
    cells = iter(row)
    after = [left - 1 if left else -1 for left in reaching]
    column = 0
    while column < len(after):
        if after[column] >= 0:
            column += 1
            continue
        cell = next(cells)
        columns, down = (cell.columns, cell.rows) if isinstance(cell, Cell) else (1, 1)
        after[column : column + columns] = [down - 1] * columns
        column += columns
    return after
