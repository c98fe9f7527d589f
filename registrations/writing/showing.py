"""Words as somebody reads them, before anything is kept or sent."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.template import engines
from django.utils import translation

from registrations.booking import notices
from registrations.booking.own_words import OwnWords, words_changed
from registrations.booking.placeholders import OF_A_REGISTRATION, known_of
from registrations.booking.rehearsing import rehearsed
from registrations.models import NoticeText
from registrations.writing.example import example_of
from registrations.writing.queries import Notice
from tournee.mail.rendering import Texts, one_line, without_signature

_FOLDER = "registrations/booking/mail"


def our_words(moment: str, language: str) -> OwnWords:
    """Our subject and first lines of a notice, with what is filled in left in braces."""
    names = {meaning: f"{{{name}}}" for name, meaning in OF_A_REGISTRATION.by_language[language].items()}
    context = {"moment": moment, "stop": names["place"], "tour": names["tour"], "words": OwnWords()}
    engine = engines["django"].engine  # type: ignore[attr-defined]  # the engine that settings name
    with translation.override(language):
        subject, text = (
            engine.get_template(f"{_FOLDER}/{part}").render(_plain(context))
            for part in ("party.subject.txt", "_moment.txt")
        )
    return OwnWords(one_line(subject), text.strip())


def _plain(context: Mapping[str, object]) -> object:
    from django.template import Context  # lazily: beside its only use

    return Context(dict(context), autoescape=False)


def letter_of_notice(notice: Notice, words: Mapping[str, str]) -> Texts:
    """The whole message with those words, to the latest party of the tour; without any, the words alone.

    Nothing is kept or sent: it is written, read and taken back.
    """
    reader = example_of(notice.tour)
    registration = reader.registration
    if registration.pk is None:
        with translation.override(notice.language):
            known = known_of(registration, reader.person)
            filled = {name: OF_A_REGISTRATION.filled(words[name], known) for name in ("subject", "text")}
        return Texts(filled["subject"], filled["text"], "")

    def take() -> None:
        NoticeText.objects.update_or_create(
            tour=notice.tour, moment=notice.moment, language=notice.language,
            defaults={"subject": words["subject"], "text": words["text"]},
        )  # fmt: skip
        words_changed(notice.tour.pk)
        registration.language = notice.language
        registration.contact.email = registration.contact.email or "example@example.org"
        notices.tell(registration, notice.moment)

    with transaction.atomic():
        written = rehearsed(take)
    words_changed(notice.tour.pk)
    first = written[0]
    lines = without_signature(first.text).splitlines()
    return Texts(first.subject, "\n".join(line for line in lines if "://" not in line), "")
