"""How a number is spread: columns over classes of equal width, with the median."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from itertools import pairwise
from statistics import median

from django.utils.translation import gettext as _

from tournee.drawing.charts.axis import SIZE, Scale, nice_ticks, tick_texts, words_along
from tournee.drawing.charts.base import FramedChart
from tournee.drawing.charts.figures import check_finite
from tournee.drawing.charts.uprights import Uprights, lay_uprights
from tournee.drawing.measure import elide
from tournee.drawing.measure import width as text_width
from tournee.drawing.scene import Item, Line, Text
from tournee.texts.typography import format_number, format_quantity


@dataclass(frozen=True, slots=True)
class Histogram(FramedChart):
    """Counts between edges; a class holds its lower edge, the last one both. `unit` is that of the values.

    `axis_name` says what the values are, under the axis. Raises ValueError for edges that do not rise in equal steps
    (unequal ones would make tall what is merely wide: use columns), counts that do not fit them or are below nought,
    and a median outside them.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    _: KW_ONLY
    median: float | None = None
    axis_name: str = ""
    value_header: str = ""

    def __post_init__(self) -> None:
        check_finite(self.edges)
        check_finite(self.counts, least=0)
        if len(self.counts) != max(0, len(self.edges) - 1):
            raise ValueError(f"{len(self.edges)} edges do not hold {len(self.counts)} classes.")
        steps = [high - low for low, high in pairwise(self.edges)]
        if any(step <= 0 or not math.isclose(step, steps[0], rel_tol=1e-6) for step in steps):
            raise ValueError("The edges of a histogram rise in equal steps.")
        if self.median is not None and not (self.edges and self.edges[0] <= self.median <= self.edges[-1]):
            raise ValueError(f"The median {self.median!r} lies outside the edges.")

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        texts = tick_texts(self.edges, self.unit)
        names = [_("%(low)s to under %(high)s") % {"low": low, "high": high} for low, high in pairwise(texts)]
        if names:
            names[-1] = _("%(low)s to %(high)s") % {"low": texts[-2], "high": texts[-1]}
        header = (self.axis_name or _("Class"), self.value_header or _("Number"))
        return header, [(name, format_number(count)) for name, count in zip(names, self.counts, strict=True)]

    def _kind(self) -> str:
        return _("Histogram")

    def _remarks(self) -> list[str]:
        return [] if self.median is None else [self._median_text()]

    def _sample(self) -> int | None:
        return sum(self.counts) if self.n is None else self.n

    def _median_text(self) -> str:
        return _("Median: %(value)s") % {"value": format_quantity(self.median or 0, self.unit)}

    def _marks(self, x: float, y: float, width: float) -> tuple[list[Item], float]:
        top = y if self.median is None else y + 22
        laid = lay_uprights(self.counts, "", (x, top, width), share=1, whole=True)
        scale = Scale(self.edges[0], self.edges[-1], laid.left, laid.right)
        texts = tick_texts(self.edges, self.unit)
        ticks = [
            Line(scale.at(edge), laid.bottom, scale.at(edge), laid.bottom + 4, stroke="muted") for edge in self.edges
        ]
        places = [scale.at(edge) for edge in self.edges]
        words, bottom = words_along(texts, places, (x, min(laid.right + 12, x + width)), laid.bottom + 4)
        if self.axis_name:
            name = elide(self.axis_name, laid.right - x, SIZE)
            words.append(Text(laid.right, bottom + 14, name, size=SIZE, fill="muted", anchor="end"))
            bottom += 20
        return [*laid.items, *ticks, *words, *self._median_mark(laid, scale, x, y)], bottom

    def _median_mark(self, laid: Uprights, scale: Scale, x: float, y: float) -> list[Item]:
        """The median's name on top and a line down from it, which passes over no number."""
        if self.median is None:
            return []
        place = scale.at(self.median)
        inside = min(int((place - laid.left) / laid.slot), len(self.counts) - 1)
        text = elide(self._median_text(), scale.end - x, SIZE, "sans-semibold")
        half = text_width(text, SIZE, "sans-semibold") / 2
        centre = max(x + half, min(place, scale.end - half))
        return [
            Text(centre, y + 12, text, size=SIZE, face="sans-semibold", fill="route", anchor="middle"),
            Line(
                place, y + 18, place, max(laid.heads[inside] - 2, y + 20), stroke="route", stroke_width=2, dash=(4, 3)
            ),
        ]


def histogram_of(
    title: str,
    description: str,
    values: Sequence[float],
    *,
    unit: str = "",
    source: str = "",
    axis_name: str = "",
    value_header: str = "",
    whole: bool = False,
) -> Histogram:
    """The histogram of the values themselves: round classes, as many as Sturges (1926) advises, their median and n.

    `whole` keeps the edges integers, for things that are counted. Raises ValueError for a value that is no number.
    """
    check_finite(values)
    if not values:
        return Histogram(title, description, (), (), unit=unit, source=source, n=0)
    edges = nice_ticks(min(values), max(values), math.ceil(math.log2(len(values)) + 1), whole=whole)
    counts = [0] * (len(edges) - 1)
    for value in values:
        counts[min(max(bisect_right(edges, value) - 1, 0), len(counts) - 1)] += 1
    return Histogram(
        title,
        description,
        tuple(edges),
        tuple(counts),
        unit=unit,
        source=source,
        n=len(values),
        median=min(max(median(values), edges[0]), edges[-1]),
        axis_name=axis_name,
        value_header=value_header,
    )
