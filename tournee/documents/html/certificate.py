"""A certificate on a screen: the same words in the same order, without its sheet."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents import phrases
from tournee.documents.blocks import Certificate, Facts, Figure, KeyFigures, QRCode
from tournee.documents.html import facts, figure, key_figures
from tournee.documents.html.closing import render_funding
from tournee.documents.html.page import Page, joined
from tournee.documents.html.qr_code import code_picture


def render(block: Certificate, page: Page) -> SafeString:
    """A section under its own heading, in order of reading."""
    tag, below = page.heading_tag(2), page.heading_tag(3)
    parts = [
        page.element("p", block.kicker, "kicker"),
        format_html("<{0}>{1}</{0}>", tag, page.words(block.title)),
        page.element("p", block.number, "muted"),
        figure.render(Figure(block.scene, width=60), page) if block.scene else "",
        page.element("p", block.opening),
        format_html("<{0}>{1}</{0}>", below, page.words(block.name)),
        joined(page.element("p", line) for line in block.lines),
        page.element("p", block.statement),
        key_figures.render(KeyFigures((block.figure,)), page) if block.figure else "",
        facts.render(Facts(block.rows), page) if block.rows else "",
        joined(page.element("p", line) for line in block.attested),
        _check(block.check, page) if block.check else "",
        joined(render_funding(funding, page) for funding in block.fundings),
    ]
    other = format_html(' lang="{}"', block.language) if block.language not in ("", page.language) else ""
    return format_html('<section class="document-together"{}>{}</section>', other, joined(parts))


def _check(check: QRCode, page: Page) -> SafeString:
    """The code, and where it leads in words of the certificate's own."""
    alternative = phrases.code_alternative(check.words, check.alternative)
    return format_html(
        '<figure class="document-code">{}<figcaption>{}</figcaption></figure>',
        *(code_picture(check.data, alternative), page.words(check.words)),
    )
