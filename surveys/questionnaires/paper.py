"""A questionnaire on paper: for those who answer at the stop, pen in hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from tournee.documents import pdf
from tournee.documents.blocks import Block, Heading, Paragraph, Together
from tournee.documents.document import Document
from tournee.documents.inline import Inline, Strong, Words
from tournee.documents.tables import Column, Row, Table
from tournee.questions.content import Content, Question, read, said
from tournee.questions.registry import TYPES

_LINE = 9.0  # millimetres between two lines to write on


def paper_of(
    content: Content, language: str, *, date: datetime.date, organiser: str = "", draft: bool = False
) -> Document:
    """The questionnaire in `language`, to print: boxes to tick, lines to write on.

    `organiser` runs in the footer; a `draft` says so on each page.
    """
    with override(language):
        title = said(content.title, language)
        return Document(
            title, language, tuple(_blocks(content, language)), date=date, author=organiser, footer=organiser,
            notice=_("Draft: questions may still change.") if draft else "",
        )  # fmt: skip


def pdf_of(stands: Mapping[str, Any], language: str, *, draft: bool) -> bytes:
    """The file, of a questionnaire's content as JSON; dated today."""
    today = timezone.localdate()
    return pdf.render(paper_of(read(stands), language, date=today, organiser=settings.SITE_NAME, draft=draft))


def _blocks(content: Content, language: str) -> Iterator[Block]:
    if intro := said(content.intro, language):
        yield Paragraph(intro, "lead")
    number = 0
    for place, section in enumerate(content.sections, 1):
        yield Heading(2, said(section.title, language) or _("Page %(number)s") % {"number": place})
        for question in section.questions:
            number += 1
            yield Together((_question(question, number, language),))
    if thanks := said(content.thanks, language):
        yield Heading(2, _("Thank you"))
        yield Paragraph(thanks)


def _question(question: Question, number: int, language: str) -> Table:
    """Its caption is what is asked and how to answer; its cells are for the pen."""
    caption: list[Inline] = [Strong(f"{number}. {TYPES[question.kind].label(question, language)}")]
    if notes := " ".join(filter(None, (said(question.help, language), _how(question)))):
        caption.append(f" {notes}")
    return _ANSWERS.get(question.kind, _lines)(question, tuple(caption), language)


def _how(question: Question) -> str:
    """How to answer, where the boxes alone do not say it."""
    if question.kind == "single":
        return _("Tick one.")
    if question.kind == "multiple":
        most = question.settings.get("max")
        return _("Tick %(most)s at most.") % {"most": most} if most else _("Tick all that apply.")
    return _("Tick one box a line.") if question.kind == "likert" else ""


def _ticks(question: Question, caption: Words, language: str) -> Table:
    rows = [(False, choice.said(language)) for choice in question.choices()]
    if question.settings.get("other"):
        rows.append((False, _("another answer; which one?")))
    columns = (Column(_("Tick"), "tick", width=0.12), Column(_("Answer")))
    return Table(caption, columns, rows, row_headers=False)


def _scale(question: Question, caption: Words, language: str) -> Table:
    levels = [Column(level.said(language), "tick") for level in question.choices("levels")]
    rows: list[Row] = [(item.said(language), *[False] * len(levels)) for item in question.choices("items")]
    return Table(caption, (Column(_("Line"), width=2.5), *levels), rows)


def _number(question: Question, caption: Words, language: str) -> Table:
    unit = said(question.settings.get("unit") or {}, language)
    return Table(caption, (Column(unit or _("Number"), "signature"),), [(None,)], row_headers=False, row_height=_LINE)


def _lines(question: Question, caption: Words, language: str) -> Table:
    count = 2 if question.kind == "sentence" or not question.settings.get("long") else 5
    columns = (Column(_("Your answer"), "signature"),)
    return Table(caption, columns, [(None,)] * count, row_headers=False, row_height=_LINE)


_ANSWERS: dict[str, Callable[[Question, Words, str], Table]] = {
    "single": _ticks,
    "multiple": _ticks,
    "likert": _scale,
    "number": _number,
}
