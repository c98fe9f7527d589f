"""How the cells of tables look, by what their row is and how their column is aligned."""

from __future__ import annotations

from functools import cache

from tournee.documents.pdf.styles import STYLES, Align, Style
from tournee.documents.pdf.table_grid import RowKind

PAD_ABOVE, PAD_BELOW = 4.0, 5.0  # points between a row's rules and its lines

_NAMES: dict[RowKind, str] = {
    "above": "cell-head", "header": "cell-head", "group": "cell-group", "body": "cell", "subtotal": "cell-strong",
    "total": "cell-strong", "empty": "cell-empty",
}  # fmt: skip


@cache
def style_of(kind: RowKind, align: Align) -> Style:
    """The house style of a cell; what is centred in the body is a box to tick."""
    if align == "centre":
        return STYLES["cell-tick" if kind == "body" else "cell-head-centre"]
    return STYLES[_NAMES[kind] + ("-number" if align == "right" else "")]
