"""What all charts have in common: what they say about themselves, and the frame around what they draw."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import KW_ONLY, dataclass

from django.utils.translation import gettext as _

from tournee.drawing.charts import caption
from tournee.drawing.charts.figures import check_finite, value_name, written
from tournee.drawing.scene import Item, Scene, Text


@dataclass(frozen=True, slots=True)
class FramedChart(ABC):
    """A chart that gives its `table`, its `_kind` in words and its `_marks`, and gets the rest of `caption.Chart`."""

    title: str
    description: str
    _: KW_ONLY
    unit: str = ""
    n: int | None = None
    source: str = ""

    @abstractmethod
    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The header and the rows of the figures shown, as text, names in the first column."""

    @abstractmethod
    def _kind(self) -> str:
        """What sort of chart it is, as the first word of its text alternative."""

    @abstractmethod
    def _marks(self, x: float, y: float, width: float) -> tuple[list[Item], float]:
        """The items from (x, y) rightwards and down, and the y where they end; asked only where there are figures."""

    def _sample(self) -> int | None:
        """The sample of the whole chart: the one given, unless the chart knows better."""
        return self.n

    def _remarks(self) -> list[str]:
        """What a reader must know to read this chart aright, for its note."""
        return []

    def note(self) -> str:
        """The sample, the unit, what to know and the source in one line."""
        return caption.note(n=self._sample(), unit=self.unit, source=self.source, remarks=self._remarks())

    def alternative(self, *, whole: bool = False) -> str:
        """The chart in sentences: what it is and shows, its figures or (unless `whole`) the first of them, its note."""
        return caption.alternative(self, self._kind(), whole=whole)

    def scene(self, width: float, *, captioned: bool = False) -> Scene:
        """The chart laid out for that width in CSS pixels or points; `captioned` adds title, note and paper."""
        if not captioned:
            items, height = self._content(0, 0, width)
            return Scene(width, height, self.title, self.description, tuple(items))
        above, y = caption.heading(self.title, width)
        items, y = self._content(caption.MARGIN, y, width - 2 * caption.MARGIN)
        below, height = caption.footing(self.note(), width, y)
        return Scene(width, height, self.title, self.description, (*above, *items, *below), background="paper")

    def _content(self, x: float, y: float, width: float) -> tuple[list[Item], float]:
        if self.table()[1]:
            return self._marks(x, y, width)
        return [Text(x, y + 20, _("No figures yet."), size=15, fill="muted")], y + 32


@dataclass(frozen=True, slots=True)
class ValuesChart(FramedChart):
    """Rows of (label, value ≥ 0), one unit for all; labels in `highlight` are drawn in the route's colour, and bold.

    `unit` is a sign (%, €) or a plural noun. Raises ValueError for a value that is negative, infinite or no number.
    """

    rows: tuple[tuple[str, float], ...]
    _: KW_ONLY
    highlight: frozenset[str] = frozenset()
    row_header: str = ""
    value_header: str = ""

    def __post_init__(self) -> None:
        check_finite(self._values(), least=0)

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        header = (self.row_header or _("Item"), self.value_header or value_name(self.unit))
        return header, list(zip(self._labels(), self._shown(), strict=True))

    def _labels(self) -> list[str]:
        return [label for label, _value in self.rows]

    def _values(self) -> list[float]:
        return [value for _label, value in self.rows]

    def _shown(self) -> list[str]:
        return written(self._values(), self.unit)
