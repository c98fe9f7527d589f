"""What a document ends with: who paid, whose logos, where what is said comes from."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tournee.documents import phrases
from tournee.documents.document import Document, Funding, Provenance
from tournee.documents.html.page import Page, joined
from tournee.documents.html.pictures import image, logos


def render(document: Document, page: Page) -> SafeString:
    """The footer of the document, or nothing where it has nothing to say."""
    parts = [
        *(render_funding(funding, page) for funding in document.funding),
        logos(document.logos, page) if document.cover else "",
        _provenance(document.provenance, page) if document.provenance else "",
    ]
    if not any(parts):
        return SafeString()
    return format_html('<footer class="document-closing">{}</footer>', joined(parts))


def render_funding(funding: Funding, page: Page) -> SafeString:
    """A funder's emblem with its mention."""
    emblem = image(funding.emblem.picture, funding.emblem.name, page) if funding.emblem else ""
    return format_html('<div class="document-funding">{}<p>{}</p></div>', emblem, page.words(funding.mention))


def _provenance(provenance: Provenance, page: Page) -> SafeString:
    rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", _facts(provenance, page))
    return format_html('<dl class="facts">{}</dl>', rows)


def _facts(provenance: Provenance, page: Page) -> Iterator[tuple[object, str]]:
    yield phrases.MADE_BY, page.words(provenance.made_by)
    if provenance.data:
        yield phrases.DATA, page.words(provenance.data)
    if provenance.read_at:
        yield phrases.READ_AT, provenance.read_in_words(page.language)
    if provenance.terms:
        yield phrases.TERMS, page.words(provenance.terms)
    if provenance.fingerprint:
        yield phrases.FINGERPRINT, format_html("<code>{}</code>", provenance.fingerprint)
