"""The same two documents as sheets, for those who work with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from registrations.attendance.documents import Attending
from registrations.attendance.papers.sheet import SheetPart, fewest_walk_ins
from tournee.sheets.columns import Date, Integer, Text, Value
from tournee.sheets.sheet import Sheet

TO_SIGN = Sheet(
    fr="Feuille d’émargement",
    en="Attendance sheet",
    columns=(
        Text("session", fr="Session", en="Session"),
        Date("day", fr="Date", en="Date"),
        Text("half_day", fr="Demi-journée", en="Half-day"),
        Integer("number", fr="N°", en="No."),
        Text("name", fr="Nom", en="Name"),
        Text("party", fr="Entreprise ou organisme", en="Firm or organisation"),
        Text("role", fr="Fonction", en="Position"),
        Text("signature", fr="Signature", en="Signature"),
    ),
)
PRESENT = Sheet(
    fr="Présents",
    en="People present",
    columns=(
        Text("name", fr="Nom", en="Name"),
        Text("party", fr="Entreprise ou organisme", en="Firm or organisation"),
        Text("role", fr="Fonction", en="Position"),
        Text("since", fr="Arrivée", en="Here since"),
        Text("registered", fr="Inscription", en="Registration"),
        Text("sessions", fr="Sessions", en="Sessions"),
    ),
)


def rows_to_sign(parts: Sequence[SheetPart], language: str, *, printed: bool = False) -> Iterator[dict[str, Value]]:
    """A row for each person and half-day, in the order of the sheet; `printed`, it has lines for walk-ins too."""
    with override(language):
        for part in parts:
            for half_day in part.half_days:
                walk_ins = [Attending("")] * (fewest_walk_ins(len(part.people)) if printed else 0)
                for number, one in enumerate([*part.people, *walk_ins], start=1):
                    yield {
                        "session": part.title, "day": half_day.day, "half_day": str(half_day.label), "number": number,
                        "name": one.name, "party": one.party, "role": one.role,
                    }  # fmt: skip


def rows_present(people: Sequence[Attending], language: str) -> Iterator[dict[str, Value]]:
    """A row for each person who came."""
    with override(language):
        for one in people:
            registered = pgettext("person", "walk-in") if one.walked_in else _("yes")
            yield {
                "name": one.name, "party": one.party, "role": one.role, "since": one.since, "registered": registered,
                "sessions": one.sessions,
            }  # fmt: skip
