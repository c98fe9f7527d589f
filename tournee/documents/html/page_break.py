"""A new page when printed; on a screen, nothing."""

from __future__ import annotations

from django.utils.safestring import SafeString

from tournee.documents.blocks import PageBreak
from tournee.documents.html.page import Page, safe


def render(block: PageBreak, page: Page) -> SafeString:
    """An empty element that the style sheet breaks the printed page at."""
    return safe('<div class="document-break"></div>')
