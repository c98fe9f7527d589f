"""Somebody's words set large beside a bar, on paper."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import PullQuote
from tournee.documents.inline import runs
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.stack import Barred
from tournee.documents.pdf.structure import Element
from tournee.documents.phrases import quotation_marks


def flow(block: PullQuote, page: Page) -> list[Flowable]:
    """The quotation in its language, in the marks of that language, and who said it."""
    opening, closing = quotation_marks(block.language or page.language)
    said = Element("P", language=block.language)
    parts: list[Flowable] = [page.paragraph((opening, *runs(block.words), closing), "quote", said)]
    if block.attribution:
        parts.append(page.paragraph(block.attribution, "attribution"))
    return [Barred(parts, "route", Element("BlockQuote"), before=12, after=15)]
