"""A file of stops on its way into a tour, through the operations of the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from events.models import Session, Stop, Tour
from events.planning import operations
from events.planning.exchange.changes import (
    IN_CALENDARS,
    Change,
    values_of_new_session,
    values_of_new_stop,
    wanted_of_session,
    wanted_of_stop,
)
from events.planning.exchange.columns import names_in
from events.planning.exchange.errors import CellRefused
from events.planning.exchange.grouping import FileSession, FileStop, stops_in
from events.planning.exchange.imported import Imported, NewStop
from events.planning.exchange.matching import sessions_meant, stops_meant
from events.planning.exchange.naming import Organisations, Themes
from events.planning.exchange.rows import stops_in_full
from events.planning.exchange.sheet import COLUMN_OF_SESSION, COLUMN_OF_STOP, ROLES, STOPS
from events.planning.exchange.towns import Towns
from events.planning.operations.changing import many_changes, require_open
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.sheets.columns import Value
from tournee.sheets.operations import Outcome, WholeSheet
from tournee.sheets.results import Reading
from tournee.texts.languages import active_language

RowOf = Callable[[str], int]


class StopsOf(WholeSheet):
    """What writes the rows of a file into `tour`; `imported` is what the last writing did. Raises TourArchived."""

    def __init__(self, tour: Tour) -> None:
        self._tour = tour
        self.imported = Imported()

    def write_rows(self, reading: Reading, *, actor: User | None) -> Imported:
        self.imported = imported = Imported()
        if {"town", "reference"} & reading.headings.keys():
            with many_changes(self._tour):
                _Writing(self._tour, reading, imported, actor).write()
        else:
            require_open(self._tour)
            reason = _("The table has neither towns nor references, so that no row says which stop it is of.")
            reading.refuse(None, STOPS.column("town"), None, reason, _("Add a column under this heading."))
        return imported


class _Writing:
    def __init__(self, tour: Tour, reading: Reading, imported: Imported, actor: User | None) -> None:
        self.tour, self.reading, self.imported, self.actor = tour, reading, imported, actor
        self.standing = list(stops_in_full(tour))
        for stop in self.standing:
            stop.tour = tour
        prefetch_related_objects([tour], "checklist_items")  # of which each new stop is given its tasks
        self.towns = Towns(self.standing, tour.territory_vintage)
        self.themes, self.organisations = Themes(tour), Organisations()

    def write(self) -> None:
        said = stops_in(self.reading)
        self.towns.learn(str(stop.values["town"]) for stop in said if stop.values.get("town"))
        meant = stops_meant(said, self.standing, self.towns, self._refuse_stop)
        for at in sorted(meant):
            self._write_stop(said[at], meant[at])
        self.imported.organisations = self.organisations.created

    def _write_stop(self, said: FileStop, standing: Stop | None) -> None:
        with self._refusing(said.values, said.row_of, COLUMN_OF_STOP):
            stop = self._added(said) if standing is None else self._changed(said, standing)
            sessions = stop.sessions.all() if standing else ()
            for one, session in sessions_meant(said.sessions, stop, sessions, self._refuse_session):
                with self._refusing(one.values, one.row_of, COLUMN_OF_SESSION):
                    self._write_session(one, session, stop)
            for row in said.rows:
                self.imported.outcomes.setdefault(row, Outcome.UNCHANGED)

    def _added(self, said: FileStop) -> Stop:
        if not said.values.get("town"):
            raise CellRefused("town", _("A new stop needs its town."), _("Write the town of the stop."))
        values = values_of_new_stop(said.values, self.towns, self.themes)
        stop = operations.add_stop(self.tour, values, actor=self.actor)
        self.imported.trace(said.rows[0], "new")
        self.imported.note(said.rows[0], Outcome.NEW)
        self.imported.stops.add(Outcome.NEW)
        when = STOPS.column("when").text(said.values.get("when"), active_language())
        self.imported.added.append(NewStop(said.rows[0], stop.place, when, str(stop.title), len(said.sessions)))
        self._add_partners(said, stop, standing=False)
        return stop

    def _changed(self, said: FileStop, stop: Stop) -> Stop:
        wanted = wanted_of_stop(said.values, stop, self.towns, self.themes)
        if wanted.values:
            operations.edit_stop(stop, wanted.values, expected_version=stop.version, actor=self.actor)
            if stop.published_at is not None and IN_CALENDARS & wanted.cells.keys():
                self.imported.tell(stop)
        self.imported.say(wanted, stop.place, said.row_of)
        given = self._add_partners(said, stop, standing=True)
        outcome = Outcome.CHANGED if wanted.cells or given else Outcome.UNCHANGED
        for row in {said.row_of(name) for name in [*wanted.cells, *given]}:
            self.imported.note(row, Outcome.CHANGED)
        self.imported.stops.add(outcome)
        return stop

    def _add_partners(self, said: FileStop, stop: Stop, *, standing: bool) -> list[str]:
        """Give the organisations that the cells name their roles; the roles that somebody got."""
        roles = []
        partnerships = list(stop.partnerships.all()) if standing else []
        for role in ROLES:
            names = names_in(said.values.get(role))
            if not names:
                continue
            known = [self.organisations.named(name, role) for name in names]
            having = {partnership.organisation_id for partnership in partnerships if partnership.role == role}
            given = self.organisations.add(stop, role, known, having, actor=self.actor)
            if given:
                roles.append(str(role))
                self.imported.partners += len(given)
                if standing:
                    heading = self.reading.heading(STOPS.column(role))
                    change = Change(said.row_of(role), stop.place, heading, "", "; ".join(map(str, given)))
                    self.imported.changes.append(change)
                self.imported.trace(said.row_of(role), str(role), [found.slug for found in given])
        return roles

    def _write_session(self, said: FileSession, session: Session | None, stop: Stop) -> None:
        outcome = Outcome.NEW
        if session is None:
            values = values_of_new_session(said.values, stop, self.themes)
            session = operations.add_session(stop, values, actor=self.actor)
            self.imported.trace(said.row, "new session")
        else:
            session.stop = stop
            wanted = wanted_of_session(said.values, session, stop, self.themes)
            outcome = Outcome.CHANGED if wanted.values else Outcome.UNCHANGED
            if wanted.values:
                self.imported.say(wanted, f"{stop.place} – {session.title}", said.row_of)
                operations.edit_session(session, wanted.values, expected_version=session.version, actor=self.actor)
            if stop.published_at is not None and IN_CALENDARS & wanted.cells.keys():
                self.imported.tell(stop)
        self.imported.note(said.row, outcome)
        self.imported.sessions.add(outcome)

    def _refuse_stop(self, said: FileStop, refused: CellRefused) -> None:
        self._refuse(refused, said.values, said.row_of, COLUMN_OF_STOP)

    def _refuse_session(self, said: FileSession, refused: CellRefused) -> None:
        self._refuse(refused, said.values, said.row_of, COLUMN_OF_SESSION)

    @contextmanager
    def _refusing(self, values: Mapping[str, Value], row_of: RowOf, columns: Mapping[str, str]) -> Iterator[None]:
        try:
            yield
        except OperationError as error:
            self._refuse(error, values, row_of, columns)

    def _refuse(
        self, error: OperationError, values: Mapping[str, Value], row_of: RowOf, columns: Mapping[str, str]
    ) -> None:
        """Name the row, the column and what to write instead."""
        name = columns.get(error.field or "", error.field or "")
        column = next((column for column in STOPS.columns if column.name == name), None)
        remedy = error.remedy if isinstance(error, CellRefused) else _("Correct this cell, or this row.")
        value = values.get(name)
        quoted = column.text(value, active_language()) if column and value is not None else None
        self.reading.refuse(row_of(name), column, quoted, str(error), remedy)
