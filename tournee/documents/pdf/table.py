"""A table on paper: its caption, its rows over as many pages as they need, and where it comes from."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.pdf.page import Page
from tournee.documents.pdf.source import sourced
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.table_parts import TableLayout, TablePart
from tournee.documents.pdf.table_tags import Tags
from tournee.documents.pdf.text import Words
from tournee.documents.tables import Table

_LARGEST = 1 / 3  # of a page: a caption or source beyond that flows on its own, so that room is left for rows


def flow(block: Table, page: Page) -> list[Flowable]:
    """The table with its caption and source, which no page's end parts from its rows."""
    before, rows, after = parts_of(block, page)
    return [*before, rows, *after]


def parts_of(block: Table, page: Page) -> tuple[list[Flowable], TablePart, list[Flowable]]:
    """What stands before its rows, the rows with what stays with them, and what follows."""
    tags = Tags(block, next(page.numbers))
    named = Element("Caption", tags.table)
    caption = page.paragraph(block.caption, "caption", named) if block.caption else None
    layout = TableLayout(block, page, tags)
    source = page.paragraph(sourced(block.source), "note") if block.source else None
    before: list[Flowable] = []
    after: list[Flowable] = []
    if caption and _is_small(caption, page):
        layout.keep_caption(caption)
    elif caption:
        named.role, named.parent = "P", None
        before.append(caption)
    if source and _is_small(source, page):
        layout.keep_source(source)
    elif source:
        after.append(source)
    return before, TablePart(layout, [], opens=True, open_ended=True), after


def _is_small(words: Words, page: Page) -> bool:
    return words.wrap(page.width)[1] < page.sheet.text_height * _LARGEST
