"""Key figures side by side: read as on paper, the figure before what it counts."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents.blocks import KeyFigure, KeyFigures
from tournee.documents.html.page import Page, joined


def render(block: KeyFigures, page: Page) -> SafeString:
    """The figures as a list."""
    return format_html('<ul class="figures">{}</ul>', joined(_figure(figure, page) for figure in block.figures))


def _figure(figure: KeyFigure, page: Page) -> SafeString:
    note = page.element("small", figure.note)
    return format_html("<li><b>{}</b> <span>{}</span> {}</li>", figure.value, page.words(figure.label), note)
