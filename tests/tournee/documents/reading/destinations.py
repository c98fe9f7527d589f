"""Where links and bookmarks lead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import pikepdf

from tests.tournee.documents.reading.heard import Bookmark
from tests.tournee.documents.reading.tags import Key, name_tree


class Destinations:
    """The places of a file that it links to."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf

    @cached_property
    def pages(self) -> dict[Key, int]:
        """The number of a page (from 1), by its object's key."""
        return {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, start=1)}

    def target(self, link: pikepdf.Object) -> str:
        """Where a link leads: an address, `#page 3`, or nothing if there is no such place."""
        action = link.get("/A", pikepdf.Dictionary())
        if "/URI" in action:
            return str(action.URI)
        page = self.page(link.get("/Dest", action.get("/D")))
        return f"#page {page}" if page else ""

    def page(self, found: pikepdf.Object | None) -> int | None:
        """The page a destination opens, be it written out or only named."""
        if isinstance(found, pikepdf.Name | pikepdf.String):
            found = self._named.get(str(found))
        if isinstance(found, pikepdf.Dictionary):
            found = found.get("/D")
        return self.pages.get(found[0].objgen) if isinstance(found, pikepdf.Array) and len(found) else None

    @cached_property
    def _named(self) -> dict[str, pikepdf.Object]:
        root = self.pdf.Root
        named = dict(root.get("/Dests", pikepdf.Dictionary()).items())
        return named | dict(name_tree(root.get("/Names", pikepdf.Dictionary()).get("/Dests")))

    def entries(self, above: pikepdf.Object, depth: int) -> Iterator[Bookmark]:
        """The bookmarks below one, in order."""
        entry = above.get("/First")
        while entry is not None:
            page = self.page(entry.get("/Dest", entry.get("/A", pikepdf.Dictionary()).get("/D")))
            yield Bookmark(depth, str(entry.get("/Title", "")), page)
            yield from self.entries(entry, depth + 1)
            entry = entry.get("/Next")
