"""A heading on paper: set, marked in the bookmarks, and a place that links lead to."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Heading
from tournee.documents.inline import plain
from tournee.documents.pdf.canvas import TaggedCanvas
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.runs import tidy


def flow(block: Heading, page: Page) -> list[Flowable]:
    """The words in the style of their level."""
    name = page.next_heading()
    words = page.paragraph(block.words, f"h{block.level}", f"H{block.level}")
    title = tidy(plain(block.words))

    def begin(canvas: TaggedCanvas, height: float) -> None:
        canvas.place(name, height)
        canvas.addOutlineEntry(title, name, block.level - 2)
        if block.level == 2:
            canvas.begin_section(title, height)

    words.begin = begin
    return [words]
