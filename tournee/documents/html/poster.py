"""A poster on a screen: the same words in the same order, without its sheet."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents import phrases
from tournee.documents.blocks import Poster
from tournee.documents.html.closing import render_funding
from tournee.documents.html.page import Page, joined
from tournee.documents.html.qr_code import code_picture


def render(block: Poster, page: Page) -> SafeString:
    """A section under its own heading, in order of reading."""
    alternative = phrases.code_alternative(block.words or block.title)
    parts = [
        page.element("p", block.kicker, "kicker"),
        format_html("<{0}>{1}</{0}>", page.heading_tag(2), page.words(block.title)),
        joined(page.element("p", words) for words in block.lines),
        page.element("p", block.words) if block.code else "",
        format_html('<div class="document-code">{}</div>', code_picture(block.code, alternative)) if block.code else "",
        joined(page.element("p", words) for words in block.notes),
        joined(render_funding(funding, page) for funding in block.fundings),
    ]
    return format_html('<section class="document-together">{}</section>', joined(parts))
