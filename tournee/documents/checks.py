"""What a document must hold before any face renders it: whole blocks, headings in their levels, links that lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from tournee.documents.blocks import Block, Figure, Heading, walk_blocks
from tournee.documents.inline import Footnote, Link, plain
from tournee.drawing.scene import Scene

_SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


def check_blocks(blocks: tuple[Block, ...]) -> None:
    """Raise TypeError unless they are a tuple of blocks: one alone needs its comma, words need a Paragraph."""
    if not isinstance(blocks, tuple | list):
        raise TypeError(f"A document’s blocks are a tuple, one alone with its comma; not {blocks!r}.")
    for block in walk_blocks(blocks):
        if not isinstance(block, Block):
            raise TypeError(f"{block!r} is no block: words, for one, stand in a Paragraph.")


def check_headings(headings: list[Heading]) -> None:
    """Raise ValueError where one goes more than a level deeper than the one before it; the title is level 1."""
    before = 1
    for heading in headings:
        if heading.level > before + 1:
            raise ValueError(f"“{plain(heading.words)}” skips from level {before} to {heading.level}.")
        before = heading.level


def check_links(anchors: list[str], parts: tuple[object, ...]) -> None:
    """Raise ValueError for an anchor that is twice or no word, and for a bad link in those parts of a document."""
    counted = Counter(anchors)
    _check_anchors(counted)
    for link in _links(parts):
        if not link.href.startswith(_SCHEMES):
            raise ValueError(f"A document links to https:, mailto: or tel: addresses and #anchors; not {link.href!r}.")
        if link.href.startswith("#") and link.href[1:] not in counted:
            raise ValueError(f"Nothing here has the anchor {link.href[1:]!r}.")
        if any(isinstance(inner, Link | Footnote) for inner in _parts(link.words)):
            raise ValueError(f"The link {plain(link.words)!r} holds another link or a footnote.")


def _check_anchors(anchors: Counter[str]) -> None:
    twice = sorted(anchor for anchor, times in anchors.items() if times > 1)
    if twice:
        raise ValueError(f"Anchors given twice: {', '.join(twice)}.")
    for anchor in anchors:
        if not _ANCHOR.fullmatch(anchor) or anchor.startswith("document-"):
            raise ValueError(f"{anchor!r} is no anchor: begin with a letter, use no spaces, leave “document-” to us.")


def _links(part: object) -> Iterator[Link]:
    """Every link in a tree of blocks and words."""
    return (found for found in _parts(part) if isinstance(found, Link))


def _parts(part: object) -> Iterator[object]:
    """Everything in a tree of blocks and words that is neither a plain value nor inside a picture; rows are many."""
    if isinstance(part, tuple | list):
        for inner in part:
            if not isinstance(inner, str | int | float | None):
                yield from _parts(inner)
    elif isinstance(part, Figure):
        yield from _parts((part.caption, part.source))
    elif is_dataclass(part) and not isinstance(part, Scene):
        yield part
        for field in fields(part):
            yield from _parts(getattr(part, field.name))
