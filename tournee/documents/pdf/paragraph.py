"""A paragraph on paper."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Paragraph
from tournee.documents.pdf.page import Page


def flow(block: Paragraph, page: Page) -> list[Flowable]:
    """The words in the style of their manner."""
    return [page.paragraph(block.words, block.manner)]
