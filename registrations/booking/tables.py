"""The table of a stop's attendees: its columns, its rows in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.catalogue.words import Word
from events.models import Stop
from registrations.booking.queries import party_name, word_of
from registrations.models import Attendee, Seat
from tournee.web.tables import Column

COLUMNS = (
    Column("name", _("Name"), sort=("person__search_key",)),
    Column("party", _("Company or organisation"), sort=("registration__company__search_key", "person__search_key")),
    Column("sessions", _("Sessions")),
    Column("registered", _("Registered on"), sort=("registration__registered_at",)),
    Column("origin", _("Origin"), sort=("registration__origin",)),
)


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """One person as the table shows them."""

    attendee: Attendee
    url: str
    party: str
    seats: list[tuple[str, Word]]


def attendee_rows(attendees: Iterable[Attendee], stop: Stop) -> list[AttendeeRow]:
    """The rows of `attendees` (from `queries.attendees_at`); no further query."""
    return [
        AttendeeRow(
            attendee=attendee,
            url=reverse("registration", args=[stop.tour.slug, stop.slug, attendee.registration.public_id]),
            party=party_name(attendee.registration),
            seats=[(seat.session.title, word_of(seat)) for seat in standing_seats(attendee)],
        )
        for attendee in attendees
    ]


def standing_seats(attendee: Attendee) -> list[Seat]:
    """The live seats of somebody who comes, from what is prefetched."""
    return [seat for seat in attendee.seats.all() if seat.state in Seat.LIVE]
