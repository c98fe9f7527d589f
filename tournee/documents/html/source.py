"""Where what stands above comes from."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents import phrases
from tournee.documents.blocks import Source
from tournee.documents.html.page import Page
from tournee.documents.inline import Words


def render(block: Source, page: Page) -> SafeString:
    """The source in a line of its own."""
    return format_html('<p class="document-source">{}</p>', sourced(block.words, page))


def sourced(words: Words, page: Page) -> SafeString:
    """The words, said to be a source."""
    return format_html(str(phrases.SOURCE).replace("%(source)s", "{}"), page.words(words))
