"""The tag tree of a PDF: what a screen reader walks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import pikepdf

Key: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content that an element holds: the page (from 1) and its number there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Reference:
    """An annotation that an element holds, by its object's key."""

    annotation: Key


@dataclass(slots=True)
class Element:
    """One element of the tree with what hangs below it, in order of reading."""

    role: str
    key: Key
    parent: Element | None = None
    alternative: str = ""
    instead: str | None = None
    language: str = ""
    identifier: str = ""
    attributes: dict[str, pikepdf.Object] = field(default_factory=dict)
    below: list[Element | Content | Reference] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """The elements directly below."""
        return [part for part in self.below if isinstance(part, Element)]

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in order of reading."""
        yield self
        for element in self.elements:
            yield from element.walk()

    def contents(self) -> Iterator[Content]:
        """The marked content of this element and of all below it, in order of reading."""
        for part in self.below:
            if isinstance(part, Content):
                yield part
            elif isinstance(part, Element):
                yield from part.contents()

    def span(self, name: str) -> int:
        """How many columns or rows a cell takes (`ColSpan`, `RowSpan`)."""
        return int(self.attributes.get(name, 1))


def read_tree(pdf: pikepdf.Pdf) -> Element | None:
    """The root of the tree: the document's element, or one without a role above several; None without a tree."""
    top = pdf.Root.get("/StructTreeRoot")
    if top is None:
        return None
    reader = _Reader({page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)})
    root = Element("", top.objgen)
    reader.fill(root, top, None)
    if len(root.below) == 1 and isinstance(only := root.below[0], Element):
        only.parent = None
        return only
    return root


class _Reader:
    def __init__(self, pages: dict[Key, int]) -> None:
        self.pages = pages

    def fill(self, element: Element, found: pikepdf.Object, page: int | None) -> None:
        kids = found.get("/K")
        if kids is None:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            element.below.append(self._part(kid, element, page))

    def _part(self, kid: pikepdf.Object | int, parent: Element, page: int | None) -> Element | Content | Reference:
        if isinstance(kid, int):
            return Content(page or 0, kid)
        if kid.get("/Type") == "/MCR":
            return Content(self._page(kid, page) or 0, int(kid.MCID))
        if kid.get("/Type") == "/OBJR":
            return Reference(kid.Obj.objgen)
        element = Element(
            role=str(kid.get("/S", "")).lstrip("/"),
            key=kid.objgen,
            parent=parent,
            alternative=str(kid.get("/Alt", "")),
            instead=str(kid.ActualText) if "/ActualText" in kid else None,
            language=str(kid.get("/Lang", "")),
            identifier=str(kid.get("/ID", "")),
            attributes=_attributes(kid.get("/A")),
        )
        self.fill(element, kid, self._page(kid, None))  # an element does not inherit its page
        return element

    def _page(self, kid: pikepdf.Object, otherwise: int | None) -> int | None:
        return self.pages.get(kid.Pg.objgen) if "/Pg" in kid else otherwise


def _attributes(given: pikepdf.Object | None) -> dict[str, pikepdf.Object]:
    """All attributes, whoever owns them, without the stroke before their names."""
    if given is None:
        return {}
    together: dict[str, pikepdf.Object] = {}
    for one in given if isinstance(given, pikepdf.Array) else (given,):
        if isinstance(one, pikepdf.Dictionary):
            together |= {name[1:]: value for name, value in one.items()}
    return together


def number_tree(node: pikepdf.Object | None) -> list[tuple[int, pikepdf.Object]]:
    """The entries of a number tree (the parents by number, the labels of pages), in the order in which they stand."""
    if node is None:
        return []
    pairs = list(node.get("/Nums", ()))
    entries = list(zip(map(int, pairs[::2]), pairs[1::2], strict=True))
    for kid in node.get("/Kids", ()):
        entries += number_tree(kid)
    return entries


def name_tree(node: pikepdf.Object | None) -> list[tuple[str, pikepdf.Object]]:
    """The entries of a name tree (identifiers, destinations), in the order in which they stand."""
    if node is None:
        return []
    pairs = list(node.get("/Names", ()))
    entries = [(str(name), value) for name, value in zip(pairs[::2], pairs[1::2], strict=True)]
    for kid in node.get("/Kids", ()):
        entries += name_tree(kid)
    return entries
