"""Lists on paper, nested as deep as they are: L, LI, Lbl and LBody."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import BulletList, Item, OrderedList
from tournee.documents.pdf.lines import Run
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.structure import Element, attributes
from tournee.documents.pdf.styles import STYLES, Style

_MARKS = ("•", "–")
_STEP = 17.0
_DIGIT = 5.2  # the width of one more digit


def flow(block: BulletList | OrderedList, page: Page) -> list[Flowable]:
    """The items, each with its mark in the indent; nothing where there are none."""
    if not block.items:
        return []
    items = _items(block, page, None, 1)
    items[-1].style = replace(items[-1].style, after=STYLES["body"].after + 1)
    return list(items)


def _items(block: BulletList | OrderedList, page: Page, parent: Element | None, depth: int) -> list[Flowable]:
    ordered = isinstance(block, OrderedList)
    whole = Element("L", parent, attributes=attributes("List", ListNumbering="Decimal" if ordered else "Disc"))
    start = block.start if isinstance(block, OrderedList) else 1
    style = _style(depth, len(str(start + len(block.items) - 1)) if ordered else 1)
    flowables: list[Flowable] = []
    for number, given in enumerate(block.items, start=start):
        item = given if isinstance(given, Item) else Item(given)
        entry = Element("LI", whole)
        mark = f"{number}." if ordered else _MARKS[(depth - 1) % len(_MARKS)]
        label = Element("Lbl", entry)
        body = Element("LBody", entry)
        words = page.paragraph(item.words, style, body)
        words.label = Run(mark, "sans-semibold" if ordered else style.face, style.size, "route", element=label)
        flowables.append(words)
        if item.below is not None:
            flowables += _items(item.below, page, body, depth + 1)
    return flowables


@cache
def _style(depth: int, digits: int) -> Style:
    """The style of items so deep, whose numbers have so many digits; their longest line ends where the text's does."""
    style = STYLES["item"]
    indent = _STEP * depth + _DIGIT * max(digits - 1, 0)
    return replace(style, indent=indent, measure=style.measure - indent)
