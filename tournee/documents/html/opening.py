"""What a document opens with: its kicker, title, cover, date, and the notice that it is a draft or made up."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents.document import Cover, Document
from tournee.documents.html.page import Page, joined
from tournee.documents.html.pictures import logos
from tournee.drawing.svg import to_svg
from tournee.texts.typography import NO_BREAK, format_date


def render(document: Document, page: Page, *, titled: bool) -> SafeString:
    """The header of the document, in the paper's order; the running header and footer are the sheets' own."""
    kicker = (document.cover and document.cover.kicker) or document.kicker
    parts = [
        "" if document.cover else logos(document.logos, page),
        page.element("p", document.notice, "notice"),
        page.element("p", kicker, "kicker"),
        format_html("<{0}>{1}</{0}>", page.heading_tag(1), page.words(document.title)) if titled else "",
        *(_cover(document.cover, page) if document.cover else ()),
        _signed(document, page) if document.cover is None or document.cover.dated else "",
        logos(document.cover.logos, page) if document.cover else "",
    ]
    return format_html('<header class="document-opening">{}</header>', joined(parts))


def _cover(cover: Cover, page: Page) -> Iterator[SafeString]:
    """What a cover says below its title."""
    yield page.element("p", cover.subtitle, "intro")
    yield from (page.element("p", line) for line in cover.lead)
    if cover.scene is not None:
        drawn = to_svg(cover.scene, id_prefix=page.new_id("cover"))
        yield format_html('<div class="document-scene">{}</div>', drawn)
    yield from (page.element("p", line) for line in cover.lines)


def _signed(document: Document, page: Page) -> SafeString:
    """Who wrote it, and its date."""
    written = format_date(document.date, page.language, weekday=False)
    date = format_html('<time datetime="{}">{}</time>', document.date.isoformat(), written)
    author = format_html("{}{}· ", document.author, NO_BREAK) if document.author else ""
    return format_html('<p class="muted">{}{}</p>', author, date)
