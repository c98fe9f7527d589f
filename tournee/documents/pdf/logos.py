"""Logos side by side, on paper: figures with the names of those they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from tournee.documents.document import Logo
from tournee.documents.pdf.drawn import Drawn, draw_picture
from tournee.documents.pdf.styles import MM

_TALLEST = 15 * MM
_GAP = 16.0


class LogoRow(Flowable):
    """Logos in rows as wide as the room, standing on one line, none higher than 15 mm."""

    def __init__(self, logos: Sequence[Logo], *, before: float = 0, after: float = 0) -> None:
        super().__init__()
        self.logos = logos
        self.spaceBefore, self.spaceAfter = before, after
        self._rows: list[list[Drawn]] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Fill rows."""
        self._rows, used = [[]], 0.0
        for logo in self.logos:
            drawn = draw_picture(logo.picture, logo.name, min(logo.picture.width * MM, width), _TALLEST)
            if self._rows[-1] and used + drawn.width > width:
                self._rows.append([])
                used = 0.0
            self._rows[-1].append(drawn)
            used += drawn.width + _GAP
        self.width = width
        self.height = sum(_height(row) for row in self._rows) + _GAP * (len(self._rows) - 1)
        return width, self.height

    def draw(self) -> None:
        """Draw them, row by row."""
        y = self.height
        for row in self._rows:
            y -= _height(row)
            x = 0.0
            for drawn in row:
                drawn.drawOn(self.canv, x, y)
                x += drawn.width + _GAP
            y -= _GAP


def _height(row: list[Drawn]) -> float:
    return max((drawn.height for drawn in row), default=0.0)
