"""A message as it is read, and its way into the outbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from events.calendars.links import absolute
from events.models import Stop
from registrations.booking import links
from registrations.booking.placeholders import OF_A_REGISTRATION, known_of
from registrations.models import Message, Registration
from registrations.writing.audience import Reader
from tournee.accounts.models import User
from tournee.mail.addresses import Recipient
from tournee.mail.merging import Letter, mark, queue_letters
from tournee.mail.operations import queue_message
from tournee.mail.rendering import Texts, render, without_signature

TEMPLATE = "registrations/writing/mail/message"
PURPOSE = _("Message to those registered")
LANGUAGES = ("fr", "en")


def languages_of(message: Message) -> list[str]:
    """The languages in which it has a subject and a text, French first."""
    return [one for one in LANGUAGES if all(_words(message, one))]


def language_for(message: Message, reader: Reader) -> str:
    """The language they read it in: theirs, or the other where it is not written in theirs."""
    written = languages_of(message)
    return reader.language if reader.language in written else written[0]


def _words(message: Message, language: str) -> tuple[str, str]:
    subject, text = getattr(message, f"subject_{language}"), getattr(message, f"text_{language}")
    return subject.strip(), text.strip()


def queue_to(message: Message, readers: Sequence[Reader]) -> int:
    """Write the message to them into the outbox, in the caller's transaction; how many were written.

    It is a notice about their own registration: who wants no solicitations reads it too.
    """
    written = 0
    for language in languages_of(message):
        theirs = [reader for reader in readers if language_for(message, reader) == language]
        with translation.override(language):
            letters = [_letter(message, reader) for reader in theirs]
        if letters:
            marks = {meaning: mark(meaning) for meaning in letters[0].values}
            written += queue_letters(
                TEMPLATE, letters, language=language, context=_context(message, language, marks), purpose=PURPOSE,
                reply_to=message.tour.contact_email, sender_name=message.tour.contact_name,
            )  # fmt: skip
    return written


def _letter(message: Message, reader: Reader) -> Letter:
    registration = reader.registration
    address = "" if _is_over(registration) else _link(reader)
    values = {**known_of(registration, reader.person), "address": address}
    about = [registration, registration.stop, *([message] if message.pk else [])]
    return Letter(Recipient(reader.person.email, reader.person.name), values, about=about)


def _link(reader: Reader) -> str:
    """The page of the one attendee, or of the whole registration."""
    return links.my_ticket(reader.attendee) if reader.attendee else links.my_registration(reader.registration)


def _is_over(registration: Registration) -> bool:
    """Its stop was held: nothing can be changed or cancelled any more."""
    return registration.stop.phase(timezone.now()) == Stop.Phase.HELD


def _context(message: Message, language: str, known: Mapping[str, str]) -> dict[str, object]:
    subject, text = _words(message, language)
    with translation.override(language):
        rights = absolute(reverse("privacy_notice", args=[message.tour.slug]))
    return {
        "rights": rights,
        "subject_line": OF_A_REGISTRATION.filled(subject, known),
        "body": OF_A_REGISTRATION.filled(text, known),
        "tour": message.tour,
        "audience": message.audience,
    }


def _sample(message: Message, reader: Reader, language: str) -> dict[str, object]:
    """What a preview and a test are made of: all but the link of one's own."""
    values = {**known_of(reader.registration, reader.person), "address": ""}
    return {**values, **_context(message, language, values), "sample": not _is_over(reader.registration)}


def letter_to(message: Message, reader: Reader, language: str) -> Texts:
    """What that reader would read in that language, without the signature; nothing is written."""
    with translation.override(language):
        texts = render(TEMPLATE, language=language, context=_sample(message, reader, language))
    return Texts(texts.subject, without_signature(texts.text), texts.html)


def write_test(message: Message, reader: Reader, language: str, user: User) -> None:
    """Write what `reader` would read in that language to `user` alone, in the caller's transaction."""
    with translation.override(language):
        queue_message(
            TEMPLATE, to=user, language=language, purpose=PURPOSE,
            context={**_sample(message, reader, language), "test": True},
            reply_to=message.tour.contact_email, sender_name=message.tour.contact_name, about=message.tour,
        )  # fmt: skip
