"""One campaign's findings as blocks: a chart where everything may be shown, a table where something is kept back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.analysis.findings import Finding, Part, from_json
from surveys.analysis.manner import Manner
from tournee.documents.blocks import Block, Figure, Heading, Paragraph
from tournee.documents.tables import Column, Table
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.charts.likert import LikertChart, LikertItem
from tournee.questions.content import said
from tournee.texts.typography import format_number

KEPT_BACK = "s"  # INSEE's sign for a figure that statistical secrecy keeps back


def tell_campaign(campaign: Mapping[str, Any], language: str) -> Iterator[Block]:
    """Who was asked and who answered, then each question. In the active language, which is `language`."""
    yield Heading(3, said(campaign["title"], language))
    yield Paragraph(_who_answered(campaign))
    source = said(campaign["title"], language)
    for kept in campaign["findings"]:
        finding = from_json(kept)
        yield Heading(4, said(finding.label, language))
        yield from _tell(finding, language, source)


def _who_answered(campaign: Mapping[str, Any]) -> str:
    asked, answered = campaign["asked"], campaign["answered"]
    numbers = {"asked": format_number(asked), "answered": format_number(answered)}
    who = {
        "present": _("everyone who came and left an address"),
        "list": _("the addresses of contact lists"),
        "both": _("everyone who came and left an address, and the addresses of contact lists"),
        "sample": _("a random sample"),
    }[campaign["basis"]]
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
    return _("%(numbers)s: %(who)s.") % {"numbers": unit % numbers, "who": who}


def _tell(finding: Finding, language: str, source: str) -> Iterator[Block]:
    if not finding.n:
        yield Paragraph(_("Nobody answered this question."), "small")
    elif finding.kind == "number":
        yield Paragraph(_middle(finding, language))
    elif all(part.withheld for part in finding.parts):
        yield Paragraph(_kept_back(finding.n), "small")
    elif any(figure.count is None for part in finding.parts for figure in part.figures):
        yield _table(finding, language, source)
    elif finding.kind == "likert":
        yield Figure(_likert(finding, language, source))
    else:
        yield Figure(_bars(finding, language, source))


def _kept_back(n: int) -> str:
    return ngettext(
        "%(n)s answer: too few to be broken down without giving somebody away.",
        "%(n)s answers: too few, or too much alike, to be broken down without giving somebody away.",
        n,
    ) % {"n": format_number(n)}


def _middle(finding: Finding, language: str) -> str:
    if not finding.middle:
        return _kept_back(finding.n)
    number = format_number(float(finding.middle))
    unit = said(finding.unit or {}, language)
    return _("Half of the %(n)s answers are below %(median)s, half above.") % {
        "n": format_number(finding.n),
        "median": f"{number} {unit}".strip(),
    }


def _bars(finding: Finding, language: str, source: str) -> BarChart:
    (part,) = finding.parts
    shares = finding.manner == Manner.SHARES
    rows = tuple(
        (said(figure.words, language), 100 * (figure.count or 0) / part.n if shares else figure.count or 0)
        for figure in part.figures
    )
    if finding.kind == "multiple":
        describes = _("One bar an answer; each respondent could choose several.")
    else:
        describes = _("One bar an answer; each respondent chose one.")
    return BarChart(
        said(finding.label, language),
        describes,
        rows,
        unit="%" if shares else _("answers"),
        n=part.n,
        source=source,
        maximum=100 if shares else None,
    )


def _likert(finding: Finding, language: str, source: str) -> LikertChart:
    levels = tuple(said(figure.words, language) for figure in finding.parts[0].figures)
    return LikertChart(
        said(finding.label, language),
        _("One bar an item, from the lowest level on the left to the highest on the right."),
        levels=levels,
        items=tuple(_item(part, finding.n, language) for part in finding.parts),
        percent=finding.manner == Manner.SHARES,
        n=finding.n,
        source=source,
    )


def _item(part: Part, n: int, language: str) -> LikertItem:
    counts = tuple(figure.count or 0 for figure in part.figures)
    return LikertItem(said(part.words, language), counts, no_answer=max(0, n - part.n))


def _table(finding: Finding, language: str, source: str) -> Table:
    """The figures that may be shown, “s” for those kept back; a scale has a row an item."""
    caption = said(finding.label, language)
    kept = _("Source: %(source)s. s: kept back, fewer than three people or firms, or needed to hide one such.") % {
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
