"""What a document must hold before any face renders it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from tournee.documents.blocks import Figure, Heading
from tournee.documents.inline import Link, plain

if TYPE_CHECKING:
    from tournee.documents.document import Document

_SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")


def check_document(document: Document) -> None:
    """Raise ValueError where the headings skip a level, or an anchor is given twice, missing or of no known scheme."""
    if not document.title.strip():
        raise ValueError("A document needs a title.")
    _check_headings(document.headings())
    anchors = document.anchors()
    twice = {anchor for anchor in anchors if anchors.count(anchor) > 1}
    if twice:
        raise ValueError(f"Anchors given twice: {', '.join(sorted(twice))}.")
    for link in _links(document.blocks):
        if not link.href.startswith(_SCHEMES):
            raise ValueError(f"{link.href!r} is no address that a document can link to.")
        if link.href.startswith("#") and link.href[1:] not in anchors:
            raise ValueError(f"Nothing here has the anchor {link.href[1:]!r}.")


def _check_headings(headings: list[Heading]) -> None:
    """The title is level 1; each heading goes at most one level deeper than the one before it."""
    before = 1
    for heading in headings:
        if heading.level > before + 1:
            raise ValueError(f"“{plain(heading.words)}” skips from level {before} to {heading.level}.")
        before = heading.level


def _links(part: object) -> Iterator[Link]:
    """Every link in a tree of blocks and words."""
    if isinstance(part, Link):
        yield part
    if isinstance(part, tuple | list):
        for inner in part:
            yield from _links(inner)
    elif isinstance(part, Figure):
        yield from _links((part.caption, part.source))
    elif is_dataclass(part):
        for field in fields(part):
            yield from _links(getattr(part, field.name))
