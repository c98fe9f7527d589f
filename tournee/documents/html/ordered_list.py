"""A numbered list."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents.blocks import OrderedList
from tournee.documents.html.bullet_list import items
from tournee.documents.html.page import Page


def render(block: OrderedList, page: Page) -> SafeString:
    """The items, numbered from where the list starts; nothing where there are none."""
    if not block.items:
        return SafeString()
    start = format_html(' start="{}"', block.start) if block.start != 1 else ""
    return format_html("<ol{}>{}</ol>", start, items(block.items, page))
