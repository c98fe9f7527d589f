"""A heading, at its level within the page."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents.blocks import Heading
from tournee.documents.html.page import Page


def render(block: Heading, page: Page) -> SafeString:
    """The heading with the id that the table of contents leads to."""
    _heading, anchor = page.headings[page.counted("heading") - 1]
    return format_html('<{0} id="{1}">{2}</{0}>', page.heading_tag(block.level), anchor, page.words(block.words))
