"""The evening page as everybody who came receives it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from events.calendars.links import absolute
from events.models import Stop
from events.planning.proposals.notices import deciding_for
from registrations.evening.links import address_of, public_address_of
from registrations.evening.points import points_of
from registrations.evening.queries import LETTER
from registrations.models import EveningPage
from registrations.writing.audience import Reader
from tournee.accounts.models import User
from tournee.mail.addresses import Recipient
from tournee.mail.merging import Letter, mark, queue_letters
from tournee.mail.operations import queue_message
from tournee.mail.rendering import Texts, render, without_signature
from tournee.texts.translated import language_shown
from tournee.web.languages import NAMES

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
                LETTER, theirs, language=language, context=context, purpose=_PURPOSE,
                reply_to=stop.tour.contact_email, sender_name=stop.tour.contact_name,
            )  # fmt: skip
    return written


def letter_in(page: EveningPage, language: str) -> Texts:
    """What somebody who came would read, without the signature; nothing is written."""
    with translation.override(language):
        texts = render(LETTER, language=language, context=_context(page, _("first and last name")))
    return Texts(texts.subject, without_signature(texts.text), texts.html)


def tell_team(page: EveningPage, *, actor: User | None) -> None:
    """Write to whoever looks after the stop, else to all editors of the tour, that the page waits for approval."""
    stop, tour = page.stop, page.stop.tour
    for user in deciding_for(stop):
        if actor is not None and user.pk == actor.pk:
            continue
        with translation.override(user.language):
            queue_message(
                "registrations/evening/mail/asked",
                to=user,
                language=user.language,
                context={
                    "stop": stop, "tour": tour, "who": actor or "", "points": points_of(page),
                    "address": absolute(address_of(stop)),
                },
                purpose=_("An evening page to approve"),
                reply_to=actor.email if actor else tour.contact_email,
                sender_name=tour.contact_name,
                about=[stop],
            )  # fmt: skip


def _context(page: EveningPage, name: object) -> dict[str, object]:
    """What the letter says, in the active language."""
    stop = page.stop
    return {
        "name": name,
        "stop": stop,
        "today": stop.phase(timezone.now()) == Stop.Phase.TODAY,
        "tour": stop.tour,
        "points": points_of(page),
        "quotes": page.quotes,
        "next": page.next,
        "next_language": language_shown(page, "next"),
        "address": absolute(public_address_of(stop)),
    }
