"""The rows that are refused, as a file of their own: as they were sent, each with why, to correct and send again."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import PurePath

from django.utils.translation import gettext as _

from tournee.sheets import limits
from tournee.sheets.columns import Text, Value
from tournee.sheets.columns.figures import plain
from tournee.sheets.headings import checked_headings
from tournee.sheets.opening import open_table
from tournee.sheets.results import Reading
from tournee.sheets.separated import write_csv
from tournee.sheets.sheet import Sheet
from tournee.sheets.table import Cells, SpoiltCell
from tournee.texts.languages import active_language


def refused_rows(content: bytes, name: str, reading: Reading) -> bytes:
    """A CSV file of the rows that `reading` (of these bytes) refuses, under the headings of the file they came in.

    Each begins with the number it had there, why it is refused and what to do: read again, these columns are left
    aside.
    """
    table = open_table(content, PurePath(name).name, reading.sheet)
    first = list(islice(table.rows, limits.HEADER_WITHIN_ROWS))
    headings = checked_headings(reading.sheet, table.name, first)
    said = next(cells for number, cells in first if number == headings.row)
    titles = [_("Row"), _("Why it is refused"), _("What to do"), *(_as_typed(cell) for cell in said)]
    sheet = Sheet(
        columns=tuple(Text(str(place), fr=title, en=title) for place, title in enumerate(titles)), fr="", en=""
    )
    rows = ((number, cells) for number, cells in chain(first, table.rows) if number in reading.refused_rows)
    return write_csv(sheet, _told(rows, reading), language=active_language())


def _told(rows: Iterator[tuple[int, Cells]], reading: Reading) -> Iterator[dict[str, Value]]:
    reasons: dict[int, list[tuple[str, str]]] = {}
    for refusal in chain(reading.refusals, reading.further):
        if refusal.row is not None:
            reason = f"{refusal.column}: {refusal.reason}" if refusal.column else refusal.reason
            reasons.setdefault(refusal.row, []).append((reason, refusal.remedy))
    for number, cells in rows:
        told = [str(number), *(" ".join(dict.fromkeys(part)) for part in zip(*reasons[number], strict=True))]
        yield {str(place): text for place, text in enumerate([*told, *map(_as_typed, cells)])}


def _as_typed(cell: object) -> str:
    """A raw cell as somebody would type it."""
    if cell is None:
        return ""
    if isinstance(cell, SpoiltCell):
        return cell.said
    if isinstance(cell, float):
        return plain(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)
