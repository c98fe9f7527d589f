"""Blocks that no page's end comes between, on paper."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Together
from tournee.documents.pdf import table
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.stack import Kept

_LARGEST = 2 / 3  # of a page: what is higher follows the table by itself


def flow(block: Together, page: Page) -> list[Flowable]:
    """The blocks as one; below a table, as its closing."""
    if block.below is None:
        flowables = page.flow(block.blocks)
        return [Kept(flowables)] if flowables else []
    before, rows, after = table.parts_of(block.below, page)
    closing = Kept([*after, *page.flow(block.blocks)])
    if closing.wrap(page.width)[1] > page.sheet.text_height * _LARGEST:
        return [*before, rows, closing]
    rows.layout.keep_closing(closing, spare=block.spare)
    return [*before, rows]
