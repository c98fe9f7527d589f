"""A stop's attendees as a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from events.models import Stop
from registrations.booking.queries import party_name
from registrations.booking.reach import Reach
from registrations.booking.tables import standing_seats
from registrations.models import Attendee
from tournee.sheets.columns import Boolean, Date, Text, Value
from tournee.sheets.sheet import Sheet

ATTENDEES = Sheet(
    fr="Inscriptions",
    en="Registrations",
    columns=(
        Text("name", fr="Nom", en="Name"),
        Text("party", fr="Entreprise ou organisme", en="Company or organisation"),
        Text("town", fr="Ville", en="Town"),
        Text("email", fr="Adresse e-mail", en="E-mail address"),
        Text("phone", fr="Téléphone", en="Telephone"),
        Text("contact", fr="Inscrit par", en="Registered by"),
        Text("sessions", fr="Séances", en="Sessions"),
        Text("waiting", fr="Liste d’attente", en="Waiting list"),
        Text("code", fr="Billet", en="Ticket"),
        Text("needs", fr="À savoir", en="To know"),
        Boolean("no_photographs", fr="Pas de photographie", en="No photographs"),
        Date("registered", fr="Inscrit le", en="Registered on"),
        Text("origin", fr="Origine", en="Origin"),
    ),
)


def rows_of(attendees: Iterable[Attendee], stop: Stop, reach: Reach) -> Iterator[dict[str, Value]]:
    """One row a person (from `queries.attendees_at`); address and telephone of those in `reach` only."""
    for attendee in attendees:
        registration, person = attendee.registration, attendee.person
        seats = standing_seats(attendee)
        waits = [seat for seat in seats if seat.state == seat.State.WAITLISTED]
        reached = person.pk in reach
        yield {
            "name": str(person),
            "party": party_name(registration),
            "town": registration.company.town_name if registration.company else "",
            "email": person.email if reached else "",
            "phone": person.phone if reached else "",
            "contact": str(registration.contact),
            "sessions": ", ".join(seat.session.title for seat in seats if seat not in waits),
            "waiting": ", ".join(seat.session.title for seat in waits),
            "code": attendee.code,
            "needs": attendee.needs,
            "no_photographs": attendee.no_photographs,
            "registered": registration.registered_at.astimezone(stop.zone).date(),
            "origin": str(registration.get_origin_display()),
        }
