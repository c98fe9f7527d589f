"""Upright columns over ordered categories: age bands, months, days."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tournee.drawing.charts.axis import words_along
from tournee.drawing.charts.base import ValuesChart
from tournee.drawing.charts.uprights import lay_uprights
from tournee.drawing.scene import Item


@dataclass(frozen=True, slots=True)
class ColumnChart(ValuesChart):
    """Categories in their own order; where their names would touch, every second, third… is written.

    For long names use bars.
    """

    def _kind(self) -> str:
        return _("Column chart")

    def _marks(self, x: float, y: float, width: float) -> tuple[list[Item], float]:
        labels = self._labels()
        marked = frozenset(index for index, label in enumerate(labels) if label in self.highlight)
        laid = lay_uprights(self._values(), self.unit, (x, y, width), share=0.72, highlight=marked)
        ends = (laid.left, x + width)
        words, bottom = words_along(
            labels, laid.centres, ends, laid.bottom + 4, lines=3, kept=min(marked, default=0), strong=marked
        )
        return [*laid.items, *words], bottom
