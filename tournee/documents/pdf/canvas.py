"""A canvas on which everything drawn is said to be something: an element of the structure, or an artifact."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import count
from typing import Literal, TypeAlias

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from tournee.documents.pdf.file import PackedDocument
from tournee.documents.pdf.structure import Annotation, Element, Tree, make_root
from tournee.documents.pdf.tagged_text import TaggedText
from tournee.drawing import fonts

rl_config.useA85 = 0  # pictures as bytes, not as text a quarter longer

Artifact: TypeAlias = Literal["Header", "Footer", "Layout", "Background"]
_ARTIFACTS: dict[Artifact, str] = {
    "Header": "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC",
    "Footer": "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC",
    "Layout": "/Artifact<</Type/Layout>>BDC",
    "Background": "/Artifact<</Type/Background>>BDC",
}
_PAINTERS = (
    "arc", "bezier", "circle", "drawImage", "drawPath", "ellipse", "grid", "line", "lines", "rect", "roundRect",
    "wedge",
)  # fmt: skip


_PAGE_HEAD = 100.0  # what begins no lower than this begins the page


class UntaggedText(ValueError):
    """Text was drawn that is neither in an element nor an artifact: nobody who listens would ever hear of it."""


class TaggedPage(PDFPage):
    """reportlab's page with what accessibility asks of it."""

    __NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]


class TaggedCanvas(Canvas):
    """reportlab's canvas, with a structure tree. Text needs an element or an artifact; lines alone become artifacts."""

    _code: list[str]

    def __init__(self, file: BytesIO, *, pagesize: tuple[float, float], language: str) -> None:
        fonts.register()
        super().__init__(file, pagesize=pagesize, invariant=True, lang=language, pageCompression=0)
        self._doc = PackedDocument(compression=0, invariant=True, lang=language, pdfVersion=(1, 7))
        self._doc.tree = self._tree
        self.language = language
        self.root = make_root(language)
        self._stack = [self.root]
        self._inside = 0  # how deep in marked content: what is drawn there is said already
        self._page_elements: list[Element] = []
        self._parents: list[list[Element] | Element] = []
        self._later: dict[int, list[tuple[str, Callable[[], None]]]] = {}
        self._marks = count(1)
        self.places: dict[str, int] = {}  # the page, from 1, of every place that links lead to
        self.pages = 0  # known when the file is saved
        self.section = ""  # the part that one is reading
        self.running = ""  # that part, where it began before this page

    # -- what things are

    @property
    def current(self) -> Element:
        """The element that new ones enter."""
        return self._stack[-1]

    @property
    def marked(self) -> bool:
        """Whether what is drawn now is said to be something already: inside content or an artifact."""
        return self._inside > 0

    @contextmanager
    def element(self, role: str | Element, **said: str) -> Iterator[Element]:
        """An element (a new one of that role, or that one) that those drawn meanwhile enter."""
        element = role if isinstance(role, Element) else Element(role, self.current, **said)
        element.place(self.current)
        self._stack.append(element)
        try:
            yield element
        finally:
            self._stack.pop()

    @contextmanager
    def content(self, element: Element | None = None) -> Iterator[None]:
        """What is drawn meanwhile, text and lines, is content of that element, by default the current one."""
        if self._inside:
            yield
            return
        self._code.append(self.begin_content(element or self.current))
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1
            self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: Artifact = "Layout") -> Iterator[None]:
        """What is drawn meanwhile is no part of what the document says."""
        if self._inside:
            yield
            return
        self._code.append(_ARTIFACTS[kind])
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1
            self._code.append("EMC")

    def begin_content(self, element: Element) -> str:
        """The operator that begins content of that element; whoever asks for it writes it, and EMC at the end."""
        element.place(self.current)
        mcid = len(self._page_elements)
        self._page_elements.append(element)
        element.add_content(self._pageNumber, mcid)
        return f"/{element.role}<</MCID {mcid}>>BDC"

    def later(self, draw: Callable[[], None]) -> None:
        """Draw here once the document is whole (`pages` is known then), within what is open now."""
        mark = f"%later {next(self._marks)}"
        self._code.append(mark)
        self._later.setdefault(self._pageNumber, []).append((mark, draw))

    # -- text

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> TaggedText:  # noqa: N802 (theirs)
        """A text object, within what is open now."""
        if not self._inside:
            raise UntaggedText("Text must be drawn inside an element's content or an artifact.")
        return TaggedText(self, x, y, direction=direction)

    def begin_words(self, x: float, y: float) -> TaggedText:
        """A text object that says itself of which elements its words are, unless that is said around it."""
        return TaggedText(self, x, y, begin=None if self._inside else self.begin_content)

    # -- shapes

    def fill_rectangles(self, rectangles: Iterable[tuple[int, int, int, int]]) -> None:
        """Fill rectangles (x, y, width, height) of whole units, as one path. (Theirs spends long on each number.)"""
        self._code += [f"{x} {y} {width} {height} re" for x, y, width, height in rectangles]
        self._code.append("f")

    # -- links and places

    def link(self, element: Element, href: str, rect: tuple[float, float, float, float], contents: str) -> None:
        """A link over a rectangle of the current coordinates; `contents` says where it leads, a # begins a place."""
        x1, y1, x2, y2 = self._absRect(rect, 1)
        entries = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray([round(x1, 2), round(y1, 2), round(x2, 2), round(y2, 2)]),
            "Contents": PDFString(contents),
            "Border": PDFArray([0, 0, 0]),
            "F": 4,
            "StructParent": len(self._parents),
        }
        if href.startswith("#"):
            entries["Dest"] = self._bookmarkReference(href[1:])
        else:
            entries["A"] = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(_ascii(href))})
        reference = self._doc.Reference(PDFDictionary(entries))
        self._annotationrefs.append(reference)
        self._parents.append(element)
        element.place(self.current)
        element.kids.append(Annotation(self._pageNumber, reference.format(self._doc).decode("ascii")))

    def place(self, name: str, y: float = 0) -> None:
        """Make the height y of the current coordinates a place that links and bookmarks lead to.

        It stays where it was first: what is drawn again (a table's header on its next page) is not read there.
        """
        if name in self.places:
            return
        self.places[name] = self._pageNumber
        _x, top = self.absolutePosition(0, y)
        self.bookmarkPage(name, fit="XYZ", left=0, top=round(min(top + 12, self._pagesize[1]), 2))

    # -- pages and the file

    def begin_section(self, title: str, y: float) -> None:
        """Note that a part begins at the height y; at the head of a page, nothing runs on above it."""
        if self.absolutePosition(0, y)[1] > self._pagesize[1] - _PAGE_HEAD:
            self.running = ""
        self.section = title

    def showPage(self) -> None:  # noqa: N802 (theirs)
        """End the page."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__class__ = TaggedPage
        page.StructParents = len(self._parents)
        page.Tabs = PDFName("S")
        self._parents.append(self._page_elements)
        self._page_elements = []
        self.running = self.section

    def date_file(self, day: datetime.date) -> None:
        """Give the file its date."""
        self._doc.date(day)

    def set_metadata(self, packet: XMP) -> None:
        """Give the file its XMP packet."""
        self._doc.Catalog.Metadata = packet

    def save(self) -> None:
        """Draw what had to wait, and write the file."""
        if self._code:
            self.showPage()
        self.pages = len(self._doc.Pages.pages)
        for number, waiting in self._later.items():
            page = self._doc.Pages.pages[number - 1]
            for mark, draw in waiting:
                page.stream = page.stream.replace(f"{mark}\n", self._drawn(draw), 1)
        catalog = self._doc.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.StructTreeRoot = PDFObjectReference("StructTreeRoot")
        self.setViewerPreference("DisplayDocTitle", "true")
        super().save()

    def _drawn(self, draw: Callable[[], None]) -> str:
        """The operators of what is drawn at the end; what it is has been said around its place."""
        self._code = []
        self._inside += 1
        draw()
        self._inside -= 1
        code, self._code = self._code, []
        return "\n".join([*code, ""])

    def _tree(self, first: int) -> Iterator[bytes]:
        numbers = self._doc.idToObjectNumberAndVersion
        pages = {page: numbers[f"Page{page}"][0] for page in range(1, self.pages + 1)}
        tree = Tree(self.root, self._parents, pages, first)
        numbers["StructTreeRoot"] = (tree.top, 0)
        return tree.objects()


def _painter(name: str) -> Callable[..., object]:
    """The method of reportlab's canvas, whose marks become an artifact where they are not said to be content."""
    method = getattr(Canvas, name)

    def paint(canvas: TaggedCanvas, *arguments: object, **options: object) -> object:
        with canvas.artifact():
            return method(canvas, *arguments, **options)

    return paint


for _name in _PAINTERS:
    setattr(TaggedCanvas, _name, _painter(_name))


def _ascii(address: str) -> str:
    """An address as a file may hold it: an IRI's other characters percent-encoded (RFC 3987, 3.1)."""
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in address)
