"""A chart made ready for a page: the template `drawing/figure.html` shows it, its note and its figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from tournee.drawing.charts.caption import Chart
from tournee.drawing.svg import to_svg

WIDE = 680
NARROW = 344


@dataclass(frozen=True, slots=True)
class Figure:
    """What the template needs; `wide` and `narrow` are one picture, of which the style sheet shows the fitting one."""

    id: str
    title: str
    wide: SafeString
    narrow: SafeString
    note: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]


def make_figure(chart: Chart, *, id_prefix: str) -> Figure:
    """The chart drawn for wide and for narrow columns, with its table; `id_prefix` is unique on the page.

    Use: `{% include "tournee/drawing/figure.html" with figure=figure %}`.
    """
    header, rows = chart.table()
    return Figure(
        id=id_prefix,
        title=chart.title,
        wide=to_svg(chart.scene(WIDE), id_prefix=f"{id_prefix}-wide", css="drawing-wide"),
        narrow=to_svg(chart.scene(NARROW), id_prefix=f"{id_prefix}-narrow", css="drawing-narrow"),
        note=chart.note(),
        header=header,
        rows=rows,
    )
