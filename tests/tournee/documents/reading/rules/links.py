"""Annotations: links that say where they lead, are part of the tree, and lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from tests.tournee.documents.reading.fault import Fault
from tests.tournee.documents.reading.reading import Reading
from tests.tournee.documents.reading.rules.structure import page_of
from tests.tournee.documents.reading.tags import Reference

_PRINT, _HIDDEN = 4, 2


def check_annotations(reading: Reading) -> Iterator[Fault]:
    """Each link says and leads where it should; each annotation is printed."""
    for page, one in reading.annotations:
        flags = int(one.get("/F", 0))
        if not flags & _PRINT or flags & _HIDDEN:
            yield Fault("print-flag", page, f"an annotation's flags are {flags}")
        if one.get("/Subtype") == "/Link":
            yield from _check_link(reading, page, one)


def _check_link(reading: Reading, page: int, link: pikepdf.Object) -> Iterator[Fault]:
    if not str(link.get("/Contents", "")).strip():
        yield Fault(
            "link-contents", page, f"a link to {reading.destinations.target(link)!r} does not say where it leads"
        )
    if not reading.destinations.target(link):
        yield Fault("link-target", page, f"{str(link.get('/Contents', ''))!r} leads nowhere")
    parent = reading.parents.get(int(link.get("/StructParent", -1)))
    if parent is None:
        yield Fault("link-parent", page, f"a link to {reading.destinations.target(link)!r} has no way up into the tree")


def check_link_elements(reading: Reading) -> Iterator[Fault]:
    """Each link annotation is held by one Link element, the one its way up leads to, with words to click."""
    holders: dict[tuple[int, int], list] = {}
    for element in reading.elements():
        for part in element.below:
            if isinstance(part, Reference):
                holders.setdefault(part.annotation, []).append(element)
    for page, link in reading.annotations:
        if link.get("/Subtype") != "/Link":
            continue
        held = holders.get(link.objgen, [])
        if [element.role for element in held] != ["Link"]:
            roles = ", ".join(element.role for element in held) or "nothing"
            yield Fault("link-element", page, f"a link to {reading.destinations.target(link)!r} is held by {roles}")
        parent = reading.parents.get(int(link.get("/StructParent", -1)))
        if held and parent is not None and parent.objgen != held[0].key:
            yield Fault(
                "link-element", page, f"a link to {reading.destinations.target(link)!r} leads up to another element"
            )
    for element in reading.elements("Link"):
        held = [part for part in element.below if isinstance(part, Reference)]
        if not held or page_of(element) is None:
            yield Fault("link-element", page_of(element), f"{reading.text_of(element)[:40]!r} is no link to click")
