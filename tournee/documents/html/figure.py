"""A chart with its figures as a table; a scene or a picture with its caption."""

from __future__ import annotations

from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents.blocks import Figure, Picture
from tournee.documents.html.page import Page
from tournee.documents.html.pictures import image
from tournee.documents.html.source import sourced
from tournee.drawing.charts.caption import Chart
from tournee.drawing.figure import NARROW, WIDE, make_figure
from tournee.drawing.scene import Scene
from tournee.drawing.svg import to_svg

_HALF = 95  # millimetres: figures that want no more than this stand at half the width


def render(block: Figure, page: Page) -> SafeString:
    """The figure under its anchor, at the whole width or at half of it."""
    name = block.anchor or page.new_id("figure")
    half = " document-half" if block.width and block.width <= _HALF else ""
    if isinstance(block.subject, Picture):
        return _captioned(block, image(block.subject, block.alternative, page), name, half, page)
    if isinstance(block.subject, Scene):
        drawn = to_svg(_told(block.subject, block), id_prefix=f"{name}-drawing")
        return _captioned(block, drawn, name, half, page)
    return format_html('<div class="document-chart{}">{}</div>', half, _chart(block, block.subject, name, page))


def _chart(block: Figure, chart: Chart, name: str, page: Page) -> SafeString:
    """As pages show charts; the figure's caption, where it has one, stands for the chart's title."""
    made = make_figure(chart, id_prefix=name)
    if block.caption:
        made = replace(made, title=page.words(block.caption))
    if block.alternative:
        made = replace(
            made,
            wide=to_svg(_told(chart.scene(WIDE), block), id_prefix=f"{name}-wide", css="drawing-wide"),
            narrow=to_svg(_told(chart.scene(NARROW), block), id_prefix=f"{name}-narrow", css="drawing-narrow"),
        )
    return render_to_string("tournee/drawing/figure.html", {"figure": made})


def _captioned(block: Figure, shown: SafeString, name: str, half: str, page: Page) -> SafeString:
    """The caption above and the source below, as around a chart."""
    caption = page.element("figcaption", block.caption)
    source = format_html('<p class="document-source">{}</p>', sourced(block.source, page)) if block.source else ""
    return format_html('<figure class="figure{}" id="{}">{}{}{}</figure>', half, name, caption, shown, source)


def _told(scene: Scene, block: Figure) -> Scene:
    """The scene described in the figure's own words, if it has any."""
    return replace(scene, description=block.alternative) if block.alternative else scene
