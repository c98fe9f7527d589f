"""A file opened and not yet understood: rows of raw cells, from whichever format."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from tournee.sheets.columns import Raw


class Spoilt(Enum):
    """Why a cell gives no value, whatever its column."""

    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class SpoiltCell:
    """A cell of a workbook that holds a formula or an error, and what it says."""

    why: Spoilt
    said: str


Cells = list[Raw | SpoiltCell | None]
Row = tuple[int, Cells]
"""The number a spreadsheet shows beside it, and its cells from column A."""


@dataclass
class Table:
    """One sheet of a file: its name, its rows (read once, as they are asked for), and what a preview says about it.

    `origin`: how it was read, in words. `skipped`: names of the other sheets and of the hidden ones. `merges`: cell
    ranges merged, as (first row, first column from 0, last row, last column).
    """

    name: str
    rows: Iterator[Row]
    origin: str = ""
    skipped: tuple[str, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = field(default=())
