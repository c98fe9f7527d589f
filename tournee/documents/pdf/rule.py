"""A hairline between blocks."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.pdf.styles import colour
from tournee.drawing.scene import Role


class Rule(Flowable):
    """A line of that length in points (0: as long as the room), which stays with what follows."""

    leads = True

    def __init__(
        self, length: float = 0, *, before: float = 0, after: float = 0, role: Role = "coast", weight: float = 0.6
    ) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after
        self.length, self.role, self.weight = length, role, weight

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes."""
        self.width, self.height = width, self.weight
        return width, self.weight

    def draw(self) -> None:
        """Draw it, as no part of what the document says."""
        with self.canv.artifact():
            self.canv.setStrokeColor(colour(self.role))
            self.canv.setLineWidth(self.weight)
            self.canv.line(0, self.weight / 2, self.length or self.width, self.weight / 2)
