"""Short labelled facts, as a description list."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tournee.documents.blocks import Facts
from tournee.documents.html.page import Page


def render(block: Facts, page: Page) -> SafeString:
    """Each label with its value."""
    rows = ((page.words(label), page.words(value)) for label, value in block.items)
    return format_html('<dl class="facts">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))
