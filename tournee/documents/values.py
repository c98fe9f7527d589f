"""How the values of tables are written, in the document's language: both faces say the same."""

from __future__ import annotations

import datetime
from decimal import Decimal

from tournee.documents.inline import Words
from tournee.documents.tables import Column, Value
from tournee.texts.typography import format_date, format_quantity

TICKED = "☑"
UNTICKED = "☐"
NO_FIGURE = "–"


def written(value: Value, column: Column, language: str) -> Words:
    """The value as words of that language: 1 234,5 in a French number column, a box in one of ticks.

    A number without `decimals` shows those it has. None is a dash among numbers and nothing elsewhere.
    """
    if value is None:
        return {"number": NO_FIGURE, "tick": UNTICKED}.get(column.kind, "")
    if isinstance(value, bool):
        return TICKED if value else UNTICKED
    if isinstance(value, int | float | Decimal):
        return format_quantity(value, column.unit, language, decimals=column.decimals)
    if isinstance(value, datetime.date):
        return format_date(value, language, weekday=False)
    return value
