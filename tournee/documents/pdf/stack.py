"""Flowables one below the other as one: kept on a page together, or beside a bar that says they belong together."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import colour
from tournee.drawing.scene import Role


class Stack(Flowable):
    """Flowables one below the other. The spaces between them are the greater of what their neighbours want."""

    indent = 0.0  # at the left of what is stacked
    inside = 0.0  # above and below it

    def __init__(self, flowables: Sequence[Flowable]) -> None:
        super().__init__()
        self.flowables = list(flowables)
        self._places: list[tuple[Flowable, float, float]] = []

    def getSpaceBefore(self) -> float:  # noqa: N802 (theirs)
        """What its first wants above."""
        return float(self.flowables[0].getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802 (theirs)
        """What its last wants below."""
        return float(self.flowables[-1].getSpaceAfter())

    def wrap(self, width: float, height: float = 0) -> tuple[float, float]:
        """The room it takes at that width."""
        self._places = []
        y, space = self.inside, 0.0
        for place, flowable in enumerate(self.flowables):
            gap = max(flowable.getSpaceBefore(), space) if place else 0.0
            tall = flowable.wrapOn(getattr(self, "canv", None), width - self.indent, 100_000)[1]
            self._places.append((flowable, y + gap, tall))
            y += gap + tall
            space = flowable.getSpaceAfter()
        self.width, self.height = width, y + self.inside
        return self.width, self.height

    def draw(self) -> None:
        """Draw them, from the first down."""
        for flowable, y, tall in self._places:
            flowable.drawOn(self.canv, self.indent, self.height - y - tall)


class Kept(Stack):
    """Flowables that no page's end comes between; taller than a page, they follow each other as they can."""

    def split(self, width: float, height: float) -> list[Flowable]:
        """Nothing, so that all go to the next page; at the top of one, all by themselves."""
        return released(self, self.flowables, width, height)


def released(held: Flowable, flowables: list[Flowable], width: float, height: float) -> list[Flowable]:
    """What was held together, each by itself, where not even an empty page can hold it; nothing anywhere else."""
    frame = getattr(held, "_frame", None)
    if frame is None or not frame.at_top:
        return []
    first, *others = flowables
    if first.wrapOn(held.canv, width, height)[1] <= height:
        return flowables
    first._frame = frame  # noqa: SLF001 (as frames do)
    parts = first.splitOn(held.canv, width, height)
    return [*parts, *others] if parts else flowables


class Barred(Stack):
    """Flowables beside an upright bar, on a quiet ground if asked; all of it is one element."""

    def __init__(
        self,
        flowables: Sequence[Flowable],
        bar: Role,
        element: Element,
        *,
        ground: Role | None = None,
        before: float,
        after: float,
    ) -> None:
        super().__init__(flowables)
        self.bar, self.ground = bar, ground
        self.element = element
        self.before, self.after = before, after
        self.indent, self.inside = (14.0, 9.0) if ground else (16.0, 1.0)

    def getSpaceBefore(self) -> float:  # noqa: N802 (theirs)
        """The space above."""
        return self.before

    def getSpaceAfter(self) -> float:  # noqa: N802 (theirs)
        """The space below."""
        return self.after

    def wrap(self, width: float, height: float = 0) -> tuple[float, float]:
        """The room it takes; on a ground, words keep away from its right edge."""
        super().wrap(width - (14 if self.ground else 0), height)
        self.width = width
        return self.width, self.height

    def least(self, width: float) -> float:
        """The height without which it cannot begin."""
        first = self.flowables[0]
        self.wrap(width)
        if len(self.flowables) == 1 or not getattr(first, "leads", False):
            return min(self.height, 2 * self.inside + 30)
        return min(self.height, self._places[1][1] + self.inside + 30)

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits beside one bar, and the rest beside another."""
        self.wrap(width)
        for place, (flowable, y, tall) in enumerate(self._places):
            room = height - y - self.inside
            if tall <= room:
                continue
            parts = flowable.split(width - self.indent - (14 if self.ground else 0), room) if room > 0 else []
            above = [*self.flowables[:place], *parts[:1]]
            if not above or (not parts and getattr(above[-1], "leads", False)):
                return []
            below = [*parts[1:], *self.flowables[place + (1 if parts else 0) :]] if parts else self.flowables[place:]
            return [self._part(above, after=0), self._part(below, before=0)]
        return [self]

    def _part(self, flowables: list[Flowable], *, before: float | None = None, after: float | None = None) -> Barred:
        return Barred(
            flowables,
            self.bar,
            self.element,
            ground=self.ground,
            before=self.before if before is None else before,
            after=self.after if after is None else after,
        )

    def draw(self) -> None:
        """Draw the ground, the bar, and what stands beside it."""
        with self.canv.artifact("Background"):
            if self.ground:
                self.canv.setFillColor(colour(self.ground))
                self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            self.canv.setFillColor(colour(self.bar))
            self.canv.rect(0, 0, 2.2, self.height, stroke=0, fill=1)
        with self.canv.element(self.element):
            super().draw()
