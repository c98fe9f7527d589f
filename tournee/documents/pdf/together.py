"""Blocks that no page's end comes between, on paper."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Together
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.stack import Kept


def flow(block: Together, page: Page) -> list[Flowable]:
    """The blocks as one."""
    flowables = page.flow(block.blocks)
    return [Kept(flowables)] if flowables else []
