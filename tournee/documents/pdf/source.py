"""Where what stands above comes from, on paper."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents import phrases
from tournee.documents.blocks import Source
from tournee.documents.inline import Words, runs
from tournee.documents.pdf.page import Page


def flow(block: Source, page: Page) -> list[Flowable]:
    """The source in a line of its own."""
    return [page.paragraph(sourced(block.words), "note")]


def sourced(words: Words) -> Words:
    """The words with what says that they are a source."""
    before, after = str(phrases.SOURCE).split("%(source)s")
    return (before, *runs(words), after)
