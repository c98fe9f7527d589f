"""The end of a page that the author asks for."""

from __future__ import annotations

from reportlab.platypus.doctemplate import PageBreakIfNotEmpty
from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import PageBreak
from tournee.documents.pdf.coded import Begins
from tournee.documents.pdf.page import Page


def flow(block: PageBreak, page: Page) -> list[Flowable]:
    """A new page, unless this one is still empty; of no part whose sheets come back."""
    ends = [Begins(None, page)] if page.coded else []
    page.coded = False
    return [PageBreakIfNotEmpty(), *ends]
