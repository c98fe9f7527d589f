"""The evening page as everybody who came receives it."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from events.calendars.links import absolute
from events.models import Stop
from registrations.evening.queries import lines_of
from registrations.models import EveningPage
from registrations.writing.audience import Reader
from tournee.mail.addresses import Recipient
from tournee.mail.merging import Letter, mark, queue_letters
from tournee.mail.rendering import Texts, render, without_signature
from tournee.web.languages import NAMES

_TEMPLATE = "registrations/evening/mail/page"
_PURPOSE = _("Evening page")


def queue_to(page: EveningPage, readers: Sequence[Reader]) -> int:
    """Write the page to them into the outbox, each in the language they registered in; how many were written."""
    stop, written = page.stop, 0
    for language in NAMES:
        theirs = [
            Letter(Recipient(one.person.email, one.person.name), {"name": one.person.name}, about=[stop])
            for one in readers
            if one.language == language
        ]
        if theirs:
            with translation.override(language):
                context = _context(page, mark("name"))
            written += queue_letters(
                _TEMPLATE, theirs, language=language, context=context, purpose=_PURPOSE,
                reply_to=stop.tour.contact_email, sender_name=stop.tour.contact_name,
            )  # fmt: skip
    return written


def letter_in(page: EveningPage, language: str) -> Texts:
    """What somebody who came would read, without the signature; nothing is written."""
    with translation.override(language):
        texts = render(_TEMPLATE, language=language, context=_context(page, _("first and last name")))
    return Texts(texts.subject, without_signature(texts.text), texts.html)


def _context(page: EveningPage, name: object) -> dict[str, object]:
    """What the letter says, in the active language."""
    stop = page.stop
    return {
        "name": name,
        "stop": stop,
        "today": stop.phase(timezone.now()) == Stop.Phase.TODAY,
        "tour": stop.tour,
        "points": lines_of(page.points),
        "quotes": page.quotes,
        "next": page.next,
        "address": absolute(reverse("evening_public", args=[stop.tour.slug, stop.slug])),
    }
