"""The table of contents, as nested lists of links."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents import phrases
from tournee.documents.blocks import Contents, Heading
from tournee.documents.html.page import Page, safe


def render(block: Contents, page: Page) -> SafeString:
    """Links to the headings down to that depth; nothing in a document without headings."""
    listed = [(heading, anchor) for heading, anchor in page.headings if heading.level <= block.depth]
    if not listed:
        return SafeString()
    return format_html(
        '<nav class="document-contents" aria-labelledby="{0}"><p id="{0}">{1}</p>{2}</nav>',
        *(page.new_id("contents"), phrases.CONTENTS, _nested(listed, page)),
    )


def _nested(listed: list[tuple[Heading, str]], page: Page) -> SafeString:
    """A list for each level, inside the entry above it. No level is skipped: the document saw to that."""
    out: list[str] = []
    level = 1
    for heading, anchor in listed:
        if heading.level > level:
            out.append("<ol><li>")
        else:
            out.append("</li></ol>" * (level - heading.level) + "</li><li>")
        level = heading.level
        out.append(format_html('<a href="#{}">{}</a>', anchor, page.words(heading.words, bare=True)))
    out.append("</li></ol>" * (level - 1))
    return safe("".join(out))
