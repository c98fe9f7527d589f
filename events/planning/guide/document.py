"""The debate guide on paper: for whoever facilitates, at hand during the debate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from events.models import Prompt, Tour
from events.planning.guide.queries import minutes_of
from tournee.documents.blocks import Block, Heading, Paragraph, Together
from tournee.documents.document import Document
from tournee.documents.inline import InLanguage, Inline, Link
from tournee.texts.translated import language_shown


def guide_document(tour: Tour, prompts: Sequence[Prompt], language: str, *, date: datetime.date) -> Document:
    """The guide of `tour` in `language`: its questions in order, each with what the facilitator should know."""
    with override(language):
        return Document(
            _("Debate guide"),
            language,
            tuple(_blocks(prompts)),
            date=date,
            author=tour.contact_name,
            kicker=tour.title,
            footer=tour.title,
            notice=_("Made-up tour: these people and firms are invented.") if tour.fictitious else "",
        )


def length_in_words(prompts: Sequence[Prompt]) -> str:
    """How many questions, and how long they take together where that is known."""
    count, minutes = len(prompts), minutes_of(prompts)
    said = ngettext("%(count)d question", "%(count)d questions", count) % {"count": count}
    if not minutes:
        return said
    return f"{said}, {minutes_in_words(minutes)}"


def minutes_in_words(minutes: int) -> str:
    """“20 minutes”."""
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def _blocks(prompts: Sequence[Prompt]) -> Iterator[Block]:
    if not prompts:
        yield Paragraph(_("This tour has no debate guide yet."))
        return
    yield Paragraph(_("Put to the room in this order: %(length)s.") % {"length": length_in_words(prompts)}, "lead")
    for number, prompt in enumerate(prompts, 1):
        yield Together(tuple(_prompt(number, prompt)))


def _prompt(number: int, prompt: Prompt) -> Iterator[Block]:
    yield Heading(2, (f"{number}. ", *_said(prompt, "text")))
    if prompt.hint:
        yield Paragraph(_said(prompt, "hint"))
    if prompt.minutes:
        yield Paragraph(minutes_in_words(prompt.minutes), "small")
    if prompt.source_url:
        yield Paragraph((_("Source:"), " ", Link(prompt.source_url, prompt.source_url)), "small")


def _said(prompt: Prompt, name: str) -> tuple[Inline, ...]:
    """The text, marked where it is written in the other language only."""
    words, other = str(getattr(prompt, name)), language_shown(prompt, name)
    return (InLanguage(words, other),) if other else (words,)
