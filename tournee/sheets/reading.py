"""From a file's bytes to rows that can be used, or to what is wrong with them, where, and what to do."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import PurePath

from django.utils.translation import gettext as _

from tournee.sheets import limits
from tournee.sheets.archive import refuse_too_big
from tournee.sheets.columns import Value
from tournee.sheets.errors import SheetRefused, ValueRefused
from tournee.sheets.headings import Headings, checked_headings
from tournee.sheets.opening import open_table, refuse_empty
from tournee.sheets.results import Reading, SheetRow
from tournee.sheets.sheet import Sheet
from tournee.sheets.table import Cells, Spoilt, SpoiltCell, Table
from tournee.texts.languages import active_language


def read(content: bytes, name: str, sheet: Sheet) -> Reading:
    """Read a file by that name as `sheet`; raises SheetRefused when it cannot be read as one at all."""
    table = open_table(content, PurePath(name.replace("\\", "/")).name, sheet)
    first = list(islice(table.rows, limits.HEADER_WITHIN_ROWS))
    if not any(_filled(cells) for _number, cells in first):
        refuse_empty()
    headings = checked_headings(sheet, table.name, first)
    reading = Reading(
        sheet,
        table.name,
        table.origin,
        unknown_columns=tuple(headings.unknown),
        skipped_sheets=table.skipped,
        headings=headings.said,
    )
    merged = _merged_places(table, headings)
    seen: dict[tuple[str, ...], dict[tuple[Value, ...], int]] = {columns: {} for columns in sheet.unique}
    count = 0
    for number, cells in chain(first, table.rows):
        if number <= headings.row or not _filled(cells):
            continue
        count += 1
        _within_limits(count, cells)
        _read_row(reading, headings, merged, number, cells)
        _refuse_repeated(reading, number, seen)
    reading.rows = [row for row in reading.rows if row.number not in reading.refused_rows]
    return reading


def _filled(cells: Cells) -> bool:
    return any(cell is not None and not (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _within_limits(count: int, cells: Cells) -> None:
    if count > limits.ROWS:
        raise SheetRefused(
            _("This file has more than %(limit)d rows. Split it into several files.") % {"limit": limits.ROWS},
            code="too_many_rows",
        )
    if len(cells) > limits.COLUMNS and any(cell not in {None, ""} for cell in cells[limits.COLUMNS :]):
        raise SheetRefused(
            _("This file has more than %(limit)d columns. Take out those that are not needed.")
            % {"limit": limits.COLUMNS},
            code="too_many_columns",
        )


def _merged_places(table: Table, headings: Headings) -> dict[int, set[int]]:
    """Under the headings, the columns that are part of a merged range, by row."""
    wanted = set(headings.places.values())
    merged: dict[int, set[int]] = {}
    covered = 0
    for top, left, bottom, right in table.merges:
        columns = {place for place in wanted if left <= place <= right}
        if columns and bottom > headings.row:
            rows = range(max(top, headings.row + 1), bottom + 1)
            covered += len(rows)
            if covered > limits.EXCEL_ROWS:
                refuse_too_big()
            for row in rows:
                merged.setdefault(row, set()).update(columns)
    return merged


def _read_row(reading: Reading, headings: Headings, merged: dict[int, set[int]], number: int, cells: Cells) -> None:
    values: dict[str, Value] = {}
    for column in reading.sheet.columns:
        place = headings.places.get(column.name)
        if place is None:  # what a file says nothing about is left as it is
            continue
        cell = cells[place] if place < len(cells) else None
        if merged and place in merged.get(number, ()):
            reason = _("This cell is merged with others, so that it is not clear which rows it speaks for.")
            reading.refuse(number, column, cell, reason, _("Unmerge the cells and write the value in every row."))
        elif isinstance(cell, SpoiltCell):
            reading.refuse(number, column, cell.said, *_spoilt(cell))
        else:
            try:
                parsed = column.read(cell)
            except ValueRefused as refused:
                reading.refuse(number, column, cell, refused.reason, refused.remedy)
                continue
            values[column.name] = parsed.value
            if parsed.correction:
                after = column.text(parsed.value, active_language())
                reading.correct(number, column, cell, after, parsed.correction)
    reading.rows.append(SheetRow(number, values))


def _spoilt(cell: SpoiltCell) -> tuple[str, str]:
    if cell.why is Spoilt.FORMULA:
        return (
            _("This cell holds a formula, whose result may be out of date."),
            _("Copy the column and paste it as values."),
        )
    return _("This cell holds an error."), _("Correct the formula it comes from, then paste the column as values.")


def _refuse_repeated(reading: Reading, number: int, seen: dict[tuple[str, ...], dict[tuple[Value, ...], int]]) -> None:
    if number in reading.refused_rows:
        return
    values = reading.rows[-1].values
    for names, before in seen.items():
        together = tuple(values.get(name) for name in names)
        if any(value in {None, ""} for value in together):
            continue
        earlier = before.setdefault(together, number)
        if earlier != number:
            column = reading.sheet.column(names[0])
            language = active_language()
            said = ", ".join(
                reading.sheet.column(name).text(value, language) for name, value in zip(names, together, strict=True)
            )
            reason = _("Row %(row)d already says the same.") % {"row": earlier}
            reading.refuse(number, column, said, reason, _("Keep one of the two rows."))


def preview_rows(reading: Reading, count: int = 20) -> Iterator[list[str]]:
    """The first rows as a person reads them: the row's number, then the columns that the file has."""
    language = active_language()
    for row in reading.rows[:count]:
        yield [str(row.number), *(column.text(row.values[column.name], language) for column in reading.columns)]
