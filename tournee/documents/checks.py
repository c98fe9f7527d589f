"""What a document must hold before any face renders it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from tournee.documents.blocks import Block, Figure, Heading
from tournee.documents.inline import Footnote, Link, plain
from tournee.drawing.scene import Scene

if TYPE_CHECKING:
    from tournee.documents.document import Document

_SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


def check_document(document: Document) -> None:
    """Raise ValueError for a heading level that is skipped, an anchor that is twice, missing or no word, a bad link.

    And TypeError for what is no block.
    """
    if not document.title.strip():
        raise ValueError("A document needs a title.")
    _check_blocks(document)
    _check_headings(document.headings())
    anchors = Counter(document.anchors())
    _check_anchors(anchors)
    for link in _links((document.blocks, document.cover, document.funding, document.provenance)):
        if not link.href.startswith(_SCHEMES):
            raise ValueError(f"A document links to https:, mailto: or tel: addresses and #anchors; not {link.href!r}.")
        if link.href.startswith("#") and link.href[1:] not in anchors:
            raise ValueError(f"Nothing here has the anchor {link.href[1:]!r}.")
        if any(isinstance(inner, Link | Footnote) for inner in _parts(link.words)):
            raise ValueError(f"The link {plain(link.words)!r} holds another link or a footnote.")


def _check_blocks(document: Document) -> None:
    """The document is a tuple of blocks; one alone needs its comma, words need a Paragraph around them."""
    if not isinstance(document.blocks, tuple | list):
        raise TypeError(f"A document’s blocks are a tuple, one alone with its comma; not {document.blocks!r}.")
    for block in document.every_block():
        if not isinstance(block, Block):
            raise TypeError(f"{block!r} is no block: words, for one, stand in a Paragraph.")


def _check_headings(headings: list[Heading]) -> None:
    """The title is level 1; each heading goes at most one level deeper than the one before it."""
    before = 1
    for heading in headings:
        if heading.level > before + 1:
            raise ValueError(f"“{plain(heading.words)}” skips from level {before} to {heading.level}.")
        before = heading.level


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
