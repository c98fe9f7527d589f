"""Documents on paper: tagged PDF (PDF/UA-1, ISO 14289-1) by reportlab. Import it lazily, as reportlab is large.

A kind of block is one file here, named after its class, with `flow(block, page) -> list[Flowable]`.
"""

from __future__ import annotations

from io import BytesIO
from threading import Lock

from django.utils.translation import override

from tournee.documents.blocks import Notes
from tournee.documents.document import Document
from tournee.documents.pdf.closing import close_document
from tournee.documents.pdf.collecting import collection_paused
from tournee.documents.pdf.layout import Layout
from tournee.documents.pdf.page import Page

__all__ = ["Page", "render"]

# reportlab keeps what it knows of its fonts for the whole process: threads that set documents take turns, which costs
# nothing, as setting one is all processor.
_turn = Lock()


def render(document: Document) -> bytes:
    """The document as a tagged PDF, in one pass; the same bytes for the same document."""
    file = BytesIO()
    with _turn, override(document.language), collection_paused():
        page = Page(document)
        layout = Layout(file, page)
        story = page.flow((*document.blocks, Notes()))
        layout.set([*story, *close_document(page)])
    return file.getvalue()
