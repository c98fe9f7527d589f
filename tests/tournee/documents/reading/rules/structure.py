"""The tag tree: roles, figures, headings, lists, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pikepdf

from tests.tournee.documents.reading.fault import Fault
from tests.tournee.documents.reading.reading import HEADINGS, Reading
from tests.tournee.documents.reading.tags import Element, name_tree

_GROUPS = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
_BLOCKS = "P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot"
_INLINE = "Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form"
_STANDARD = frozenset(f"{_GROUPS} {_BLOCKS} {_INLINE}".split())
_MAY_BE_EMPTY = frozenset(("TH", "TD", "LBody", "NonStruct", "Private", "THead", "TBody", "TFoot"))

_BELONGS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI", "Note", "TOCI", "BibEntry", "P", "Link", "Reference"},
    "TOCI": {"TOC"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
}


def page_of(element: Element) -> int | None:
    """The page on which an element begins."""
    return next((content.page for content in element.contents() if content.page), None)


def check_roles(reading: Reading) -> Iterator[Fault]:
    """Roles are those of the standard, or mapped to them, where they belong; what is announced holds something."""
    if reading.tree is None:
        yield Fault("role", None, "there is no tag tree")
    elif reading.tree.role != "Document":
        yield Fault("role", None, f"the tree's root is {reading.tree.role!r}, not one Document")
    mapped = {
        name[1:]
        for name in reading.pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary()).get("/RoleMap", pikepdf.Dictionary())
    }
    for one in reading.elements():
        above = one.parent.role if one.parent else ""
        if one.role not in _STANDARD | mapped and one is not reading.tree:
            yield Fault("role", page_of(one), f"{one.role!r} is no role that readers know")
        if one.role in _BELONGS and above not in _BELONGS[one.role]:
            yield Fault("role", page_of(one), f"{one.role} stands in {above or 'nothing'}")
        if one.role not in _MAY_BE_EMPTY and not one.below:
            yield Fault("empty", None, f"{one.role} in {above or 'nothing'} holds nothing")


def check_headings(reading: Reading) -> Iterator[Fault]:
    """The first heading is of level 1, none skips a level, each has words."""
    before = 0
    for one in reading.elements(*HEADINGS):
        level, words = int(one.role[1]), reading.text_of(one).strip()
        if not before and level != 1:
            yield Fault("heading-first", page_of(one), f"the first heading, {words!r}, is of level {level}")
        elif level > before + 1:
            yield Fault("heading-skip", page_of(one), f"{words!r} skips from level {before} to {level}")
        if not words:
            yield Fault("empty", page_of(one), f"a heading of level {level} has no words")
        before = level


def check_figures(reading: Reading) -> Iterator[Fault]:
    """Each figure has a text alternative and its place on its page."""
    for one in reading.elements("Figure"):
        page = page_of(one)
        if not one.alternative.strip():
            yield Fault("figure-alt", page, "a figure has no text alternative")
        box = one.attributes.get("BBox")
        if not isinstance(box, pikepdf.Array) or len(box) != 4:
            yield Fault("figure-box", page, f"{one.alternative[:40]!r} does not say where it stands")
            continue
        left, bottom, right, top = (float(edge) for edge in box)
        sheet = reading.sheet(page or 1)
        inside = sheet[0] - 1 <= left < right <= sheet[2] + 1 and sheet[1] - 1 <= bottom < top <= sheet[3] + 1
        if not inside:
            yield Fault("figure-box", page, f"{one.alternative[:40]!r} stands at {left, bottom, right, top}")


def check_lists(reading: Reading) -> Iterator[Fault]:
    """A list holds items (or a caption, or lists), each with one body."""
    for one in reading.elements("L"):
        for below in one.below:
            role = below.role if isinstance(below, Element) else "content"
            if role not in {"LI", "L", "Caption"}:
                yield Fault("list", page_of(one), f"a list holds {role} outside its items")
    for one in reading.elements("LI"):
        roles = [below.role if isinstance(below, Element) else "content" for below in one.below]
        if roles.count("LBody") != 1 or not set(roles) <= {"Lbl", "LBody"}:
            yield Fault("list", page_of(one), f"an item holds {', '.join(roles) or 'nothing'}")


def check_notes(reading: Reading) -> Iterator[Fault]:
    """Each note has an identifier that no other has, and the tree's index leads from it to the note."""
    top = reading.pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
    index = {name: found.objgen for name, found in name_tree(top.get("/IDTree"))}
    times = Counter(one.identifier for one in reading.elements() if one.identifier)
    for one in reading.elements("Note"):
        if not one.identifier:
            yield Fault("note-id", page_of(one), f"{reading.text_of(one)[:40]!r} has no identifier")
        elif times[one.identifier] > 1:
            yield Fault("note-id", page_of(one), f"{times[one.identifier]} elements are called {one.identifier!r}")
        elif index.get(one.identifier) != one.key:
            yield Fault("note-id", page_of(one), f"the index does not lead to {one.identifier!r}")
