"""Scenes and pictures as flowables: figures of the structure, with their text alternative and their place."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF
from reportlab.lib.utils import ImageReader
from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Picture
from tournee.documents.pdf.structure import Element, attributes
from tournee.drawing.pdf import to_drawing
from tournee.drawing.scene import Scene

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas


class Drawn(Flowable):
    """A picture of that width and height in points, drawn by `paint` with its lower left corner at the origin."""

    name = ""  # makes it a place that links lead to

    def __init__(
        self,
        width: float,
        height: float,
        alternative: str,
        paint: Callable[[TaggedCanvas], None],
        parent: Element | None = None,
    ) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.spaceBefore = self.spaceAfter = 0.0
        self.element = Element("Figure", parent, alt=alternative)
        self.paint = paint

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its own size, whatever the room."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint it as a figure; inside an artifact it is none."""
        canvas: TaggedCanvas = self.canv
        if self.name:
            canvas.place(self.name, self.height)
        x, y = canvas.absolutePosition(0, 0)
        box = (round(x, 1), round(y, 1), round(x + self.width, 1), round(y + self.height, 1))
        self.element.attributes = attributes("Layout", Placement="Block", BBox=box)
        with canvas.content(self.element):
            self.paint(canvas)


def draw_scene(scene: Scene, alternative: str, scale: float = 1, *, parent: Element | None = None) -> Drawn:
    """The scene at that scale (1: one unit a point)."""
    width, height = scene.width * scale, scene.height * scale

    def paint(canvas: TaggedCanvas) -> None:
        renderPDF.draw(to_drawing(scene, width=width), canvas, 0, 0)

    return Drawn(width, height, alternative, paint, parent)


def draw_picture(
    picture: Picture, alternative: str, width: float, tallest: float, *, parent: Element | None = None
) -> Drawn:
    """The picture at that width, or less if it would be taller than `tallest`."""
    reader = ImageReader(BytesIO(picture.data))
    wide, tall = reader.getSize()
    scale = min(width / wide, tallest / tall)
    size = (wide * scale, tall * scale)

    def paint(canvas: TaggedCanvas) -> None:
        canvas.drawImage(reader, 0, 0, *size, mask="auto")

    return Drawn(*size, alternative, paint, parent)
