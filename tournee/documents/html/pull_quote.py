"""Somebody's words set large."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents.blocks import PullQuote
from tournee.documents.html.page import Page
from tournee.documents.inline import InLanguage
from tournee.documents.phrases import quotation_marks


def render(block: PullQuote, page: Page) -> SafeString:
    """The quotation in its language and its marks, and who speaks below it."""
    lang = format_html(' lang="{}"', block.language) if block.language else ""
    opening, closing = quotation_marks(block.language or page.language)
    said = (InLanguage(block.words, block.language),) if block.language else block.words
    return format_html(
        '<figure class="document-quote"><blockquote{}><p>{}{}{}</p></blockquote>{}</figure>',
        *(lang, opening, page.words(said), closing),
        page.element("figcaption", block.attribution),
    )
