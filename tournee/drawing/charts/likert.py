"""Answers on an ordered scale, a bar an item, stacked outwards from the neutral answer."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from django.utils.translation import gettext as _

from tournee.drawing.charts.base import FramedChart
from tournee.drawing.charts.caption import sample
from tournee.drawing.charts.figures import MISSING
from tournee.drawing.charts.legend import legend
from tournee.drawing.charts.rows import SIZE, THICKNESS, Band, Label, axis_pieces, lay_rows
from tournee.drawing.measure import elide
from tournee.drawing.measure import width as text_width
from tournee.drawing.scene import Item, Path, Rect, Role, Text, polyline
from tournee.texts.typography import format_number, format_quantity

_COUNTS_UNDER = 30  # a percentage of fewer answers says more than is known
_NUMBER = 14
_POLE = 13
_BELOW: dict[int, tuple[Role, ...]] = {
    1: ("likert-1",),
    2: ("likert-1", "likert-2"),
    3: ("likert-1", "likert-2", "likert-2-pale"),
}
_ABOVE: dict[int, tuple[Role, ...]] = {
    1: ("likert-5",),
    2: ("likert-4", "likert-5"),
    3: ("likert-4-pale", "likert-4", "likert-5"),
}


@dataclass(frozen=True, slots=True)
class LikertItem:
    """One item: how many answered each level, and how many gave no answer (left out of the shares)."""

    label: str
    counts: tuple[int, ...]
    no_answer: int = 0

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class LikertChart(FramedChart):
    """Items over 2 to 7 levels, named from the least to the most; of an odd number the middle one is neutral.

    `percent` draws shares of those who answered (True) or numbers of answers (False); None draws shares only where
    every item has 30 answers or more. Raises ValueError for another number of levels, an item without a count for
    each, and a count below nought.
    """

    levels: tuple[str, ...]
    items: tuple[LikertItem, ...]
    _: KW_ONLY
    percent: bool | None = None
    row_header: str = ""

    def __post_init__(self) -> None:
        if not 2 <= len(self.levels) <= 7:
            raise ValueError(f"A scale has 2 to 7 levels, not {len(self.levels)}.")
        for item in self.items:
            if len(item.counts) != len(self.levels):
                raise ValueError(f"{item.label!r} has {len(item.counts)} counts for {len(self.levels)} levels.")
            if min(*item.counts, item.no_answer) < 0:
                raise ValueError(f"{item.label!r} has a count below nought.")

    def in_percent(self) -> bool:
        """Whether shares are drawn."""
        if self.percent is None:
            return all(item.n >= _COUNTS_UNDER for item in self.items)
        return self.percent

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        header = [self.row_header or _("Item"), *self.levels, _("Answers")]
        left_out = any(item.no_answer for item in self.items)
        if left_out:
            header.append(_("No answer"))
        unit = "%" if self.in_percent() else ""
        rows = []
        for item in self.items:
            cells = [format_quantity(round(value), unit) if item.n else MISSING for value in self._values(item)]
            cells.append(format_number(item.n))
            if left_out:
                cells.append(format_number(item.no_answer))
            rows.append((item.label, *cells))
        return tuple(header), rows

    def _kind(self) -> str:
        return _("Bars stacked outwards from the middle of a scale")

    def _remarks(self) -> list[str]:
        remarks = [_("In %(unit)s of the answers") % {"unit": "%"} if self.in_percent() else _("In numbers of answers")]
        missing = [item.no_answer for item in self.items]
        if any(missing):
            low, high = format_number(min(missing)), format_number(max(missing))
            text = _("No answer: %(low)s an item") if low == high else _("No answer: %(low)s to %(high)s an item")
            remarks.append(text % {"low": low, "high": high})
        return remarks

    def _sample(self) -> int | None:
        return self.items[0].n if self.n is None and self.items and not self._differ() else self.n

    def _differ(self) -> bool:
        """Whether the items have different samples, which are then written beside each."""
        return len({item.n for item in self.items} | ({self.n} - {None})) > 1

    def _values(self, item: LikertItem) -> list[float]:
        """What is drawn of an item: shares in percent, or counts."""
        whole = item.n / 100 if self.in_percent() else 1
        return [count / (whole or 1) for count in item.counts]

    def _roles(self) -> tuple[Role, ...]:
        side, odd = divmod(len(self.levels), 2)
        return (*_BELOW[side], *(("likert-3",) if odd else ()), *_ABOVE[side])

    def _before(self, values: list[float]) -> float:
        """How much lies before the axis, which goes through the middle of the neutral answer."""
        side, odd = divmod(len(values), 2)
        return sum(values[:side]) + (values[side] / 2 if odd else 0)

    def _marks(self, x: float, y: float, width: float) -> tuple[list[Item], float]:
        items, y = legend(list(zip(self._roles(), self.levels, strict=True)), x, y, width)
        differ = self._differ()
        labels = [Label(item.label, sample(item.n) if differ else "") for item in self.items]
        bands, bottom = lay_rows(labels, x, y + 36, width)
        drawn = [self._values(item) for item in self.items]
        before = max(map(self._before, drawn))
        after = max(sum(values) - self._before(values) for values in drawn)
        scale = bands[0].width / ((before + after) or 1)
        axis = bands[0].x + (before * scale if before + after else bands[0].width / 2)
        items += [
            *_poles(self.levels[0], self.levels[-1], (bands[0].x, axis, x + width), y + 12),
            *axis_pieces(bands, axis, beyond=3),
        ]
        for band, item, values in zip(bands, self.items, drawn, strict=True):
            items.append(band.group(self._bar(band, values, scale, axis) if item.n else [_nobody(band, axis)]))
        return items, bottom

    def _bar(self, band: Band, values: list[float], scale: float, axis: float) -> list[Item]:
        """The segments from left to right, each with its number where there is room for it."""
        marks: list[Item] = []
        at = axis - self._before(values) * scale
        for role, level, value in zip(self._roles(), self.levels, values, strict=True):
            length = value * scale
            if length:
                shown = format_number(round(value))
                title = _("%(name)s: %(value)s") % {"name": level, "value": shown}
                gap = 1 if length > 3 else 0  # the ground shows between two segments, whatever their colours
                marks.append(Rect(at, band.y, length - gap, THICKNESS, fill=role, title=title))
                if text_width(shown, _NUMBER, "sans-semibold") + 6 <= length:
                    fill: Role = "on-strong" if role in {"likert-1", "likert-5"} else "on-soft"
                    place = at + (length - gap) / 2
                    marks.append(
                        Text(place, band.y + 14, shown, size=_NUMBER, face="sans-semibold", fill=fill, anchor="middle")
                    )
            at += length
        return marks


def _poles(least: str, most: str, places: tuple[float, float, float], y: float) -> list[Item]:
    """The two ends of the scale in words at both sides of the axis, where they fit: so no side is told by colour alone.

    The places are those of the left end, the axis and the right end.
    """
    left, axis, right = places
    items: list[Item] = []
    for text, room, side in ((least, axis - left, -1), (most, right - axis, 1)):
        if text_width(text, _POLE) + 24 > room:
            continue
        tip = axis + side * (text_width(text, _POLE) + 20)
        arrow = polyline([(tip, y + 7.5), (tip - 7 * side, y + 3.5), (tip - 7 * side, y + 11.5)], closed=True)
        items.append(Path(arrow, fill="muted"))
        items.append(
            Text(axis + 8 * side, y + 12, text, size=_POLE, fill="muted", anchor="end" if side < 0 else "start")
        )
    return items


def _nobody(band: Band, axis: float) -> Text:
    """Says that an item has no answers, on the wider side of the axis."""
    right = band.x + band.width - axis
    after = right > axis - band.x
    text = elide(_("no answers yet"), max(right, axis - band.x) - 8, SIZE)
    x = axis + 8 if after else axis - 8
    return Text(x, band.y + 14, text, size=SIZE, fill="muted", anchor="start" if after else "end")
