"""The structure tree of a tagged PDF (ISO 32000-1, 14.7): what is a heading, a list, a cell, and in which order.

An element enters the tree when something of it is first drawn, after all that its parent holds by then: so the order of
the tree is the order of drawing, and an element of which nothing was drawn is nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

_PAGE_SHIFT = 20  # a marked content is kept as one number: its page, and its number there
_MCID = (1 << _PAGE_SHIFT) - 1
_KEPT_EMPTY = frozenset({"TD", "TH"})


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's annotation on a page, as a child of its element; `reference` is how the file refers to it."""

    page: int
    reference: str


class Element:
    """One structure element. A role of ISO 32000-1, its parent (or None: where the canvas is when it is first drawn).

    `alt` says in words what a figure shows, `actual` the characters that could not be drawn, `language` is BCP 47,
    `attributes` comes from the function of that name, `id` lets headers and notes be referred to.
    """

    __slots__ = ("actual", "alt", "attributes", "id", "kids", "language", "number", "parent", "placed", "role")

    def __init__(
        self,
        role: str,
        parent: Element | None = None,
        *,
        alt: str = "",
        actual: str = "",
        language: str = "",
        attributes: str = "",
        id: str = "",  # noqa: A002 (as the standard calls it)
    ) -> None:
        self.role = role
        self.parent = parent
        self.alt = alt
        self.actual = actual
        self.language = language
        self.attributes = attributes
        self.id = id
        self.kids: list[Element | Annotation | int] = []
        self.placed = False
        self.number = 0

    def place(self, under: Element) -> None:
        """Enter the tree, under the own parent or, without one, under that one; nothing where it is there already."""
        if self.placed:
            return
        if self.parent is None:
            self.parent = under
        else:
            self.parent.place(under)
        self.parent.kids.append(self)
        self.placed = True

    def add_content(self, page: int, mcid: int) -> None:
        """Hold the marked content of that number on that page (from 1)."""
        self.kids.append(page << _PAGE_SHIFT | mcid)


def make_root(language: str) -> Element:
    """The element that holds the whole document."""
    root = Element("Document", language=language)
    root.placed = True
    return root


@cache
def attributes(owner: str, **entries: str | int | tuple[float, ...] | tuple[str, ...]) -> str:
    """The attribute object of an owner (Table, List, Layout), as PDF: a word becomes a name, a tuple an array.

    In a tuple, words are strings (the ids in Headers). Remembered: a table has thousands of equal ones.
    """
    written = [f"/{key} {_value(value)}" for key, value in entries.items()]
    return f"<</O/{owner}{' '.join(['', *written])}>>"


def _value(value: str | int | tuple[float, ...] | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return "[" + " ".join(string(item) if isinstance(item, str) else f"{item:.2f}" for item in value) + "]"
    return f"/{value}" if isinstance(value, str) else str(value)


def string(text: str) -> str:
    """The text as a PDF string, which needs no escape in hexadecimal: only plain ASCII is kept readable."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def walk(root: Element) -> Iterator[Element]:
    """The elements that hold something, parents before children, in order of reading."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


def drop_empty(root: Element) -> None:
    """Take out elements whose children all turned out to be empty; empty cells stay, as their place says something."""
    for element in reversed(list(walk(root))):
        element.kids = [
            kid for kid in element.kids if not isinstance(kid, Element) or kid.kids or kid.role in _KEPT_EMPTY
        ]


class Tree:
    """The finished tree as PDF objects, numbered from `first`. `pages` and the parents by key come from the canvas."""

    def __init__(
        self, root: Element, parents: Sequence[Sequence[Element] | Element], pages: Mapping[int, int], first: int
    ) -> None:
        drop_empty(root)
        self.elements = list(walk(root))
        self.parents = parents
        self.pages = pages
        for number, element in enumerate(self.elements, start=first):
            element.number = number
        self.top = first + len(self.elements)

    def objects(self) -> Iterator[bytes]:
        """The elements, then the root of the tree (whose number is `top`) and the arrays by page."""
        for element in self.elements:
            yield self._element(element).encode("ascii")
        arrays = [(key, kids) for key, kids in enumerate(self.parents) if not isinstance(kids, Element)]
        number_of = {key: number for number, (key, _kids) in enumerate(arrays, start=self.top + 1)}
        yield self._root(number_of).encode("ascii")
        for _key, kids in arrays:
            yield ("[" + " ".join(f"{element.number} 0 R" for element in kids) + "]").encode("ascii")

    def _root(self, number_of: Mapping[int, int]) -> str:
        """The StructTreeRoot with its parent tree and the tree of ids."""
        numbers = " ".join(
            f"{key} {kids.number if isinstance(kids, Element) else number_of[key]} 0 R"
            for key, kids in enumerate(self.parents)
        )
        parts = [
            f"/Type/StructTreeRoot/K[{self.elements[0].number} 0 R]",
            f"/ParentTree<</Nums[{numbers}]>>/ParentTreeNextKey {len(self.parents)}",
        ]
        ids = sorted((string(element.id), element.number) for element in self.elements if element.id)
        if ids:
            parts.append(f"/IDTree<</Names[{' '.join(f'{name} {number} 0 R' for name, number in ids)}]>>")
        return f"<<{''.join(parts)}>>"

    def _element(self, element: Element) -> str:
        parent = element.parent.number if element.parent else self.top
        parts = [f"/S/{element.role}/P {parent} 0 R"]
        page = next((kid >> _PAGE_SHIFT for kid in element.kids if isinstance(kid, int)), 0)
        if page:
            parts.append(f"/Pg {self.pages[page]} 0 R")
        if element.alt:
            parts.append(f"/Alt{string(element.alt)}")
        if element.actual:
            parts.append(f"/ActualText{string(element.actual)}")
        if element.language:
            parts.append(f"/Lang{string(element.language)}")
        if element.attributes:
            parts.append(f"/A{element.attributes}")
        if element.id:
            parts.append(f"/ID{string(element.id)}")
        if element.kids:
            kids = [self._kid(kid, page) for kid in element.kids]
            parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
        return f"<<{''.join(parts)}>>"

    def _kid(self, kid: Element | Annotation | int, page: int) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        if isinstance(kid, Annotation):
            return f"<</Type/OBJR/Obj {kid.reference}/Pg {self.pages[kid.page]} 0 R>>"
        if kid >> _PAGE_SHIFT == page:
            return str(kid & _MCID)
        return f"<</Type/MCR/Pg {self.pages[kid >> _PAGE_SHIFT]} 0 R/MCID {kid & _MCID}>>"
