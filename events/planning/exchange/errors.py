"""What an import refuses of one cell: which column, why, and what to do."""

from __future__ import annotations

from tournee.errors import OperationError


class CellRefused(OperationError):
    """What a cell says cannot be done; `remedy` is what to write instead."""

    def __init__(self, column: str, reason: str, remedy: str) -> None:
        super().__init__(reason, code="cell_refused", field=column)
        self.remedy = remedy
