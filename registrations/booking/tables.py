"""The table of registrations: its columns, its rows in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.catalogue.words import Word
from events.models import Stop, Tour
from registrations.booking.queries import party_name, word_of
from registrations.models import Registration, Seat
from tournee.web.tables import Column

NEWEST = "-registered"
_NAMED = 4  # people of a row; the others are counted
_PICK = Column("pick", _("Choose"))
_PARTY = Column("party", _("Who registered"), sort=("company__search_key", "contact__search_key"))
_STOP = Column("stop", _("Stop"), sort=("stop__starts_on", "stop__search_key"))
_OTHERS = (
    Column("people", _("People"), sort=("contact__search_key",)),
    Column("sessions", _("Sessions")),
    Column("registered", _("Registered on"), sort=("registered_at",)),
    Column("origin", _("Origin"), sort=("origin",)),
)


def columns_of(scope: Stop | Tour, *, picks: bool) -> list[Column]:
    """The columns of a stop's or a tour's list; with `picks`, a box before each row."""
    return [*([_PICK] if picks else []), _PARTY, *([_STOP] if isinstance(scope, Tour) else []), *_OTHERS]


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """One registration as the table shows it: `seats` are (session, state in words, how many)."""

    registration: Registration
    url: str
    party: str
    people: list[str]
    more: int
    seats: list[tuple[str, Word, int]]

    @property
    def cancelled(self) -> bool:
        """Nobody of it comes."""
        return self.registration.state == Registration.State.CANCELLED


def registration_rows(registrations: Iterable[Registration], tour: Tour) -> list[RegistrationRow]:
    """The rows of `registrations` (from `queries.registrations_of`); no further query."""
    return [_row(registration, tour) for registration in registrations]


def _row(registration: Registration, tour: Tour) -> RegistrationRow:
    cancelled = registration.state == Registration.State.CANCELLED
    people = [one for one in registration.attendees.all() if cancelled or one.cancelled_at is None]
    names = [str(one.person) for one in people]
    return RegistrationRow(
        registration=registration,
        url=reverse("registration", args=[tour.slug, registration.stop.slug, registration.public_id]),
        party=party_name(registration),
        people=names[:_NAMED],
        more=max(len(names) - _NAMED, 0),
        seats=_counted(seat for one in people for seat in getattr(one, "live_seats", ())),
    )


def _counted(seats: Iterable[Seat]) -> list[tuple[str, Word, int]]:
    """The sessions of a party in order of time, each state apart, with how many of its people are in it."""
    held = list(seats)
    counts = Counter((seat.session_id, seat.state) for seat in held)
    first = {(seat.session_id, seat.state): seat for seat in sorted(held, key=lambda seat: seat.session.starts_at)}
    return [(seat.session.title, word_of(seat), counts[key]) for key, seat in first.items()]
