"""Importing a table of stops without a page: by the API and by the command."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext

from events.models import Tour
from events.planning.exchange.imported import Imported
from events.planning.exchange.sheet import STOPS
from events.planning.exchange.writing import StopsOf
from tournee.accounts.models import User
from tournee.sheets.errors import SheetRefused
from tournee.sheets.operations import apply, preview
from tournee.sheets.reading import read
from tournee.sheets.results import Reading


@dataclass(frozen=True, slots=True)
class Import:
    """A file as it was read, and what became of it."""

    reading: Reading
    imported: Imported


def import_stops(tour: Tour, content: bytes, name: str, *, actor: User | None, dry_run: bool = False) -> Import:
    """Write the stops of a file called `name` into `tour`, all or none; a dry run says what it would do.

    Raises SheetRefused, whose refusals say where the file is wrong, and TourArchived.
    """
    reading = read(content, name, STOPS)
    write = StopsOf(tour)
    if not dry_run:
        imported = apply(reading, write, actor=actor)
    else:
        imported = preview(reading, write, actor=actor)
        if not reading.accepted:
            raise SheetRefused(refused(reading), code="rows_refused", refusals=reading.refusals)
    assert isinstance(imported, Imported)  # noqa: S101 - what StopsOf gives
    return Import(reading, imported)


def refused(reading: Reading) -> str:
    """How much of a file is refused, in words."""
    count = len(reading.refused_rows) or reading.refusal_count
    said = ngettext("%(count)d row would be refused.", "%(count)d rows would be refused.", count)
    return said % {"count": count}
