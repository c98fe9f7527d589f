"""Room to sign once the page is printed; on a screen, who is to sign."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tournee.documents import phrases
from tournee.documents.blocks import Signatory, SignatureBlock
from tournee.documents.html.page import Page, joined


def render(block: SignatureBlock, page: Page) -> SafeString:
    """One item a signatory, with place, date and signature to fill in."""
    signatories = joined(_signatory(signatory, block, page) for signatory in block.signatories)
    return format_html('<ul class="document-signatures">{}</ul>', signatories)


def _signatory(signatory: Signatory, block: SignatureBlock, page: Page) -> SafeString:
    filled = ((phrases.PLACE, page.words(block.place)), (phrases.DATE, ""), (phrases.SIGNATURE, ""))
    lines = format_html_join("", "<dt>{}</dt><dd>{}</dd>", filled)
    return format_html(
        "<li><strong>{}</strong>{}<dl>{}</dl></li>",
        *(page.words(signatory.role), page.element("p", signatory.name), lines),
    )
