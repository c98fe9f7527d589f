"""The page of figures: what is counted, as charts with their tables, and as sentences."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Stop
from registrations.booking.seat_counts import SeatCounts
from registrations.figures import counting
from registrations.figures.counting import Counted
from registrations.figures.gathered import Scope, filled, known_of, parties_of
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.charts.columns import ColumnChart
from tournee.drawing.figure import Figure, make_figure
from tournee.texts.typography import format_date

_DRAWN = 15  # bars of one chart; what is beyond is one bar more


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Parties, people and firms; the charts that may be shown, how many rows are too small, and the sessions."""

    parties: int
    people: int
    firms: int
    figures: list[Figure]
    hidden: int
    too_few: bool
    sessions: list[SeatCounts]


def figures_page(scope: Scope, *, inside: bool) -> FiguresPage:
    """What is counted of a tour or a stop; `inside` the team nothing is held back. Eight queries for any number."""
    parties = parties_of(scope)
    firms = sorted({party.firm for party in parties if party.firm})
    known = known_of(firms)
    asked: list[tuple[str, Counted, Callable[[str, Counted], Figure]]] = [
        ("weeks", counting.by_week(parties), _weeks),
        ("relays", counting.by_relay(parties), _people(_("Through whom"))),
        ("sizes", counting.by_size(firms, known), _firms(_("By size"))),
        ("trades", counting.by_trade(firms, known), _firms(_("By trade"))),
        ("regions", counting.by_region(parties), _firms(_("Where firms come from"))),
        ("distances", counting.by_distance(parties), _distances),
    ]
    figures: list[Figure] = []
    hidden, too_few = 0, False
    for name, counted, draw in asked:
        shown = counted if inside else counting.outside(counted)
        if shown is None:
            too_few = too_few or counted.n > 0
        elif shown.shown and any(count for _label, count in shown.shown):
            hidden += shown.hidden
            figures.append(draw(name, shown))
    return FiguresPage(
        parties=len(parties),
        people=sum(party.people for party in parties),
        firms=len(firms),
        figures=figures,
        hidden=hidden,
        too_few=too_few,
        sessions=filled(scope) if isinstance(scope, Stop) else [],
    )


def _source() -> str:
    return _("registrations that stand, %(day)s") % {"day": format_date(timezone.localdate())}


def _weeks(name: str, counted: Counted) -> Figure:
    rows = tuple(
        (format_date(datetime.date.fromisoformat(label), weekday=False, year=False), float(count))
        for label, count in counted.shown
    )
    chart = ColumnChart(
        _("Week by week"), _("People registered in each week, which begins on the day named."), rows,
        unit=pgettext("unit of a figure", "people"), n=counted.n, source=_source(), row_header=_("Week of"),
    )  # fmt: skip
    return make_figure(chart, id_prefix=name)


def _bars(name: str, title: str, said: str, counted: Counted, unit: str) -> Figure:
    shown = [(label, count) for label, count in counted.shown if count]
    rows = [(label, float(count)) for label, count in shown[:_DRAWN]]
    if rest := shown[_DRAWN:]:
        rows.append((_("others"), float(sum(count for _label, count in rest))))
    chart = BarChart(title, said, tuple(rows), unit=unit, n=counted.n, source=_source(), row_header=title)
    return make_figure(chart, id_prefix=name)


def _firms(title: str) -> Callable[[str, Counted], Figure]:
    said = _("Firms that registered, each once; organisations and people who come for themselves are not counted.")
    return lambda name, counted: _bars(name, title, said, counted, pgettext("unit of a figure", "firms"))


def _people(title: str) -> Callable[[str, Counted], Figure]:
    said = _("People registered, by whose link they followed.")
    return lambda name, counted: _bars(name, title, said, counted, pgettext("unit of a figure", "people"))


def _distances(name: str, counted: Counted) -> Figure:
    said = _("Registrations of firms, from their commune to the stop, as the crow flies.")
    return _bars(name, _("From how far"), said, counted, pgettext("unit of a figure", "registrations"))
