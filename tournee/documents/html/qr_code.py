"""A code for a phone's camera, with the address in it to follow."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents import phrases
from tournee.documents.blocks import QRCode
from tournee.documents.html.page import Page, safe
from tournee.documents.inline import linked


def render(block: QRCode, page: Page) -> SafeString:
    """The code, what it is for, and its address as a link where it is one."""
    alternative = phrases.code_alternative(block.words, block.alternative)
    return format_html(
        '<figure class="document-code">{}<figcaption>{}<br>{}</figcaption></figure>',
        *(code_picture(block.data, alternative), page.words(block.words), page.words(linked(block.data))),
    )


def code_picture(data: str, alternative: str) -> SafeString:
    """The code drawn dark on light by day and by night, as cameras want it."""
    import segno  # lazily: few pages show a code

    drawn = segno.make(data, micro=False, error="m").svg_inline(omitsize=True, border=2, dark="#000", light="#fff")
    return format_html('<div class="document-qr" role="img" aria-label="{}">{}</div>', alternative, safe(drawn))
