"""What every chart says about itself, and how that frames a picture that leaves its page."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from tournee.drawing.measure import wrap
from tournee.drawing.scene import Item, Scene, Text
from tournee.texts.typography import NO_BREAK, format_number, is_sign

MARGIN = 24


class Chart(Protocol):
    """Any chart: it says what it shows, draws itself at a width, and gives its figures as a table."""

    @property
    def title(self) -> str: ...

    def note(self) -> str:
        """The sample, the unit and the source in one line."""

    def scene(self, width: float, *, captioned: bool = False) -> Scene:
        """The picture; `captioned` writes title and note into it, for a picture that leaves its page."""

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The header and the rows of the figures shown, as text, names in the first column."""


def note(*, n: int | None, unit: str, source: str) -> str:
    """`n = 148 · Unit: participants · Source: …`, leaving out what is not given."""
    parts = []
    if n is not None:
        sample = _("n = %(count)s") % {"count": format_number(n)}
        parts.append(sample.replace(" ", NO_BREAK))
    if unit and not is_sign(unit):
        parts.append(_("Unit: %(unit)s") % {"unit": unit})
    if source:
        parts.append(_("Source: %(source)s") % {"source": source})
    return f"{NO_BREAK}· ".join(parts)


def heading(title: str, width: float) -> tuple[list[Item], float]:
    """The title inside a captioned picture of that width, and the y at which the chart may begin."""
    lines = wrap(title, width - 2 * MARGIN, 18, "sans-semibold", lines=3)
    items: list[Item] = [
        Text(MARGIN, MARGIN + 16 + 23 * row, line, size=18, face="sans-semibold") for row, line in enumerate(lines)
    ]
    return items, MARGIN + 23 * len(lines) + 12


def footing(text: str, width: float, y: float) -> tuple[list[Item], float]:
    """The note inside a captioned picture from y down, and the height of the whole picture."""
    if not text:
        return [], y + MARGIN
    lines = wrap(text, width - 2 * MARGIN, 13, lines=4)
    items: list[Item] = [Text(MARGIN, y + 24 + 18 * row, line, size=13, fill="muted") for row, line in enumerate(lines)]
    return items, y + 12 + 18 * len(lines) + MARGIN
