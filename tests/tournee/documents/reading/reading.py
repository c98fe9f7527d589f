"""A PDF as its readers meet it: those who listen (the tag tree), who look (the pages), who leaf through (bookmarks)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cached_property
from types import TracebackType
from typing import TypeAlias

import pdfplumber
import pikepdf

from tests.tournee.documents.reading.content import Fonts, Mark, PageContent, read_page
from tests.tournee.documents.reading.destinations import Destinations
from tests.tournee.documents.reading.geometry import Box, Character, Gap, characters, gaps
from tests.tournee.documents.reading.heard import Bookmark, CellReading, LinkReading
from tests.tournee.documents.reading.tags import Content, Element, Key, Reference, number_tree, read_tree

Nested: TypeAlias = "tuple[str, str | tuple[Nested, ...]]"

_WITHIN_LINES = frozenset(("Span", "Quote", "Link", "Reference", "Code"))
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


class Reading:
    """A PDF opened for reading; use it in a `with`."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._plumber: pdfplumber.PDF | None = None
        self.fonts = Fonts()

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._plumber:
            self._plumber.close()
        self.pdf.close()

    # What the file says of itself

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self.pdf.pages)

    @property
    def title(self) -> str:
        """The document's title."""
        return str(self.pdf.docinfo.get("/Title", ""))

    @property
    def language(self) -> str:
        """The document's language, where the file and its tree agree."""
        named = str(self.pdf.Root.get("/Lang", ""))
        return named if not self.tree or self.tree.language in {"", named} else ""

    @cached_property
    def languages(self) -> list[tuple[str, str]]:
        """The words said to be in another language than what stands around them: language, words."""
        parts = (one for one in self.elements() if one.language and one is not self.tree)
        by_element = [(one.language, self.text_of(one).strip()) for one in parts]
        by_mark = [span for content in self.tree_contents() if (mark := self.mark(content)) for span in mark.languages]
        return [*by_element, *by_mark]

    @property
    def font_names(self) -> list[str]:
        """The fonts that pages use, without the sign of a subset."""
        self.contents  # noqa: B018  (reads the pages)
        return sorted({font.name.split("+")[-1] for font in self.fonts})

    @cached_property
    def destinations(self) -> Destinations:
        """Where its links and bookmarks lead."""
        return Destinations(self.pdf)

    # What the pages draw

    @cached_property
    def contents(self) -> list[PageContent]:
        """The marked content, page by page."""
        return [read_page(page, number, self.fonts) for number, page in enumerate(self.pdf.pages, start=1)]

    @cached_property
    def _marks(self) -> dict[tuple[int, int], Mark]:
        found: dict[tuple[int, int], Mark] = {}
        for content in self.contents:
            for mark in content.marks:
                if mark.mcid is not None:
                    found.setdefault((content.number, mark.mcid), mark)
        return found

    def mark(self, content: Content) -> Mark | None:
        """The marked content that an element holds, None where its page has no such mark."""
        return self._marks.get((content.page, content.mcid))

    def artifacts(self, page: int) -> list[str]:
        """The words on that page that are heard by nobody: running heads, feet, page numbers."""
        marks = self.contents[page - 1].marks
        return [mark.text.strip() for mark in marks if mark.kind == "artifact" and mark.text.strip()]

    @cached_property
    def _pages(self) -> list[pdfplumber.page.Page]:
        self._plumber = pdfplumber.open(io.BytesIO(self.data))
        return self._plumber.pages

    @cached_property
    def characters(self) -> list[list[Character]]:
        """The characters that are seen, page by page."""
        return [characters(page) for page in self._pages]

    @cached_property
    def gaps(self) -> list[list[Gap]]:
        """Where text goes on further along its line without a blank, page by page."""
        return [gaps(page) for page in self._pages]

    def sheet(self, page: int) -> Box:
        """The edges of what is shown of that page."""
        left, bottom, right, top = (float(edge) for edge in self.pdf.pages[page - 1].cropbox)
        return left, bottom, right, top

    # What is heard

    @cached_property
    def tree(self) -> Element | None:
        """The tag tree."""
        return read_tree(self.pdf)

    def elements(self, *roles: str) -> Iterator[Element]:
        """The elements of these roles, or all, in order of reading."""
        for element in self.tree.walk() if self.tree else ():
            if not roles or element.role in roles:
                yield element

    def tree_contents(self) -> list[Content]:
        """The marked content in order of reading."""
        return list(self.tree.contents()) if self.tree else []

    def text_of(self, element: Element) -> str:
        """What is heard of an element: its words and those below it, or what is said instead of them."""
        if element.instead is not None or element.alternative:
            return element.instead or element.alternative
        return "".join(self.text_of(one) if isinstance(one, Element) else self.words(one) for one in element.below)

    def words(self, part: Content | Reference) -> str:
        """What is heard of the marked content that an element holds; nothing of an annotation."""
        mark = self.mark(part) if isinstance(part, Content) else None
        return mark.text if mark else ""

    def nested(self, element: Element | None = None) -> Nested:
        """An element as (role, words), or as (role, what is in it) where it holds more than words.

        Words beside such parts, as an item's above the list below it, have no role.
        """
        element = element or self.tree
        if element is None:
            return "", ()
        whole: list[Nested] = []
        for part in element.below:
            if isinstance(part, Element) and part.role not in _WITHIN_LINES:
                whole.append(self.nested(part))
                continue
            words = self.text_of(part) if isinstance(part, Element) else self.words(part)
            if whole and not whole[-1][0]:
                words = f"{whole.pop()[1]}{words}"
            whole.append(("", words))
        if element.instead or element.alternative or all(not role for role, _inside in whole):
            return element.role, self.text_of(element).strip()
        return element.role, tuple(
            (role, inside.strip()) if isinstance(inside, str) else (role, inside) for role, inside in whole
        )

    @property
    def text(self) -> str:
        """All that is heard, in order of reading: words, and what is said instead of pictures."""
        return self.text_of(self.tree) if self.tree else ""

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and words of every heading."""
        return [(int(one.role[1]), self.text_of(one).strip()) for one in self.elements(*HEADINGS)]

    @property
    def alternatives(self) -> list[str]:
        """What is said instead of each figure."""
        return [one.alternative for one in self.elements("Figure")]

    @property
    def lists(self) -> list[int]:
        """How many items each list has, in order of reading."""
        return [sum(below.role == "LI" for below in one.elements) for one in self.elements("L")]

    @property
    def tables(self) -> list[list[list[CellReading]]]:
        """Every table, row by row."""
        return [[self._row(row) for row in table.walk() if row.role == "TR"] for table in self.elements("Table")]

    def _row(self, row: Element) -> list[CellReading]:
        return [
            CellReading(
                role=cell.role,
                text=self.text_of(cell).strip(),
                scope=str(cell.attributes.get("Scope", "")).lstrip("/"),
                columns=cell.span("ColSpan"),
                rows=cell.span("RowSpan"),
            )
            for cell in row.elements
        ]

    # What is clicked

    @cached_property
    def annotations(self) -> list[tuple[int, pikepdf.Object]]:
        """Every annotation with its page."""
        return [
            (number, annotation)
            for number, page in enumerate(self.pdf.pages, start=1)
            for annotation in page.obj.get("/Annots", ())
        ]

    @cached_property
    def parents(self) -> dict[int, pikepdf.Object]:
        """The parent tree: what a page or an annotation names as its structure parents."""
        return dict(number_tree(self.pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary()).get("/ParentTree")))

    @cached_property
    def by_key(self) -> dict[Key, Element]:
        """Elements by their objects' keys."""
        return {element.key: element for element in self.elements()}

    @property
    def links(self) -> list[LinkReading]:
        """Every link in order of reading; one that goes on over lines or pages counts once."""
        annotations = {one.objgen: (page, one) for page, one in self.annotations}
        found = []
        for element in self.elements("Link"):
            held = [part.annotation for part in element.below if isinstance(part, Reference)]
            page, annotation = (
                annotations.get(held[0], (0, pikepdf.Dictionary())) if held else (0, pikepdf.Dictionary())
            )
            words, contents = self.text_of(element).strip(), str(annotation.get("/Contents", ""))
            within = element.parent.role if element.parent else ""
            found.append(LinkReading(words, self.destinations.target(annotation), contents, page, within))
        return found

    @property
    def bookmarks(self) -> list[Bookmark]:
        """The outline, in order."""
        outlines = self.pdf.Root.get("/Outlines")
        return list(self.destinations.entries(outlines, 1)) if outlines is not None else []
