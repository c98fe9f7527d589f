"""A cover: kicker, title and subtitle above, the scene large below them, lines and logos at the foot."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.document import Cover
from tournee.documents.pdf.drawn import draw_scene
from tournee.documents.pdf.logos import LogoRow
from tournee.documents.pdf.opening import signed, title
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.rule import Rule
from tournee.documents.pdf.stack import Stack
from tournee.documents.pdf.styles import colour
from tournee.drawing.scene import Scene

_GAP = 26.0  # around the scene
_SCENE = 150.0  # the least height for a scene: a title that leaves less is set smaller


class CoverPage(Flowable):
    """All that a cover shows, in the room of its page; a longer title is set smaller."""

    def __init__(self, cover: Cover, page: Page) -> None:
        super().__init__()
        self.page, self.scene = page, cover.scene
        self.titles = [Stack(_above(cover, page, style)) for style in ("cover-title", "title", "h3")]
        self.above = self.titles[0]
        self.below = Stack(_below(cover, page))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole page, or more where it cannot hold all."""
        self.foot = self.below.wrapOn(self.canv, width, height)[1]
        wanted = 2 * _GAP + (_SCENE if self.scene else 0)
        for above in self.titles:
            self.above, self.top = above, above.wrapOn(self.canv, width, height)[1]
            if self.top + wanted + self.foot <= height:
                break
        self.width, self.height = width, max(height, self.top + wanted + self.foot)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """What no page can hold goes on over several."""
        scene = [draw_scene(self.scene, self.scene.description, width / self.scene.width)] if self.scene else []
        parts: list[Flowable] = [*self.above.flowables, *scene, *self.below.flowables]
        return [*(parts[0].splitOn(self.canv, width, height) or parts[:1]), *parts[1:]]

    def draw(self) -> None:
        """The ground, then everything in order of reading."""
        canvas, sheet = self.canv, self.page.sheet
        with canvas.artifact("Background"):
            canvas.setFillColor(colour("paper"))
            canvas.rect(-sheet.left, -sheet.bottom, sheet.width, sheet.height, stroke=0, fill=1)
        self.above.drawOn(canvas, 0, self.height - self.top)
        if self.scene:
            self._draw_scene(self.scene, self.foot + _GAP, self.height - self.top - _GAP)
        self.below.drawOn(canvas, 0, 0)

    def _draw_scene(self, scene: Scene, low: float, high: float) -> None:
        """The scene as large as its room, in the middle of it."""
        scale = min(self.width / scene.width, (high - low) / scene.height)
        drawn = draw_scene(scene, scene.description, scale)
        drawn.drawOn(self.canv, (self.width - drawn.width) / 2, low + (high - low - drawn.height) / 2)


def _above(cover: Cover, page: Page, style: str) -> list[Flowable]:
    """What stands above the scene."""
    document = page.document
    above: list[Flowable] = []
    if document.notice:
        above.append(page.paragraph(document.notice, "notice"))
    if cover.kicker or document.kicker:
        above.append(page.paragraph(cover.kicker or document.kicker, "kicker"))
    above.append(title(page, style))
    if cover.subtitle:
        above.append(page.paragraph(cover.subtitle, "cover-subtitle"))
    above += [page.paragraph(line, "cover-lead") for line in cover.lead]
    return above


def _below(cover: Cover, page: Page) -> list[Flowable]:
    """What stands below it."""
    lines = [*cover.lines, *([signed(page.document, page)] if cover.dated else [])]
    below: list[Flowable] = [Rule(after=9), *(page.paragraph(line, "cover-line") for line in lines)]
    if cover.logos:
        below.append(LogoRow(cover.logos, before=16))
    return below
