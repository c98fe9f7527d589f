"""Footnotes, each with the way back to its mark."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tournee.documents import phrases
from tournee.documents.blocks import Notes
from tournee.documents.html.page import Page, joined
from tournee.documents.inline import Words


def render(block: Notes, page: Page) -> SafeString:
    """The footnotes met since the last ones were set, or nothing. A note within a note follows it."""
    items: list[SafeString] = []
    first = page.notes[0][0] if page.notes else 0
    while notes := page.notes_to_set():
        items += [_item(number, words, page) for number, words in notes]
    if not items:
        return SafeString()
    start = format_html(' start="{}"', first) if first != 1 else ""
    return format_html('<ol class="document-notes" aria-label="{}"{}>{}</ol>', phrases.NOTES, start, joined(items))


def _item(number: int, words: Words, page: Page) -> SafeString:
    back = _("Back to the mark of note %(number)s") % {"number": number}
    return format_html(
        '<li id="document-note-{0}">{1} <a href="#document-mark-{0}" role="doc-backlink" aria-label="{2}">↩</a></li>',
        number,
        page.words(words),
        back,
    )
