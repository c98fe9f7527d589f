"""A list in no order that matters, and what both kinds of list share."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tournee.documents.blocks import BulletList, Item
from tournee.documents.html.page import Page, joined, rendered
from tournee.documents.inline import Words


def render(block: BulletList, page: Page) -> SafeString:
    """The items, or nothing where there are none."""
    return format_html("<ul>{}</ul>", items(block.items, page)) if block.items else SafeString()


def items(given: tuple[Words | Item, ...], page: Page) -> SafeString:
    """The items of a list, each with the list below it."""
    return joined(_item(item, page) for item in given)


def _item(item: Words | Item, page: Page) -> SafeString:
    if not isinstance(item, Item):
        return page.element("li", item)
    below = rendered(item.below, page) if item.below else ""
    return format_html("<li>{}{}</li>", page.words(item.words), below)
