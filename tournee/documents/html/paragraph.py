"""A paragraph."""

from __future__ import annotations

from django.utils.safestring import SafeString

from tournee.documents.blocks import Paragraph
from tournee.documents.html.page import Page

_CLASSES = {"body": "", "lead": "intro", "small": "document-small"}


def render(block: Paragraph, page: Page) -> SafeString:
    """The paragraph in its manner."""
    return page.element("p", block.words, _CLASSES[block.manner])
