"""One campaign's findings as blocks: a chart where everything may be shown, a table where something is kept back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.analysis.findings import Finding, from_json
from surveys.analysis.manner import Manner
from surveys.syntheses.words import in_its_language
from tournee.documents.blocks import Block, BulletList, Figure, Heading, Paragraph
from tournee.documents.inline import Strong
from tournee.documents.tables import Column, Table
from tournee.questions.content import Question, said
from tournee.questions.registry import type_of
from tournee.questions.tally import Tally
from tournee.texts.typography import format_date, format_number

KEPT_BACK = "s"  # INSEE's sign for a figure that statistical secrecy keeps back


def tell_campaign(campaign: Mapping[str, Any], language: str, *, read_at: str = "") -> Iterator[Block]:
    """Who was asked and who answered, each question, then those of which nothing may be said.

    In the active language, which is `language`; `read_at` is when all else was read.
    """
    yield Heading(3, in_its_language(campaign["title"], language))
    yield Paragraph(_who_answered(campaign))
    if campaign.get("waits"):
        yield Paragraph(_("The answers are not told yet: they still come in, or too few have come since."), "small")
    elif (then := campaign.get("read_at", read_at)) != read_at:
        day = format_date(datetime.datetime.fromisoformat(then).date(), weekday=False)
        yield Paragraph(_("The answers are those of an edition before, read on %(day)s.") % {"day": day}, "small")
    findings = [from_json(kept) for kept in campaign["findings"]]
    for finding in findings:
        if _may_be_told(finding):
            yield _tell(finding, language, said(campaign["title"], language))
    yield from _kept_back([finding for finding in findings if not _may_be_told(finding)], language)


def _who_answered(campaign: Mapping[str, Any]) -> str:
    asked, answered = campaign["asked"], campaign["answered"]
    numbers = {"asked": format_number(asked), "answered": format_number(answered)}
    unit = (
        ngettext(
            "%(answered)s firm answered, of %(asked)s asked",
            "%(answered)s firms answered, of %(asked)s asked",
            answered,
        )
        if campaign["unit"] == "firm"
        else ngettext(
            "%(answered)s person answered, of %(asked)s asked",
            "%(answered)s people answered, of %(asked)s asked",
            answered,
        )
    )
    return _("%(numbers)s: %(who)s.") % {"numbers": unit % numbers, "who": _who_was_asked(campaign)}


def _who_was_asked(campaign: Mapping[str, Any]) -> str:
    if campaign["basis"] == "sample":
        return _("a random sample of %(frame)s (%(size)s)") % {
            "frame": campaign["frame"],
            "size": format_number(campaign["frame_size"] or 0),
        }
    return {
        "present": _("everyone who came, left an address and did not refuse"),
        "list": _("the addresses of contact lists"),
        "both": _("everyone who came, left an address and did not refuse, and the addresses of contact lists"),
    }[campaign["basis"]]


def _may_be_told(finding: Finding) -> bool:
    """Whether there is a figure of it to show."""
    if finding.kind == "number":
        return bool(finding.middle)
    return any(not part.withheld for part in finding.parts)


def _tell(finding: Finding, language: str, source: str) -> Block:
    if finding.kind == "number":
        return _middle(finding, language)
    if any(figure.count is None for part in finding.parts for figure in part.figures):
        return _table(finding, language, source)
    return _figure(finding, language, source)


def _kept_back(findings: list[Finding], language: str) -> Iterator[Block]:
    """The questions of which nothing may be told: they were asked, and so many answered."""
    if not findings:
        return
    yield Paragraph(_("Too few answers, or too much alike, to be told without giving somebody away:"))
    yield BulletList(tuple(_of_which_nothing(finding, language) for finding in findings))


def _of_which_nothing(finding: Finding, language: str) -> str:
    n = format_number(finding.n)
    answers = ngettext("%(n)s answer", "%(n)s answers", finding.n) % {"n": n} if finding.n else _("no answer")
    return f"{said(finding.label, language)} ({answers})"


def _middle(finding: Finding, language: str) -> Paragraph:
    number = format_number(float(finding.middle))
    unit = said(finding.unit or {}, language)
    told = _("The middle answer is %(median)s: half of the %(n)s who answered gave this or less, half this or more.")
    numbers = {"n": format_number(finding.n), "median": f"{number} {unit}".strip()}
    return Paragraph((Strong(said(finding.label, language)), " ", told % numbers))


def _figure(finding: Finding, language: str, source: str) -> Figure:
    """The chart that the question's type draws: of what was kept, where all of it may be shown."""
    question, tally = _as_asked(finding), _as_counted(finding)
    shares = finding.manner == Manner.SHARES
    chart = type_of(question).chart(question, tally, language, percent=shares, source=source)
    if chart is None:
        raise ValueError(finding.kind)  # words are never findings
    return Figure(chart)


def _as_asked(finding: Finding) -> Question:
    """The question, as far as its finding keeps it."""
    answers = [{"code": figure.code, **figure.words} for figure in finding.parts[0].figures]
    settings: dict[str, Any] = {"choices": answers}
    if finding.kind == "likert":
        settings = {"levels": answers, "items": [{"code": part.item, **part.words} for part in finding.parts]}
    return Question(finding.code, finding.kind, finding.label, settings=settings)


def _as_counted(finding: Finding) -> Tally:
    counts = {(part.item, figure.code): figure.count or 0 for part in finding.parts for figure in part.figures}
    return Tally(finding.n if finding.kind == "likert" else finding.parts[0].n, finding.asked, counts)


def _table(finding: Finding, language: str, source: str) -> Table:
    """The figures that may be shown, “s” for those kept back; a scale has a row an item."""
    caption = said(finding.label, language)
    kept = _("%(source)s. s: kept back, fewer than three people or firms, or needed to hide one such.") % {
        "source": source
    }
    if finding.kind == "likert":
        columns = (
            Column(_("Item"), width=2),
            *(Column(said(figure.words, language), "number") for figure in finding.parts[0].figures),
            Column(_("Answers"), "number"),
        )
        rows = [
            (said(part.words, language), *(_cell(figure.count) for figure in part.figures), part.n)
            for part in finding.parts
        ]
        return Table(caption, columns, rows, source=kept)
    (part,) = finding.parts
    columns = (Column(_("Answer"), width=2), Column(_("n = %(count)s") % {"count": format_number(part.n)}, "number"))
    return Table(
        caption,
        columns,
        [(said(figure.words, language), _cell(figure.count)) for figure in part.figures],
        source=kept,
    )


def _cell(count: int | None) -> int | str:
    return KEPT_BACK if count is None else count
