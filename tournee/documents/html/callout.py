"""What must not be missed, set apart under a heading of its own."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents import phrases
from tournee.documents.blocks import Callout
from tournee.documents.html.page import Page


def render(block: Callout, page: Page) -> SafeString:
    """An aside one level below the heading it stands under; its tone is said in a word."""
    warning = block.tone == "warning"
    return format_html(
        '<aside role="note" class="notice{css}" aria-labelledby="{id}">'
        '<{tag} id="{id}">{tone}{title}</{tag}>{blocks}</aside>',
        css=" notice-warning" if warning else "",
        id=page.new_id("callout"),
        tag=f"h{min(page.level + 1, 6)}",
        tone=f"{phrases.WARNING} " if warning else "",
        title=page.words(block.title),
        blocks=page.blocks(block.blocks),
    )
