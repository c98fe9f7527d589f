"""What a document opens with where it has no cover: logos, kicker, title, author and date."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Coded
from tournee.documents.document import Document
from tournee.documents.pdf.canvas import TaggedCanvas
from tournee.documents.pdf.logos import LogoRow
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.runs import tidy
from tournee.documents.pdf.text import Words
from tournee.texts.typography import NO_BREAK, format_date

TITLE = "document"  # the place of the title


def open_document(page: Page) -> list[Flowable]:
    """The title with what stands above and below it."""
    document = page.document
    parts: list[Flowable] = []
    if document.logos:
        parts.append(LogoRow(document.logos, after=20))
    if document.notice:
        parts.append(page.paragraph(document.notice, "notice"))
    if document.kicker:
        parts.append(page.paragraph(document.kicker, "kicker"))
    parts.append(title(page, "title"))
    if not any(isinstance(block, Coded) for block in document.blocks[:1]):  # a sheet says itself of which day it is
        parts.append(page.paragraph(signed(document, page), "signed"))
    return parts


def title(page: Page, style: str) -> Words:
    """The document's title: its only heading of the first level."""
    words = page.paragraph(page.document.title, style, "H1")
    text = tidy(page.document.title)

    def begin(canvas: TaggedCanvas, height: float) -> None:
        canvas.place(TITLE, height)
        canvas.addOutlineEntry(text, TITLE, 0)

    words.begin = begin
    return words


def signed(document: Document, page: Page) -> str:
    """Who wrote it, and its date."""
    date = format_date(document.date, page.language, weekday=False)
    return f"{document.author}{NO_BREAK}· {date}" if document.author else date
