"""Blocks rendered and read back."""

from __future__ import annotations

from typing import Any

from tests.tournee.documents.documents import document
from tests.tournee.documents.html.tree import Node, parse
from tournee.documents.blocks import Block
from tournee.documents.html import render


def article(*blocks: Block, language: str = "en", rendering: dict[str, Any] | None = None, **options: Any) -> Node:
    """The document of these blocks, as its article."""
    return parse(render(document(*blocks, language=language, **options), **(rendering or {}))).one("article")


def body(*blocks: Block, language: str = "en", **options: Any) -> Node:
    """The same without what it opens with."""
    read = article(*blocks, language=language, **options)
    return Node("article", read.attributes, [child for child in read.children if not _opening(child)])


def _opening(child: Node | str) -> bool:
    return isinstance(child, Node) and child.tag == "header"
