"""Every chart in its states, over made-up figures: for the style guide, the sample document and the tests."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tournee.drawing.charts.bars import BarChart
from tournee.drawing.charts.caption import Chart
from tournee.drawing.charts.columns import ColumnChart
from tournee.drawing.charts.dotplot import DotPlot, DotRow
from tournee.drawing.charts.heatmap import HeatMap, Withheld
from tournee.drawing.charts.histogram import Histogram, histogram_of
from tournee.drawing.charts.likert import LikertChart, LikertItem
from tournee.drawing.charts.line import LineChart
from tournee.texts.typography import format_percent

_COUNTS = ((7, 13, 24, 56, 48), (12, 25, 36, 48, 25), (14, 25, 33, 40, 27), (17, 37, 44, 30, 13), (6, 21, 33, 52, 37))
_EMPLOYEES = (
    *(2, 3, 4, 6, 7, 8, 9, 11, 12, 14, 15, 18, 19, 22, 24, 25, 28),
    *(31, 33, 33, 36, 38, 41, 44, 47, 52, 58, 63, 71, 78, 85, 92, 118, 131),
)


def charts() -> dict[str, Chart]:
    """One of each kind with ordinary figures, then the states that are hard to draw, by a short name."""
    return _ordinary() | _hard()


def _made_up() -> str:
    return _("made-up figures")


def _difficulties() -> tuple[str, ...]:
    return (
        _("Finding technicians"),
        _("Working with a school"),
        _("Selling abroad"),
        _("Protecting what we invent"),
        _("Financing the first step before any proof that there is a market"),
    )


def _levels() -> tuple[str, ...]:
    return (
        _("not at all difficult"),
        _("hardly difficult"),
        _("neither nor"),
        pgettext("on a scale", "difficult"),
        _("very difficult"),
    )


def _ordinary() -> dict[str, Chart]:
    names = _difficulties()
    return {
        "bars": BarChart(
            _("What is hard for your company?"),
            _("Finding technicians is named most, by seven in ten."),
            tuple(zip(names, (70, 45, 31), strict=False)),
            unit="%",
            n=148,
            source=_made_up(),
            highlight=frozenset(names[:1]),
            maximum=100,
        ),
        "likert": LikertChart(
            _("How difficult is it for your company?"),
            _("Finding technicians is difficult or very difficult for seven companies in ten."),
            _levels(),
            tuple(
                LikertItem(name, counts, missing)
                for name, counts, missing in zip(names, _COUNTS, (1, 3, 10, 8, 0), strict=True)
            ),
            source=_made_up(),
        ),
        "columns": ColumnChart(
            _("How old are those who came?"),
            _("A third are between 45 and 54."),
            (("18–24", 12), ("25–34", 41), ("35–44", 88), ("45–54", 131), ("55–64", 79), (_("65 and over"), 23)),
            unit=_("attendees"),
            n=374,
            source=_made_up(),
            highlight=frozenset({"45–54"}),
        ),
        "line": LineChart(
            _("Companies, attendees and schools in each edition"),
            _("Attendees doubled from 2016 to 2026; there was no edition in 2021."),
            (2016, 2017, 2019, 2021, 2023, 2026),
            (
                (_("Attendees"), (182, 205, 240, None, 301, 374)),
                (_("Companies"), (96, 110, 131, None, 164, 212)),
                (_("Schools and universities"), (12, 14, 18, None, 22, 31)),
            ),
            source=_made_up(),
        ),
        "heatmap": HeatMap(
            _("Who finds what difficult?"),
            _("Small companies find technicians hardest to recruit; the cells with few answers are not shown."),
            (_("under 10 employees"), _("10 to 49"), _("50 to 249"), _("250 and over"), _("public bodies")),
            (
                (names[0], (82, 74, 61, 44, Withheld.FEW)),
                (names[1], (38, 46, 52, 40, 21)),
                (names[2], (12, 29, 41, 35, None)),
                (names[4], (66, 57, 33, Withheld.FEW, 8)),
            ),
            unit="%",
            n=148,
            source=_made_up(),
        ),
        "dotplot": DotPlot(
            _("Who works with a school?"),
            _("More companies do than in 2019, but for those of mechanics."),
            (
                DotRow(_("Mechanics"), 41, 44),
                DotRow(_("Food"), 38, 21),
                DotRow(_("Textiles and leather"), 33, 30),
                DotRow(_("Plastics"), 27, None),
                DotRow(_("Software and digital services"), 58, 36),
            ),
            unit="%",
            names=("2026", "2019"),
            n=148,
            source=_made_up(),
        ),
        "histogram": histogram_of(
            _("How many people do the companies employ?"),
            _("Half of them employ fewer than 30 people."),
            _EMPLOYEES,
            source=_made_up(),
            axis_name=_("employees"),
            value_header=_("Companies"),
            whole=True,
        ),
    }


def _hard() -> dict[str, Chart]:
    names = _difficulties()
    months = (3, 0, 4, 12, 31, 44, 18, 2, 39, 52, 28, 5)
    return {
        "likert-counts": LikertChart(
            _("Which of these would help you? (few answers)"),
            _("Working with a school would help eight companies in eleven much or very much."),
            (_("not at all"), _("a little"), _("much"), _("very much")),
            (
                LikertItem(names[1], (1, 2, 3, 5)),
                LikertItem(names[3], (4, 4, 2, 1)),
                LikertItem(names[2], (0, 0, 0, 0)),
            ),
            source=_made_up(),
        ),
        "likert-seven": LikertChart(
            _("Do you agree? (seven levels)"),
            _("Six in ten agree with the first, one in six with the second."),
            tuple(_("%(count)s of 7") % {"count": count} for count in range(1, 8)),
            (LikertItem(names[0], (10, 22, 31, 40, 52, 61, 30)), LikertItem(names[2], (40, 52, 61, 33, 21, 12, 1))),
            source=_made_up(),
        ),
        "columns-many": ColumnChart(
            _("Registrations, month by month"),
            _("Registrations peak in June and in October."),
            tuple(
                (f"{month:02d}/{year}", value * (year - 2023) + month)
                for year in (2024, 2025, 2026)
                for month, value in enumerate(months, 1)
            ),
            unit=_("registrations"),
            source=_made_up(),
        ),
        "line-one": LineChart(
            _("How many recommend the tour"),
            _("Nine in ten in 2026."),
            (2017, 2019, 2023, 2026),
            ((_("Would recommend it"), (81, 84, 79, 91)),),
            unit="%",
            from_zero=False,
            n=148,
            source=_made_up(),
        ),
        "dotplot-interval": DotPlot(
            _("Who exports? (random sample)"),
            _("The intervals of the three regions overlap."),
            (
                DotRow("Auvergne-Rhône-Alpes", 34.5, interval=(28.1, 41.6)),
                DotRow("Bourgogne-Franche-Comté", 31.2, interval=(22.4, 41.5)),
                DotRow("Provence-Alpes-Côte d’Azur", 28.4, interval=(19.9, 38.8)),
            ),
            unit="%",
            interval_name=_("confidence interval at %(level)s") % {"level": format_percent(0.95)},
            n=412,
            source=_made_up(),
        ),
        "histogram-few": Histogram(
            _("How far people came"),
            _("Three people within 100 kilometres."),
            (0, 50, 100),
            (2, 1),
            unit="km",
            source=_made_up(),
        ),
        "none": ColumnChart(_("Registrations of a stop to come"), _("Nobody has registered yet."), (), n=0),
    }
