"""What must not be missed, on a quiet ground, on paper."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents import phrases
from tournee.documents.blocks import Callout
from tournee.documents.inline import Words, runs
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.stack import Barred
from tournee.documents.pdf.structure import Element
from tournee.drawing.scene import Role


def flow(block: Callout, page: Page) -> list[Flowable]:
    """The title, which says in a word what weight it has, and what stands below."""
    title: Words = block.title
    if block.tone == "warning":
        title = (f"{phrases.WARNING} ", *runs(block.title))
    parts = [page.paragraph(title, "callout-title"), *page.flow(block.blocks)]
    bar: Role = "warn" if block.tone == "warning" else "pine"
    return [Barred(parts, bar, Element("Sect"), ground="paper", before=12, after=15)]
