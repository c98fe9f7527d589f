"""Who pays, on paper, where it must be seen: emblems with their mentions."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Funders
from tournee.documents.pdf.closing import Beside
from tournee.documents.pdf.page import Page


def flow(block: Funders, page: Page) -> list[Flowable]:
    """One below the other."""
    return [Beside(funding, page, "cover-line") for funding in block.fundings]
