"""Before a message is sent to a selection: whom it reaches, and what they read in each language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from events.models import Stop, Tour
from registrations.models import Message
from registrations.writing.audience import Readers
from registrations.writing.example import example_of
from registrations.writing.languages import left_unwritten
from registrations.writing.sending import language_for, languages_of, letter_to
from tournee.mail.rendering import Texts


@dataclass(frozen=True, slots=True)
class Letter:
    """What `count` people read in one language, as one of them, called `name`, reads it."""

    language: str
    count: int
    name: str
    letter: Texts


@dataclass(frozen=True, slots=True)
class Preview:
    """How many people, of how many firms, and how many registrations have nobody to write to; `unwritten` warns."""

    count: int
    firms: int
    unreachable: int
    letters: list[Letter]
    unwritten: list[str]


def preview_of(message: Message, scope: Stop | Tour, readers: Readers) -> Preview:
    """What a message that is not saved would say to those readers of a stop or a tour; nothing is written."""
    stop = scope if isinstance(scope, Stop) else None
    letters = []
    for language in languages_of(message):
        theirs = [one for one in readers.found if language_for(message, one) == language]
        reader = theirs[0] if theirs else example_of(message.tour, stop)
        letters.append(Letter(language, len(theirs), reader.person.name, letter_to(message, reader, language)))
    registered = {one.registration.pk: one.language for one in readers.found}
    return Preview(
        count=len(readers.found),
        firms=len({one.registration.company_id for one in readers.found if one.registration.company_id}),
        unreachable=readers.unreachable,
        letters=letters,
        unwritten=left_unwritten(Counter(registered.values()), languages_of(message)),
    )
