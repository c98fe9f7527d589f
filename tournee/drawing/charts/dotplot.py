"""A dot a row on one common axis, or two to compare, with an interval where the sample was random."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from operator import itemgetter

from django.utils.translation import gettext as _

from tournee.drawing.charts.axis import Scale, first_tick_remark, nice_ticks, tick_texts, words_along
from tournee.drawing.charts.base import FramedChart
from tournee.drawing.charts.figures import MISSING, check_finite, value_name, writer
from tournee.drawing.charts.legend import Style, legend, marker
from tournee.drawing.charts.rows import Band, Label, lay_rows
from tournee.drawing.measure import width as text_width
from tournee.drawing.scene import Anchor, Face, Item, Line, Text

_NOW = Style("pine", "disc", lined=False)
_BEFORE = Style("muted", "ring", lined=False)
_NUMBER = 14
_FACE: Face = "sans-semibold"
_OFF = 9  # from a dot to its number


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row: its value, another to compare it with (an earlier edition), an interval (low, high) around the first."""

    label: str
    value: float | None
    other: float | None = None
    interval: tuple[float, float] | None = None

    def numbers(self) -> list[float]:
        """All that must find its place on the axis."""
        return [value for value in (self.value, self.other, *(self.interval or ())) if value is not None]


@dataclass(frozen=True, slots=True)
class DotPlot(FramedChart):
    """Rows of dots; `names` are those of the value and of the other one, `interval_name` says what an interval is.

    Give intervals for random samples only, and name them ("95% confidence interval"). `from_zero` False lets the axis
    start near the least value, which the note then says. Raises ValueError for a value that is no number, an interval
    that does not hold its value or has no name, and two dots a row without two names.
    """

    rows: tuple[DotRow, ...]
    _: KW_ONLY
    names: tuple[str, str] = ("", "")
    interval_name: str = ""
    from_zero: bool = True
    row_header: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            check_finite(row.numbers())
            if row.interval and (row.value is None or not row.interval[0] <= row.value <= row.interval[1]):
                raise ValueError(f"The interval of {row.label!r} does not hold its value.")
        if self._intervals() and not self.interval_name:
            raise ValueError("An interval needs its name: of what sample, at what level.")
        if self._compares() and not all(self.names):
            raise ValueError("Two dots a row need their two names.")

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        header = [self.row_header or _("Item"), self.names[0] or value_name(self.unit)]
        compares, intervals = self._compares(), self._intervals()
        header += [self.names[1]] * compares + [self.interval_name] * intervals
        text = self._writer()
        rows = []
        for row in self.rows:
            cells = [row.label, text(row.value)] + [text(row.other)] * compares
            if row.interval:
                cells.append(
                    _("%(low)s to %(high)s") % dict(zip(("low", "high"), map(text, row.interval), strict=True))
                )
            elif intervals:
                cells.append(MISSING)
            rows.append(tuple(cells))
        return tuple(header), rows

    def _kind(self) -> str:
        return _("Dot plot")

    def _remarks(self) -> list[str]:
        remarks = [_("Bars: %(interval)s") % {"interval": self.interval_name}] if self._intervals() else []
        ticks = self._ticks()
        return remarks + first_tick_remark(ticks, self.unit) if self.rows and not self.from_zero else remarks

    def _compares(self) -> bool:
        return any(row.other is not None for row in self.rows)

    def _intervals(self) -> bool:
        return any(row.interval for row in self.rows)

    def _writer(self) -> Callable[[float | None], str]:
        return writer((value for row in self.rows for value in row.numbers()), self.unit)

    def _ticks(self) -> list[float]:
        values = [value for row in self.rows for value in row.numbers()] or [0]
        zero = [0.0] if self.from_zero else []
        return nice_ticks(min(values + zero), max(values + zero), 5)

    def _marks(self, x: float, y: float, width: float) -> tuple[list[Item], float]:
        items: list[Item] = []
        if self._compares():
            items, y = legend([(_NOW, self.names[0]), (_BEFORE, self.names[1])], x, y, width)
            y += 12
        bands, bottom = lay_rows([Label(row.label) for row in self.rows], x, y, width)
        text = self._writer()
        widest = max(text_width(text(value), _NUMBER, _FACE) for row in self.rows for value in (row.value, row.other))
        kept = widest + _OFF + 4
        written_out = 2 * kept <= 0.6 * bands[0].width  # numbers so long leave no axis: the table has them
        kept = kept if written_out else 6
        ticks = self._ticks()
        scale = Scale(ticks[0], ticks[-1], bands[0].x + 6, x + width - kept)
        lower = [min(row.numbers()) for row in self.rows if row.value is not None and row.other is not None]
        missing = kept + bands[0].x - min(map(scale.at, lower), default=math.inf)  # for the number left of a dot
        if missing > 0:
            scale = Scale(ticks[0], ticks[-1], bands[0].x + 6 + missing, x + width - kept)
        for band, row in zip(bands, self.rows, strict=True):
            items.append(band.group(_row(band, row, scale, text if written_out else None)))
        places = [scale.at(tick) for tick in ticks]
        items.append(Line(places[0], bottom + 4, places[-1], bottom + 4, stroke="muted"))
        items += [Line(place, bottom + 4, place, bottom + 8, stroke="muted") for place in places]
        words, bottom = words_along(tick_texts(ticks, self.unit), places, (bands[0].x, x + width), bottom + 8)
        return [*items, *words], bottom


def _row(band: Band, row: DotRow, scale: Scale, text: Callable[[float | None], str] | None) -> list[Item]:
    """The dots of a row on a thin line from the axis's start, the numbers outside of them, where no line runs."""
    y = band.middle
    dots = [(value, style) for value, style in ((row.other, _BEFORE), (row.value, _NOW)) if value is not None]
    if not dots:
        return [Text(scale.start, y + 5, MISSING, size=_NUMBER, fill="muted")]
    places = [scale.at(value) for value in row.numbers()]
    ends = sorted(dots, key=itemgetter(0))
    items: list[Item] = []
    run = min(places)
    if text and len(ends) > 1:
        shown = text(ends[0][0])
        items.append(_number(run - _OFF, y, shown, "end", ends[0][1]))
        run -= _OFF + text_width(shown, _NUMBER, _FACE) + 4
    if run > scale.start:
        items.append(Line(scale.start, y, run, y, stroke="rule"))
    if text:
        items.append(_number(max(places) + _OFF, y, text(ends[-1][0]), "start", ends[-1][1]))
    if len(ends) > 1:
        items.append(Line(scale.at(ends[0][0]), y, scale.at(ends[-1][0]), y, stroke="muted", stroke_width=2))
    if row.interval:
        low, high = (scale.at(bound) for bound in row.interval)
        items.append(Line(low, y, high, y, stroke="pine", stroke_width=2))
        items += [Line(end, y - 4, end, y + 4, stroke="pine", stroke_width=2) for end in (low, high)]
    return items + [marker(style, scale.at(value), y) for value, style in dots]


def _number(x: float, y: float, text: str, anchor: Anchor, style: Style) -> Text:
    """A value beside its dot: in bold ink that of the value itself, quieter that of the other."""
    now = style == _NOW
    return Text(
        x, y + 5, text, size=_NUMBER, face=_FACE if now else "sans", fill="ink" if now else "muted", anchor=anchor
    )
