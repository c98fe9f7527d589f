"""What a browser would make of a piece of HTML, as a tree; anything left open or closed twice is an error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_CLOSED_AT_ONCE = {"rect", "circle", "line", "path"}


@dataclass
class Node:
    """An element; what it holds are elements and text."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str, **attributes: str) -> list[Node]:
        """Every element inside, in order; `css="num"` asks for a class, any other attribute for its value."""
        css = attributes.pop("css", None)
        return [
            node
            for node in self.walk()
            if (not tags or node.tag in tags)
            and (css is None or css in node.attributes.get("class", "").split())
            and all(node.attributes.get(name) == value for name, value in attributes.items())
        ]

    def one(self, *tags: str, **attributes: str) -> Node:
        """The only such element."""
        (node,) = self.all(*tags, **attributes)
        return node

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def text(self) -> str:
        """The text inside, as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), f"<{tag}> says an attribute twice: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _CLOSED_AT_ONCE | _VOID, f"<{tag}/> stays open in HTML"
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Node:
    """The tree of a fragment or a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open == [builder.root], f"<{builder.open[-1].tag}> is never closed"
    return builder.root
