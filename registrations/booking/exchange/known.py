"""Whom a stop knows already, as a sheet names them."""

from __future__ import annotations

from collections.abc import Mapping

from events.models import Stop
from registrations.booking.queries import party_name
from registrations.models import Attendee, Registration
from tournee.mail.addresses import normal_address
from tournee.sheets.columns import Value
from tournee.sheets.results import SheetRow
from tournee.texts.search import search_key


def key_of_party(values: Mapping[str, Value]) -> str:
    """What tells the firm or organisation of a row from others; empty for somebody of neither."""
    return search_key(str(values.get("firm") or ""))


class Known:
    """Those who come to the stop, and those whom the sheet named so far; three queries at most, one usually.

    `registrations` are those that earlier lists made, by party.
    """

    def __init__(self, stop: Stop) -> None:
        coming = Attendee.objects.filter(stop=stop, cancelled_at=None, registration__state=Registration.State.LIVE)
        self.codes: set[str] = set()
        self.addresses: set[tuple[str, str]] = set()
        self.names: set[tuple[str, str]] = set()
        self.registrations: dict[str, Registration] = {}
        for one in coming.select_related("person", "registration__company", "registration__contact"):
            registration = one.registration
            neither = registration.party == Registration.Party.PERSON
            party = "" if neither else search_key(party_name(registration))
            name = search_key(one.person.name)
            self.codes.add(one.code)
            self.addresses.add((one.email_key, name))
            self.names.add((name, party))
            if party and registration.origin == Registration.Origin.IMPORT:
                registration.stop = stop
                self.registrations.setdefault(party, registration)

    def comes(self, row: SheetRow) -> bool:
        """Whether the row names somebody who comes already, or somebody of an earlier row."""
        address, name, party = self._keys(row)
        if str(row.values.get("code") or "") in self.codes:
            return True
        return (address, name) in self.addresses if address else (name, party) in self.names

    def note(self, row: SheetRow) -> None:
        """The sheet named them."""
        address, name, party = self._keys(row)
        if address:
            self.addresses.add((address, name))
        self.names.add((name, party))

    @staticmethod
    def _keys(row: SheetRow) -> tuple[str, str, str]:
        address = normal_address(str(row.values.get("email") or "")) if row.values.get("email") else ""
        return address, search_key(str(row.values["name"])), key_of_party(row.values)
