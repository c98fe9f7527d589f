"""Blocks that the end of a printed page does not part."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents.blocks import Together
from tournee.documents.html.page import Page, joined


def render(block: Together, page: Page) -> SafeString:
    """The blocks in one element, below the table whose end they stay with."""
    held = format_html('<div class="document-together">{}</div>', page.blocks(block.blocks))
    return joined((page.blocks((block.below,)), held)) if block.below else held
