"""How figures went from one edition to the next, over years on their true scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from itertools import pairwise
from typing import TypeAlias

from django.utils.translation import gettext as _

from tournee.drawing.charts.axis import Scale, first_tick_remark, nice_ticks, side_axis, words_along
from tournee.drawing.charts.base import FramedChart
from tournee.drawing.charts.figures import check_finite, value_name, writer
from tournee.drawing.charts.legend import STYLES, legend, marker
from tournee.drawing.charts.uprights import plot_height
from tournee.drawing.measure import width as text_width
from tournee.drawing.measure import wrap
from tournee.drawing.scene import Face, Item, Line, Path, Text, polyline

_SIZE = 14
_BOLD: Face = "sans-semibold"
_LEADING = 16
_YEAR = 40  # the room of a year under the axis
_INSET = 16  # the first and the last point stand this far inside
_LEGEND_BELOW = 480  # narrower than this, names stand above the lines instead of at their ends
_Point: TypeAlias = tuple[float, float]
_Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LineChart(FramedChart):
    """Up to five series of (name, a value for each year); None where an edition is missing, which breaks the line.

    Years need not follow each other: their distance is drawn. The axis starts at nought unless `from_zero` is False,
    which the note then says. Raises ValueError for years that do not rise, a series of another length, more than
    five series, and a value that is no number.
    """

    years: tuple[int, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    _: KW_ONLY
    from_zero: bool = True
    row_header: str = ""

    def __post_init__(self) -> None:
        if any(later <= earlier for earlier, later in pairwise(self.years)):
            raise ValueError(f"The years of a line rise: {self.years!r}.")
        if len(self.series) > len(STYLES):
            raise ValueError(f"A chart of {len(self.series)} lines cannot be read; draw at most {len(STYLES)}.")
        for name, values in self.series:
            check_finite(values)
            if len(values) != len(self.years):
                raise ValueError(f"{name!r} has {len(values)} values for {len(self.years)} years.")

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        header = (self.row_header or _("Edition"), *(name or value_name(self.unit) for name, _values in self.series))
        text = writer(self._numbers(), self.unit)
        rows = [
            (str(year), *(text(values[index]) for _name, values in self.series))
            for index, year in enumerate(self.years)
        ]
        return header, rows if self._numbers() else []

    def _kind(self) -> str:
        return _("Line chart")

    def _remarks(self) -> list[str]:
        return [] if self.from_zero or not self._numbers() else first_tick_remark(self._ticks(), self.unit)

    def _numbers(self) -> list[float]:
        return [value for _name, values in self.series for value in values if value is not None]

    def _ticks(self) -> list[float]:
        zero = [0.0] if self.from_zero else []
        return nice_ticks(min(self._numbers() + zero), max(self._numbers() + zero), 4)

    def _marks(self, x: float, y: float, width: float) -> tuple[list[Item], float]:
        items: list[Item] = []
        names = self._end_names(width)
        if len(self.series) > 1 and not names:
            entries = list(zip(STYLES, (name for name, _values in self.series), strict=False))
            items, y = legend(entries, x, y, width)
            y += 12
        top, bottom = y + 24, y + 24 + plot_height(width)
        kept = max((text_width(line, _SIZE, face) + 20 for lines in names for line, face in lines), default=0)
        right = x + width - kept
        ticks = self._ticks()
        grid, scale, left = side_axis(ticks, self.unit, (x, top, right, bottom))
        alone = self._written_out(Scale(ticks[0], ticks[-1], bottom, top), (x, right))
        if alone is not None:
            grid, left = [Line(x, bottom, right, bottom, stroke="rule" if ticks[0] else "muted")], x
        places = self._places(left, right)
        for style, (_name, values) in zip(STYLES, self.series, strict=False):
            points = _points(places, values, scale)
            items += [
                Path(polyline(run), stroke=style.role, stroke_width=2.2, dash=style.dash)
                for run in _runs(points)
                if len(run) > 1
            ]
            items += [marker(style, *point) for point in points if point]
        items += [*(alone or ()), *self._ends(names, scale, (top, bottom), right)]
        shown = _shown_years(places)
        words, bottom = words_along(
            [str(self.years[index]) for index in shown], [places[index] for index in shown], (x, x + width), bottom + 6
        )
        return [*grid, *items, *words], bottom

    def _places(self, left: float, right: float) -> list[float]:
        """Where each year stands."""
        if len(self.years) == 1:
            return [(left + right) / 2]
        scale = Scale(self.years[0], self.years[-1], left + _INSET, right - _INSET)
        return [scale.at(year) for year in self.years]

    def _end_names(self, width: float) -> list[list[tuple[str, Face]]]:
        """What to write at the lines' ends, each its name and its last value, in lines; none where they lack room."""
        if len(self.series) < 2 or width < _LEGEND_BELOW:
            return []
        text = writer(self._numbers(), self.unit)
        names: list[list[tuple[str, Face]]] = []
        for name, values in self.series:
            lines = wrap(name, 0.28 * width, _SIZE, lines=2)
            shown = "" if values[-1] is None else text(values[-1])
            too_long = lines[-1].endswith("…") or text_width(shown, _SIZE, _BOLD) > 0.28 * width
            if too_long or all(value is None for value in values):
                return []
            names.append([(line, "sans") for line in lines] + ([(shown, _BOLD)] if shown else []))
        return names

    def _ends(
        self, names: list[list[tuple[str, Face]]], scale: Scale, span: tuple[float, float], right: float
    ) -> list[Item]:
        """The names beside the last points, moved apart where they would touch, each with its line's own marker."""
        wanted = []
        for lines, (_name, values) in zip(names, self.series, strict=False):
            last = next(value for value in reversed(values) if value is not None)
            wanted.append((scale.at(last), _LEADING * len(lines) + 4.0))
        items: list[Item] = []
        for style, lines, top in zip(STYLES, names, _spread(wanted, span), strict=False):
            items.append(marker(style, right + 8, top + 8, r=4))
            for row, (line, face) in enumerate(lines):
                items.append(Text(right + 18, top + 13 + _LEADING * row, line, size=_SIZE, face=face))
        return items

    def _written_out(self, scale: Scale, ends: _Point) -> list[Text] | None:
        """Every value at its point, for a single series whose values all find a place off the line; else None."""
        if len(self.series) != 1 or scale.low < 0:
            return None
        (values,) = (values for _name, values in self.series)
        text = writer(values, self.unit)
        points = _points(self._places(*ends), values, scale)
        segments = [pair for run in _runs(points) for pair in pairwise(run)]
        taken: list[_Box] = []
        texts = []
        for point, value in zip(points, values, strict=True):
            if point is None:
                continue
            half = text_width(text(value), _SIZE, _BOLD) / 2
            centre = max(ends[0] + half, min(point[0], ends[1] - half))
            for baseline in (point[1] - 11, point[1] + 21):
                box = (centre - half - 3, baseline - 12, centre + half + 3, baseline + 4)
                if baseline < scale.start - 2 and _free(box, taken, segments):
                    break
            else:
                return None
            taken.append(box)
            texts.append(Text(centre, baseline, text(value), size=_SIZE, face=_BOLD, anchor="middle"))
        return texts


def _shown_years(places: Sequence[float]) -> list[int]:
    """Which years are written: the last, the first, and of the others those that touch none of these."""
    chosen: list[int] = []
    for index in (len(places) - 1, 0, *range(1, len(places) - 1)):
        if all(abs(places[index] - places[other]) >= _YEAR for other in chosen):
            chosen.append(index)
    return sorted(chosen)


def _points(places: Sequence[float], values: Sequence[float | None], scale: Scale) -> list[_Point | None]:
    return [None if value is None else (x, scale.at(value)) for x, value in zip(places, values, strict=True)]


def _runs(points: Sequence[_Point | None]) -> list[list[_Point]]:
    """The points between gaps."""
    runs: list[list[_Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return runs


def _free(
    box: _Box,
    taken: Sequence[_Box],
    segments: Sequence[tuple[_Point, _Point]],
) -> bool:
    """Whether the box (left, top, right, bottom) meets no other and no segment of the line."""
    left, top, right, bottom = box
    if any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken):
        return False
    for (x1, y1), (x2, y2) in segments:
        begin, end = max(left, x1), min(right, x2)
        if begin < end:
            ys = [y1 + (place - x1) / (x2 - x1) * (y2 - y1) for place in (begin, end)]
            if min(ys) < bottom and max(ys) > top:
                return False
    return True


def _spread(wanted: Sequence[tuple[float, float]], span: _Point) -> list[float]:
    """Tops of blocks of (centre wanted, height), moved apart as little as need be and kept within the span."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index][0])
    tops = [0.0] * len(wanted)
    least = span[0] - 20
    for index in order:
        centre, height = wanted[index]
        tops[index] = max(centre - min(height, _LEADING + 4) / 2, least)
        least = tops[index] + height
    most = span[1] + 12
    for index in reversed(order):
        tops[index] = min(tops[index], most - wanted[index][1])
        most = tops[index]
    return tops
