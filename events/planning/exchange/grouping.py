"""From the rows of a file to stops: several rows speak of one stop, each with one of its sessions."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from events.planning.exchange.sheet import OF_SESSION, OF_STOP
from tournee.sheets.columns import Value
from tournee.sheets.results import Reading, SheetRow
from tournee.texts.search import search_key

TOLD_APART = ("town_code", "when", "title_fr")
"""What tells two stops in one town apart."""


@dataclass
class FileSession:
    """A session as a row says it."""

    row: int
    values: dict[str, Value]

    def row_of(self, _column: str) -> int:
        """Where a column of the session is said."""
        return self.row


@dataclass
class FileStop:
    """A stop as its rows say it together: the first value under each heading, and the row where it stands."""

    rows: list[int] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)
    said_in: dict[str, int] = field(default_factory=dict)
    sessions: list[FileSession] = field(default_factory=list)

    def row_of(self, column: str) -> int:
        """Where a column of the stop is said."""
        return self.said_in.get(column, self.rows[0])


def stops_in(reading: Reading) -> list[FileStop]:
    """The stops that the good rows of a file speak of, in order; contradictions are refused in `reading`.

    A row speaks of the stop with its reference; without one, of the stop with its town, date and subject; with neither
    reference nor town, of the stop above it.
    """
    grouping = _Grouping(reading)
    for row in reading.rows:
        grouping.take(row)
    return grouping.stops


class _Grouping:
    def __init__(self, reading: Reading) -> None:
        self.stops: list[FileStop] = []
        self._reading = reading
        self._named: dict[tuple[Value, ...], FileStop] = {}
        self._above: FileStop | None = None
        self._refused = sorted(reading.refused_rows)

    def take(self, row: SheetRow) -> None:
        own, session = _filled(row, OF_STOP), _filled(row, OF_SESSION)
        stop = self._named_by(own) if own.get("reference") or own.get("town") else self._left_to_the_above(row)
        if stop is None:
            return
        self._above = stop
        self._join(stop, row, own)
        if session:
            stop.sessions.append(FileSession(row.number, session))

    def _left_to_the_above(self, row: SheetRow) -> FileStop | None:
        above = self._above
        after = above.rows[-1] if above else 0
        if any(after < number < row.number for number in self._refused):
            return None  # the row of its stop is refused already: it belongs to no other
        if above is None:
            reason = _("This row says neither a town nor a reference, and there is no stop above it.")
            column = self._reading.sheet.column("town")
            self._reading.refuse(row.number, column, None, reason, _("Write the town of the stop."))
        return above

    def _named_by(self, own: dict[str, Value]) -> FileStop:
        name: tuple[Value, ...] = ("reference", own["reference"]) if own.get("reference") else _name_of(own)
        if name[0] != "reference" and self._above and _continues(self._above, own):
            return self._above
        if name not in self._named:
            self._named[name] = FileStop()
            self.stops.append(self._named[name])
        return self._named[name]

    def _join(self, stop: FileStop, row: SheetRow, own: dict[str, Value]) -> None:
        stop.rows.append(row.number)
        for name, value in own.items():
            if name == "state" or stop.values.setdefault(name, value) == value:
                stop.said_in.setdefault(name, row.number)
                continue
            reason = _("Row %(row)d says otherwise of the same stop.") % {"row": stop.said_in[name]}
            remedy = _("Write the same in both rows, or leave this cell empty.")
            self._reading.refuse(row.number, self._reading.sheet.column(name), value, reason, remedy)


def _filled(row: SheetRow, columns: tuple[str, ...]) -> dict[str, Value]:
    return {name: row.values[name] for name in columns if row.values.get(name) not in {None, ""}}


def _name_of(own: dict[str, Value]) -> tuple[Value, ...]:
    return (search_key(str(own["town"])), *(own.get(name) for name in TOLD_APART))


def _continues(above: FileStop, own: dict[str, Value]) -> bool:
    """The row repeats the town of the stop above, and at most what else is said of it."""
    if search_key(str(above.values.get("town", ""))) != search_key(str(own["town"])):
        return False
    return all(own[name] == above.values.get(name) for name in TOLD_APART if name in own)
