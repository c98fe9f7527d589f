"""What stands in braces is filled in, and nothing else may stand in them: {nom} in French, {name} in English."""

from __future__ import annotations

from events.catalogue.words import when
from registrations.booking.own_words import OwnWords
from registrations.booking.queries import party_name
from registrations.models import Person, Registration
from tournee.errors import OperationError
from tournee.mail.placeholders import Placeholders


class WritingError(OperationError):
    """Words that cannot be kept or sent as they are."""


OF_A_REGISTRATION = Placeholders(
    {
        "fr": {
            "nom": "name", "entreprise": "party", "ville": "place", "date": "date", "lieu": "venue", "tournée": "tour",
        },
        "en": {"name": "name", "firm": "party", "town": "place", "date": "date", "venue": "venue", "tour": "tour"},
    },
    WritingError,
)  # fmt: skip


def known_of(registration: Registration, person: Person) -> dict[str, str]:
    """What is filled in for one person of a registration, in the active language; its stop and tour are at hand."""
    stop = registration.stop
    return {
        "name": person.name,
        "party": party_name(registration),
        "place": stop.place,
        "date": when(stop, year=False),
        "venue": stop.venue or stop.place,
        "tour": stop.tour.title,
    }


def filled_words(words: OwnWords, registration: Registration, person: Person) -> OwnWords:
    """A tour's own words of a notice as that person reads them, in the active language."""
    if not (words.subject or words.text):
        return words
    known = known_of(registration, person)
    return OwnWords(OF_A_REGISTRATION.filled(words.subject, known), OF_A_REGISTRATION.filled(words.text, known))
