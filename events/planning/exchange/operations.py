"""Importing a table of stops without a page: by the API and by the command."""

from __future__ import annotations

from dataclasses import dataclass

from events.models import Tour
from events.planning.exchange.imported import Imported
from events.planning.exchange.sheet import STOPS
from events.planning.exchange.writing import StopsOf
from tournee.accounts.models import User
from tournee.sheets.importing import import_file
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
    writing = StopsOf(tour)
    done = import_file(content, name, STOPS, writing, actor=actor, dry_run=dry_run)
    return Import(done.reading, writing.imported)
