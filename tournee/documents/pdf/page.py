"""What every kind of block needs to set itself on paper: the language, the room, the styles, and words as flowables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from itertools import count

from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Block, Coded, Heading, file_of
from tournee.documents.document import Document
from tournee.documents.inline import Words as InlineWords
from tournee.documents.pdf.lines import Run
from tournee.documents.pdf.runs import NoteBook, make_runs
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import LANDSCAPE, PORTRAIT, SLIDE, STYLES, Sheet, Style
from tournee.documents.pdf.text import Words
from tournee.documents.tables import Column, Value
from tournee.documents.values import written


@dataclass(slots=True)
class Part:
    """A part whose sheets come back: how many of its pages are set, and of its tables' rows, those on pages before and
    all."""

    block: Coded
    pages: int = 0
    before: int = 0
    rows: int = 0

    def next_page(self) -> str:
        """The code of the page that was filled."""
        self.pages += 1
        here = range(self.before, self.rows)
        self.before = self.rows
        return self.block.code(self.pages, here)


@dataclass(slots=True)
class Page:
    """One document being set. `numbers` tells tables apart; `part` is that of sheets that come back, while it is set;
    `coded` says whether blocks are of one.

    A flowable may say `leads = True` (it stays with what follows) and `least(width)` (the height without which it
    cannot begin; by default its whole height).
    """

    document: Document
    notes: NoteBook = field(default_factory=lambda: NoteBook(0, []))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    part: Part | None = None
    coded: bool = False
    _names: list[tuple[Heading, str]] = field(init=False)
    _headings_met: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        headings = enumerate(self.document.headings(), start=1)
        self._names = [(heading, heading.anchor or f"part-{number}") for number, heading in headings]

    @property
    def language(self) -> str:
        """The language of the document's words."""
        return self.document.language

    @property
    def sheet(self) -> Sheet:
        """The paper and its margins."""
        if self.document.slides:
            return SLIDE
        return LANDSCAPE if self.document.landscape else PORTRAIT

    @property
    def width(self) -> float:
        """The room between the margins, in points."""
        return self.sheet.text_width

    def paragraph(
        self, words: InlineWords, style: str | Style = "body", role: str | Element = "P", parent: Element | None = None
    ) -> Words:
        """Words as a flowable: an element of that role (or that element) under `parent`, or where it is drawn.

        With the role "" the words are content of the element that the canvas is in when they are drawn (a cell).
        """
        look = STYLES[style] if isinstance(style, str) else style
        element = role if isinstance(role, Element) else Element(role, parent) if role else None
        runs = make_runs(words, look, element, self.language, self.notes)
        if not runs and element and element.role == "LBody":
            runs = [Run(" ", look.face, look.size, look.colour)]  # an item without words still has its body
        return Words(runs, look, element)

    def headings(self) -> list[tuple[Heading, str]]:
        """The headings in order of reading, each with the name that links to it use."""
        return self._names

    def next_heading(self) -> str:
        """The name of the next heading in order of reading."""
        self._headings_met += 1
        return self._names[self._headings_met - 1][1]

    def flow(self, blocks: Iterable[Block]) -> list[Flowable]:
        """The blocks as flowables, in order."""
        return [flowable for block in blocks for flowable in _flow_of(type(block).__name__)(block, self)]

    def written(self, value: Value, column: Column) -> InlineWords:
        """A table's value as words in the document's language."""
        return written(value, column, self.language)


@cache
def _flow_of(kind: str) -> Callable[[Block, Page], list[Flowable]]:
    """The function that sets a kind of block: `flow` in the file named after it."""
    flow: Callable[[Block, Page], list[Flowable]] = import_module(f"tournee.documents.pdf.{file_of(kind)}").flow
    return flow
