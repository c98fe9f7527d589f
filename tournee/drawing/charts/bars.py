"""Horizontal bars: one series, in the order given, with every value written out."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from django.utils.translation import gettext as _

from tournee.drawing.charts.base import ValuesChart
from tournee.drawing.charts.rows import SIZE, THICKNESS, Band, Label, axis_pieces, lay_rows
from tournee.drawing.measure import width as text_width
from tournee.drawing.scene import Item, Rect, Text

_GAP = 8
_RIGHT = 16  # kept free beyond the widest value, which is otherwise cut by rounding and by wider fonts


@dataclass(frozen=True, slots=True)
class BarChart(ValuesChart):
    """Names of any length with their values; `maximum` is the value of a full-width bar, by default the greatest.

    Give 100 for shares of a whole.
    """

    _: KW_ONLY
    maximum: float | None = None

    def _kind(self) -> str:
        return _("Bar chart")

    def _marks(self, x: float, y: float, width: float) -> tuple[list[Item], float]:
        shown = self._shown()
        # The widest value must find room behind the longest bar.
        kept = max(text_width(value, SIZE, "sans-semibold") for value in shown) + _GAP + _RIGHT
        labels = [Label(label, strong=label in self.highlight) for label in self._labels()]
        bands, bottom = lay_rows(labels, x, y, width)
        greatest = max(self.maximum or 0, *self._values()) or 1
        items: list[Item] = []
        for band, (label, value), number in zip(bands, self.rows, shown, strict=True):
            length = max(value / greatest * max(band.width - kept, 1), 1 if value else 0)
            items.append(band.group(self._bar(band, label, length, number)))
        return [*items, *axis_pieces(bands, bands[0].x)], bottom

    def _bar(self, band: Band, label: str, length: float, shown: str) -> list[Item]:
        """The bar of that length and its value behind it; a nought has nothing but its value."""
        text = Text(band.x + length + _GAP, band.y + 14, shown, size=SIZE, face="sans-semibold")
        if not length:
            return [text]
        return [Rect(band.x, band.y, length, THICKNESS, fill="route" if label in self.highlight else "pine"), text]
