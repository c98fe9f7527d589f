"""The report as a document: for those who paid for the stop, who lent the room, who ask what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from events.catalogue.words import clock_word
from registrations.attendance.documents import Occasion, facts_of_occasion
from registrations.attendance.report.charts import chart_of
from registrations.attendance.report.gathered import Report
from registrations.attendance.report.told import (
    ToldFigure,
    ToldTable,
    breakdown_table,
    figures_of,
    tables_of,
)
from registrations.figures.counting import CELL, base
from tournee.documents.blocks import (
    Block,
    BulletList,
    Facts,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Together,
)
from tournee.documents.document import Document, Provenance
from tournee.documents.inline import Link, Strong, Words
from tournee.documents.tables import Column, Row, Table
from tournee.indicators import Indicator
from tournee.texts.typography import format_date_range, format_number


def report_document(report: Report, occasion: Occasion | None, language: str) -> Document:
    """The report in that language; `occasion` is how documents name the stop, None for a tour's."""
    with override(language):
        tour = report.tour
        place = occasion.place if occasion else str(tour)
        return Document(
            _("Attendance report – %(of)s") % {"of": place},
            language,
            tuple(_blocks(report, occasion)),
            date=occasion.day if occasion else report.read_on,
            kicker=str(tour) if occasion else "",
            footer=f"{tour} · {place}" if occasion else str(tour),
            notice=_("Made-up tour: these people and firms are invented.") if tour.fictitious else "",
            funding=occasion.fundings if occasion else (),
            provenance=Provenance(
                str(tour),
                data=_("registrations and what was noted at the door"),
                read_at=report.read_at_clock,
                clock=clock_word(str(report.read_at_clock.tzinfo)),
            ),
        )


def _blocks(report: Report, occasion: Occasion | None) -> Iterator[Block]:
    facts = facts_of_occasion(occasion) if occasion else _tour_facts(report)
    if facts:
        yield Facts(facts)
    figures = [one for one in figures_of(report) if not one.told.held_back]
    if not report.begun:
        yield Paragraph(nothing_yet(report))
    if figures:
        yield KeyFigures(tuple(KeyFigure(one.told.text, str(one.indicator.name), one.note) for one in figures))
    tables = tables_of(report)
    if tables:
        yield Heading(2, _("Attendance"))
    for table in tables:
        yield Together((_table(table, table.title), *([Paragraph(table.note, "small")] if table.note else [])))
    yield from _companies(report)
    if said := tuple(_how_to_read(report, figures)):
        yield Heading(2, _("How to read this"))
        yield BulletList(said)


def _companies(report: Report) -> Iterator[Block]:
    """The breakdowns: each as bars, where there are several, and as a table that says their people too."""
    shown = [breakdown for breakdown in report.breakdowns if breakdown.lines]
    if shown:
        yield Heading(2, _("Which companies came"))
    for breakdown in shown:
        told, chart = breakdown_table(breakdown), chart_of(breakdown, report)
        if len(chart.rows) > 1:
            yield Figure(chart)
        counted = _("%(title)s: companies and their people")
        if breakdown.by_visit:
            counted = _("%(title)s: visits of companies, and their people")
        yield _table(told, counted % {"title": told.title})


def _tour_facts(report: Report) -> tuple[tuple[str, str], ...]:
    tour = report.tour
    counted = _("%(count)s that are over, cancelled ones left out") % {"count": format_number(len(report.stops))}
    return (_("Dates"), format_date_range(tour.starts_on, tour.ends_on)), (_("Stops"), counted)


def nothing_yet(report: Report) -> str:
    """What a report says before anybody could come."""
    if report.stop is None and report.running:
        return _("The first stop of this tour is still in progress.")
    if report.stop is None:
        return _("Nobody was noted at a stop of this tour yet.")
    return _("This stop has not begun yet.")


def _table(table: ToldTable, caption: str) -> Table:
    columns = (Column(table.label, width=2), *(Column(column.header, "number") for column in table.columns))
    rows: list[Row] = [(label, *(told.text for told in figures)) for label, figures in table.rows]
    total = rows.pop() if table.has_total else None
    return Table(caption, columns, rows, total=total)


def _how_to_read(report: Report, figures: list[ToldFigure]) -> Iterator[Words]:
    """What each figure counts, and what is held back."""
    for one in figures:
        yield _definition(one.indicator)
    if report.hidden:
        yield held_back_in_words()


def _definition(indicator: Indicator) -> Words:
    name = str(indicator.name)
    version = _("version %(number)s") % {"number": indicator.version}
    colon = pgettext("after a field's name", ":")
    return (Strong(name[:1].upper() + name[1:]), f" ({version}){colon} {indicator.formula} ",
            Link(_("Definition"), indicator.address, contents=_("Definition: %(name)s") % {"name": name}))  # fmt: skip


def held_back_in_words() -> str:
    """The rules under which figures leave the team."""
    return _(
        "Held back: nothing is told apart of fewer than %(base)s, no figure behind which stand fewer than %(cell)s "
        "people or firms or of which one firm makes nearly all, nor what subtracting would give back."
    ) % {"base": format_number(base()), "cell": format_number(CELL)}
