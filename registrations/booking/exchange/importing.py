"""Registering a partner's list: the rows of one firm together, by the rule that holds for everybody else.

Sent twice, a file changes nothing: somebody is known by their ticket, by their address at this stop, or without either
by their name and firm.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Session, Stop
from events.planning.exchange.columns import names_in
from registrations.booking.errors import BookingError
from registrations.booking.exchange.known import Known, key_of_party
from registrations.booking.exchange.names import named
from registrations.booking.forms.fields import CompanyNumberField
from registrations.booking.operations import add_attendee, register
from registrations.booking.operations.open_stop import MAX_ATTENDEES, no_session_chosen, planned_sessions
from registrations.booking.request import KIND_OF_PARTY, FirmRequest, PersonRequest, RegistrationRequest
from registrations.models import Person, Registration
from tournee.accounts.models import User
from tournee.sheets.operations import Applied, Outcome, WholeSheet
from tournee.sheets.results import Reading, SheetRow
from tournee.texts.search import search_key

MOST_ROWS = 1_000  # of one file: each row is a registration with its messages
_FIELDS = {"name": "name", "email": "email", "sessions": "sessions", "attendees": "firm"}
Party = Registration.Party


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that names somebody new: who they are, and to what they come."""

    row: SheetRow
    person: PersonRequest


class PeopleOf(WholeSheet):
    """Writes a sheet into `stop`; each group of rows (a firm, an organisation) is one registration.

    Where the stop asks for approval they wait for it, unless they are `approved` by being imported; who is added to a
    registration that an earlier list made stands as it does.
    """

    def __init__(self, stop: Stop, *, approved: bool = False) -> None:
        self.stop = stop
        self.approved = approved
        self.sessions = {search_key(title): one for one in planned_sessions(stop) for title in _titles(one)}

    def write_rows(self, reading: Reading, *, actor: User | None) -> Applied:
        """Register whoever is new; a row that is refused says why, beside its column."""
        applied = Applied()
        known = Known(self.stop)
        groups: dict[str, list[Wanted]] = defaultdict(list)
        for place, read in enumerate(reading.rows):
            if place >= MOST_ROWS:
                self._refuse(reading, read, _too_many())
                continue
            try:
                row = SheetRow(read.number, {**read.values, "name": named(read.values, BookingError)})
                if known.comes(row):
                    applied.outcomes[row.number] = Outcome.UNCHANGED
                    continue
                known.note(row)
                groups[key_of_party(row.values) or f"#{row.number}"].append(Wanted(row, self._person(row)))
            except BookingError as error:
                self._refuse(reading, read, error)
        for party, group in groups.items():
            self._write(reading, applied, known.registrations.get(party), group, actor)
        return applied

    def _person(self, row: SheetRow) -> PersonRequest:
        values = row.values
        titles = names_in(values.get("sessions"))
        if not titles and len({one.pk for one in self.sessions.values()}) == 1:
            titles = list(self.sessions)
        if not titles:
            raise no_session_chosen()
        found = {title: self.sessions.get(search_key(title)) for title in titles}
        if lost := [title for title, session in found.items() if session is None]:
            offered = "; ".join(dict.fromkeys(one.title for one in self.sessions.values()))
            said = _("There is no session “%(title)s” here. Write one of: %(sessions)s.")
            error = said % {"title": lost[0], "sessions": offered}
            raise BookingError(error, code="no_such_session", field="sessions")
        return PersonRequest(
            str(values["name"]), str(values.get("email") or ""),
            sessions=frozenset(session.pk for session in found.values() if session),
            needs=str(values.get("needs") or ""), no_photographs=bool(values.get("no_photographs")),
        )  # fmt: skip

    def _write(
        self,
        reading: Reading,
        applied: Applied,
        standing: Registration | None,
        group: list[Wanted],
        actor: User | None,
    ) -> None:
        """Add the group to the registration that an earlier list made, or make one, or as many as it takes."""
        size = 1 if standing is not None else MAX_ATTENDEES
        for first in range(0, len(group), size):
            part = group[first : first + size]
            try:
                with transaction.atomic():
                    if standing is not None:
                        add_attendee(standing, part[0].person, actor=actor, by_list=True)
                    else:
                        register(self.stop, _request(self.stop, part, approved=self.approved), actor=actor)
            except BookingError as error:
                self._refuse(reading, part[error.attendee or 0].row, error)
            else:
                applied.outcomes.update({wanted.row.number: Outcome.NEW for wanted in part})

    @staticmethod
    def _refuse(reading: Reading, row: SheetRow, error: BookingError) -> None:
        name = _FIELDS.get(error.field or "")
        column = reading.sheet.column(name) if name else None
        value = row.values.get(name) if name else None
        reading.refuse(row.number, column, value, str(error), _("Correct this row in the file and send it again."))


def _request(stop: Stop, part: list[Wanted], *, approved: bool) -> RegistrationRequest:
    """The registration of a group, whose first row is its contact."""
    values, person = part[0].row.values, part[0].person
    name = str(values.get("firm") or "")
    party = Party(str(values.get("party") or (Party.FIRM if name else Party.PERSON)))
    if party != Party.PERSON and not name:
        party = Party.PERSON
    headcount = values.get("headcount")
    firm = FirmRequest(
        name,
        town_name=str(values.get("town") or ""),
        headcount=(headcount, headcount) if isinstance(headcount, int) else None,
        trade=str(values.get("trade") or ""),
        identifiers=CompanyNumberField(required=False).clean(str(values.get("number") or "")),
    )
    return RegistrationRequest(
        party, person.name, person.email, [wanted.person for wanted in part],
        contact_phone=str(values.get("phone") or ""),
        kind=KIND_OF_PARTY.get(party, Person.Kind.OTHER),
        firm=firm if party == Party.FIRM else None,
        organisation_name=name if party == Party.ORGANISATION else "",
        language=str(values.get("language") or "fr"),
        origin=Registration.Origin.IMPORT,
        approved=approved,
        fictitious=stop.tour.fictitious,
    )  # fmt: skip


def _titles(session: Session) -> set[str]:
    return {title for title in (session.title_fr, session.title_en) if title}


def _too_many() -> BookingError:
    said = _("A file holds at most %(count)s people. Send the others in another one.") % {"count": MOST_ROWS}
    return BookingError(said, code="too_many_rows")
