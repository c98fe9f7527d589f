"""A stop's synthesis as a document: what was found, told in the manner its numbers deserve."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from registrations.figures.counting import CELL, base
from surveys.analysis.manner import Manner, manner_of
from surveys.syntheses.quoting import tell_skills
from surveys.syntheses.telling import tell_campaign
from surveys.syntheses.words import in_its_language, told
from tournee.documents.blocks import Block, Callout, Facts, Heading, KeyFigure, KeyFigures, Paragraph
from tournee.documents.document import Document, Provenance
from tournee.documents.inline import InLanguage
from tournee.questions.content import Words, said
from tournee.texts.typography import format_date, format_date_range, format_number


def compose(
    content: Mapping[str, Any], language: str, *, edition: int | None, author: str, fingerprint: str = ""
) -> Document:
    """The document of that content in that language; `edition` None is a draft, which says so on every page."""
    read_at = datetime.datetime.fromisoformat(content["read_at"])
    with override(language):
        stop = content["stop"]
        notices = [_("Draft")] if edition is None else []
        if content["fictitious"]:
            notices.append(_("Made up for a demonstration: nothing of this took place."))
        return Document(
            said(content["title"], language),
            language,
            tuple(_blocks(content, language)),
            date=read_at.date(),
            author=author,
            subject=said(content["tour"], language),
            kicker=" · ".join(
                filter(
                    None,
                    [said(content["tour"], language), _("Edition %(number)s") % {"number": edition} if edition else ""],
                )
            ),
            header=f"{said(content['tour'], language)} – {stop['place']}",
            footer=_("Synthesis of the stop at %(place)s") % {"place": stop["place"]},
            notice=" · ".join(notices),
            provenance=Provenance(
                made_by="Tournée",
                data=_("Presence noted at the door, answers to the questionnaires, notes taken at the sessions."),
                read_at=read_at,
                fingerprint=fingerprint,
            ),
        )


def _blocks(content: Mapping[str, Any], language: str) -> Iterator[Block]:
    yield _facts(content["stop"], language)
    yield KeyFigures(tuple(_key_figures(content)))
    for section in content["sections"]:
        yield Heading(2, in_its_language(section["title"], language))
        yield from _paragraphs(section["text"], language)
    parts = [_answers(content, language), _voices(content, language)]
    for part in parts if _told_in_shares(content) else reversed(parts):
        yield from part
    yield Callout(_("How to read this"), tuple(_how_to_read(content)))


def _told_in_shares(content: Mapping[str, Any]) -> bool:
    """Whether answers weigh enough to come first: with ten of them, a stop speaks in voices."""
    return any(manner_of(campaign["answered"]) is Manner.SHARES for campaign in content["campaigns"])


def _answers(content: Mapping[str, Any], language: str) -> Iterator[Block]:
    if content["campaigns"]:
        yield Heading(2, _("What was answered"))
        for campaign in content["campaigns"]:
            yield from tell_campaign(campaign, language, read_at=content["read_at"])


def _voices(content: Mapping[str, Any], language: str) -> Iterator[Block]:
    if content["skills"] or content["voices"]:
        yield Heading(2, _("What was said, skill by skill") if content["skills"] else _("What was said"))
        yield from tell_skills(content["skills"], content["voices"], language)


def _paragraphs(text: Words, language: str) -> Iterator[Paragraph]:
    """The paragraphs of a text that somebody wrote: an empty line parts them."""
    found, other = told(text, language)
    for paragraph in found.replace("\r\n", "\n").split("\n\n"):
        if words := " ".join(paragraph.split()):
            yield Paragraph((InLanguage(words, other),) if other else words)


def _facts(stop: Mapping[str, Any], language: str) -> Facts:
    items = [(_("Place"), ", ".join(filter(None, [stop["venue"], stop["place"]])))]
    if stop["starts_on"]:
        first = datetime.date.fromisoformat(stop["starts_on"])
        last = datetime.date.fromisoformat(stop["ends_on"] or stop["starts_on"])
        when = format_date(first) if first == last else format_date_range(first, last)
        items.append((_("Date"), when))
    if title := said(stop["title"], language):
        items.append((_("Subject"), title))
    if stop["co_hosts"]:
        hosts = ", ".join(said(name, language) for name in stop["co_hosts"])
        items.append((ngettext("Co-host", "Co-hosts", len(stop["co_hosts"])), hosts))
    return Facts(tuple(items))


def _key_figures(content: Mapping[str, Any]) -> Iterator[KeyFigure]:
    presence = content["presence"]
    came = presence["present"]
    yield KeyFigure(
        format_number(came),
        ngettext("person came", "people came", came),
        _registered(presence),
    )
    yield KeyFigure(
        format_number(presence["companies"]),
        ngettext("company", "companies", presence["companies"]),
        _("firms of those present, counted once each"),
    )
    asked = sum(campaign["asked"] for campaign in content["campaigns"])
    if asked:
        answered = sum(campaign["answered"] for campaign in content["campaigns"])
        note = _("of %(asked)s asked") % {"asked": format_number(asked)}
        yield KeyFigure(format_number(answered), ngettext("answer", "answers", answered), note)
    if content["passages"]:
        noted = content["passages"]
        yield KeyFigure(
            format_number(noted),
            ngettext("passage noted", "passages noted", noted),
            _("at the sessions and in answers"),
        )


def _registered(presence: Mapping[str, int]) -> str:
    """How many had registered, and how many came all the same without."""
    expected, walk_ins = presence["expected"], presence["walk_ins"]
    numbers = {"expected": format_number(expected), "walk_ins": format_number(walk_ins)}
    if walk_ins >= CELL:  # fewer would speak of somebody
        return _("%(expected)s expected, %(walk_ins)s came without registering") % numbers
    return _("of %(expected)s expected") % numbers


def _how_to_read(content: Mapping[str, Any]) -> Iterator[Paragraph]:
    """What holds of the kinds of figures that are in it, and of no other."""
    if content["campaigns"]:
        yield Paragraph(
            _(
                "Figures are of those who answered, and of nobody else: whoever came, or was on a list, chose whether"
                " to answer. Under thirty answers they are told in numbers, not in shares."
            )
        )
    if any(campaign["findings"] for campaign in content["campaigns"]):
        yield Paragraph(
            _(
                "Nothing is broken down of fewer than %(base)s answers. A number behind which stand fewer than three"
                " people or firms is kept back and written “s”, with as many others as it takes that nobody can work"
                " it out."
            )
            % {"base": base()}
        )
    if content["passages"]:
        yield Paragraph(_("What was said is quoted as it was noted, without the name of whoever said it."))
    yield Paragraph(_("Who came was noted at the door; a firm is counted once, however many of its people came."))
