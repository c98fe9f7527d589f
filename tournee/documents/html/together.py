"""Blocks that the end of a printed page does not part."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents.blocks import Together
from tournee.documents.html.page import Page


def render(block: Together, page: Page) -> SafeString:
    """The blocks in one element."""
    return format_html('<div class="document-together">{}</div>', page.blocks(block.blocks))
