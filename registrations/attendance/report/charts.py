"""The breakdowns of a report as charts, the same on a page and on paper."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from registrations.attendance.report.counting import Breakdown
from registrations.attendance.report.gathered import Report
from registrations.attendance.report.told import breakdown_words
from tournee.drawing.charts.bars import BarChart
from tournee.texts.typography import format_date

_DRAWN = 15  # bars of one chart; the table beside it says all


def source_in_words(report: Report) -> str:
    """Where the figures come from, and of what day: by the stop's clock, else by ours."""
    return _("registrations and what was noted at the door, %(day)s") % {"day": format_date(report.read_on)}


def chart_of(breakdown: Breakdown, report: Report) -> BarChart:
    """Companies that came, as bars; what is held back is no bar."""
    title, said = breakdown_words(breakdown)
    shown = [(line.label, float(line.firms)) for line in breakdown.lines if line.firms]
    rows = shown[:_DRAWN]
    if rest := shown[_DRAWN:]:
        rows.append((_("others"), sum(number for _label, number in rest)))
    return BarChart(
        title, said, tuple(rows), unit=_unit(breakdown), n=breakdown.firms,
        source=source_in_words(report), row_header=title,
    )  # fmt: skip


def _unit(breakdown: Breakdown) -> str:
    if breakdown.by_visit:
        return pgettext("unit of a figure", "visits of firms")
    return pgettext("unit of a figure", "firms")
