"""The report as a sheet: one figure a row, with what it counts, for those who work with it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from registrations.attendance.report.gathered import Report
from registrations.attendance.report.told import Told, ToldTable, every_table, figures_of
from tournee.indicators import Indicator
from tournee.sheets.columns import Date, Integer, Number, Text, Value
from tournee.sheets.sheet import Sheet

REPORT = Sheet(
    fr="Bilan de présence",
    en="Attendance report",
    columns=(
        Text("part", fr="Partie", en="Part"),
        Text("of", fr="Pour", en="Of"),
        Text("what", fr="Mesure", en="Measure"),
        Number("figure", fr="Chiffre", en="Figure"),
        Text("unit", fr="Unité", en="Unit"),
        Text("remark", fr="Remarque", en="Remark"),
        Text("indicator", fr="Indicateur", en="Indicator"),
        Integer("version", fr="Version", en="Version"),
        Text("definition", fr="Définition", en="Definition"),
        Date("read_on", fr="Lu le", en="Read on"),
    ),
)


def rows_of(report: Report, language: str) -> Iterator[dict[str, Value]]:
    """Every figure of the report, in the order of its document."""
    with override(language):
        shared: dict[str, Value] = {"read_on": report.read_on}
        for figure in figures_of(report):
            what = str(figure.indicator.name)
            row = {"part": _("In figures"), "what": what, **_named(figure.indicator), **_figure(figure.told), **shared}
            yield row | ({"remark": figure.note} if figure.note else {})
        for table in every_table(report):
            for row in _rows_of_table(table):
                yield row | shared


def _rows_of_table(table: ToldTable) -> Iterator[dict[str, Value]]:
    for label, figures in table.rows:
        for column, told in zip(table.columns, figures, strict=True):
            named: dict[str, Value] = _named(column.indicator) if column.indicator else {"unit": column.unit}
            yield {"part": table.title, "of": label, "what": column.header, **named, **_figure(told)}


def _figure(told: Told) -> dict[str, Value]:
    """The number; where there is none, why, in words."""
    if told.number is None:
        return {"figure": None, "remark": told.text}
    percent: dict[str, Value] = {"unit": "%"} if told.text.endswith("%") else {}
    return {"figure": Decimal(str(told.number)), **percent}


def _named(indicator: Indicator) -> dict[str, Value]:
    return {
        "indicator": indicator.code,
        "version": indicator.version,
        "unit": str(indicator.unit),
        "definition": indicator.address,
    }
