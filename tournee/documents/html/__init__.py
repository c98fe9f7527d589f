"""Documents as HTML for the inside of a page: semantic, in the PDF's order, with no style and no script of its own.

A kind of block is one file here, named after its class, with `render(block, page) -> SafeString`. The page that shows a
document links `web/components/document.css` (`{% include "tournee/documents/_head.html" %}` in its block `head`).
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import override

from tournee.documents.blocks import Notes, Picture
from tournee.documents.document import Document
from tournee.documents.html import closing, opening
from tournee.documents.html.page import Page
from tournee.documents.html.pictures import data_uri


def render(
    document: Document,
    *,
    heading_offset: int = 0,
    titled: bool = False,
    picture_url: Callable[[Picture], str] = data_uri,
) -> SafeString:
    """The document as one `<article>`, in its own language whatever the active one.

    Where the page's own h1 says the title, its headings begin at h2; `heading_offset` puts them deeper (never past
    h6). `titled` writes the title too, as h1 (deeper with an offset). `picture_url` gives the address a picture is
    served at; by default the picture is written into the page, which the site's policy allows and small logos suit.
    """
    page = Page(document, heading_offset, picture_url)
    with override(page.language):
        opened = opening.render(document, page, titled=titled)
        body = page.blocks(document.blocks)
        remaining = page.blocks((Notes(),))
        closed = closing.render(document, page)
    return format_html(
        '<article class="document" lang="{}">{}{}{}{}</article>\n', document.language, opened, body, remaining, closed
    )
