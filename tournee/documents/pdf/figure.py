"""A chart, a scene or a picture on paper, with its caption above and its note below."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Figure, Picture
from tournee.documents.pdf.drawn import Drawn, draw_picture, draw_scene
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.source import sourced
from tournee.documents.pdf.stack import Kept
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import MM
from tournee.drawing.charts.caption import Chart
from tournee.drawing.scene import Scene

_SCREEN = 1.5  # charts and scenes are drawn for screens: their 15-pixel text is 10 points here
_LARGEST = 0.8  # what a scene's unit becomes at most, unless its figure wants a width: its words stay in proportion
_BESIDE = 120  # the height that caption, note and their spaces may take of a page


def flow(block: Figure, page: Page) -> list[Flowable]:
    """Caption, picture and note, on one page."""
    group = Element("Div")
    parts: list[Flowable] = []
    subject = block.subject
    chart: Chart | None = None if isinstance(subject, Scene | Picture) else subject
    caption = block.caption or (chart.title if chart else "")
    if caption:
        parts.append(page.paragraph(caption, "caption", "Caption", group))
    drawn = _drawn(block, page, group)
    drawn.spaceBefore = 0 if caption else 10
    drawn.name = block.anchor
    parts.append(drawn)
    note = chart.note() if chart else sourced(block.source) if block.source else ""
    if note:
        parts.append(page.paragraph(note, "note", "P", group))
    else:
        drawn.spaceAfter = 15
    return [Kept(parts)]


def _drawn(block: Figure, page: Page, group: Element) -> Drawn:
    """The picture in the room it wants and gets."""
    room = min(block.width * MM, page.width) if block.width else page.width
    tallest = page.sheet.text_height - _BESIDE
    subject = block.subject
    if isinstance(subject, Picture):
        return draw_picture(subject, block.alternative, min(subject.width * MM, room), tallest, parent=group)
    if isinstance(subject, Scene):
        largest = room / subject.width if block.width else min(room / subject.width, _LARGEST)
        scale = min(largest, tallest / subject.height)
        return draw_scene(subject, block.alternative or subject.description, scale, parent=group)
    scene = subject.scene(room * _SCREEN)
    scale = min(1 / _SCREEN, tallest / scene.height)
    return draw_scene(scene, block.alternative or subject.alternative(whole=True), scale, parent=group)
