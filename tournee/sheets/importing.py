"""Importing a file without a page: by the API and by commands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext

from tournee.accounts.models import User
from tournee.sheets.errors import SheetRefused
from tournee.sheets.operations import Applied, WholeSheet, Write, apply, preview
from tournee.sheets.reading import read
from tournee.sheets.results import Reading
from tournee.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Import:
    """A file as it was read, and what became of its rows."""

    reading: Reading
    applied: Applied


def import_file(
    content: bytes,
    name: str,
    sheet: Sheet,
    write: Write | WholeSheet,
    *,
    actor: User | None,
    dry_run: bool = False,
    leave_refused: bool = False,
) -> Import:
    """Write the rows of a file called `name`, all or none; a dry run says what it would do.

    With `leave_refused` the good rows are written without the others, which the reading tells: for rows that stand each
    alone. Raises SheetRefused, whose refusals say where the file is wrong.
    """
    reading = read(content, name, sheet)
    if not dry_run:
        return Import(reading, apply(reading, write, actor=actor, leave_refused=leave_refused))
    seen = preview(reading, write, actor=actor)
    if not (reading.accepted or (leave_refused and reading.refuses_rows_alone)):
        raise SheetRefused(_would_be_refused(reading), code="rows_refused", refusals=reading.refusals)
    return Import(reading, seen)


def _would_be_refused(reading: Reading) -> str:
    count = len(reading.refused_rows) or reading.refusal_count
    said = ngettext("%(count)d row would be refused.", "%(count)d rows would be refused.", count)
    return said % {"count": count}
