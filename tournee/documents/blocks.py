"""The blocks a document is made of: plain data that knows no face.

A kind of block is one class here, one file in `pdf/` and one in `html/`, named after it (`pull_quote.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY, dataclass
from typing import Literal, TypeAlias, get_args

from tournee.documents.inline import Words
from tournee.documents.tables import Table
from tournee.drawing.charts.caption import Chart
from tournee.drawing.scene import Scene

Level: TypeAlias = Literal[2, 3, 4, 5, 6]
Manner: TypeAlias = Literal["body", "lead", "small"]

_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff")  # how the files begin


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the document's title is the only one of level 1. `anchor` lets links and other pages point at it."""

    level: Level
    words: Words
    _: KW_ONLY
    anchor: str = ""

    def __post_init__(self) -> None:
        if self.level not in get_args(Level):
            raise ValueError(f"A heading is of level 2 to 6, as the title is 1; not {self.level!r}.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` opens a part in larger type, `small` says what not everybody needs."""

    words: Words
    manner: Manner = "body"

    def __post_init__(self) -> None:
        if self.manner not in get_args(Manner):
            raise ValueError(f"A paragraph’s manner is one of {', '.join(get_args(Manner))}; not {self.manner!r}.")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with a list below it if need be."""

    words: Words
    below: BulletList | OrderedList | None = None


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items in no order that matters."""

    items: tuple[Words | Item, ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    """Items in order, numbered from `start`."""

    items: tuple[Words | Item, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Short labelled facts: place, date, who speaks. Label and value, in order."""

    items: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure to be seen from afar: as it is written, with its unit's sign; what it counts; its sample and source."""

    value: str
    label: Words
    note: Words = ""

    def __post_init__(self) -> None:
        if isinstance(self.value, int | float):
            raise TypeError(f"A key figure is written out, as tournee.texts.typography does it; not {self.value!r}.")


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A few key figures side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG. `width` in millimetres is what it wants, and is never exceeded."""

    data: bytes
    width: float = 60

    def __post_init__(self) -> None:
        if not self.data.startswith(_PICTURES):
            raise ValueError("A picture is the bytes of a PNG or JPEG file.")


@dataclass(frozen=True, slots=True)
class Logo:
    """A partner's picture and its name, which is also its text alternative."""

    picture: Picture
    name: str


@dataclass(frozen=True, slots=True)
class Funding:
    """A funder's emblem, if it asks for one, and the mention that its rules require beside it."""

    mention: Words
    emblem: Logo | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, a scene or a picture with its caption.

    `alternative` says in words what is seen; a chart or scene gives its own by default, a picture must be given one.
    A chart shows its note (n, unit, source); `source` is for the others. `width` in millimetres, by default the whole.
    """

    subject: Chart | Scene | Picture
    caption: Words = ""
    _: KW_ONLY
    alternative: str = ""
    source: Words = ""
    width: float | None = None
    anchor: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.subject, Scene | Picture) and not hasattr(self.subject, "table"):
            raise ValueError(f"A figure shows a chart, a scene or a picture; not {self.subject!r}.")
        if isinstance(self.subject, Picture) and not self.alternative.strip():
            raise ValueError("A picture needs a text alternative.")


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Somebody's words set large; `attribution` says who speaks, as far as may be said."""

    words: Words
    attribution: Words = ""
    _: KW_ONLY
    language: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """What must not be missed, set apart; `tone` is a word's weight, never said by colour alone."""

    title: Words
    blocks: tuple[Paragraph | BulletList | OrderedList, ...]
    tone: Literal["note", "warning"] = "note"


@dataclass(frozen=True, slots=True)
class Notes:
    """Where the footnotes met so far are set; those that remain stand at the document's end."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where what stands above comes from."""

    words: Words


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents down to that level of heading, with page numbers on paper and links in both faces."""

    depth: Level = 3


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page; a page on a screen shows nothing of it."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Begins a part, on a page of its own, whose sheets come back: each bears a code of its own at its head, to scan.

    `code` makes that of the part’s n-th page (from 1), which holds these rows of its tables (from 0, over all its
    pages); `words` says the same beside it. Its pages are counted by themselves, behind `footer`, and from the second
    on bear what `fundings` want seen; a page break ends the part. A screen shows nothing of it.
    """

    code: Callable[[int, range], str]
    words: Callable[[str], str]
    footer: str = ""
    fundings: tuple[Funding, ...] = ()


@dataclass(frozen=True, slots=True)
class Funders:
    """Who pays for what stands around it: each funder’s emblem with its mention, where its rules want them seen."""

    fundings: tuple[Funding, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the quality, the name if known."""

    role: Words
    name: Words = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Room to sign, with place and date to fill in, for each signatory; never cut by a page's end."""

    signatories: tuple[Signatory, ...]
    place: Words = ""


@dataclass(frozen=True, slots=True)
class QRCode:
    """A code for a phone's camera: `data` is the address in it, also written beside it. `size` in millimetres."""

    data: str
    words: Words
    _: KW_ONLY
    alternative: str = ""
    size: float = 28


@dataclass(frozen=True, slots=True)
class Label:
    """One label or badge: a name set as large as fits, what stands below, a word at its foot, and a code to scan.

    `notes` are lines read from near; below them `event` says, small, what it opens. `mark` is what must be seen from
    afar, on a dark band at the top.
    """

    name: str
    lines: tuple[str, ...] = ()
    _: KW_ONLY
    foot: str = ""
    code: str = ""
    notes: tuple[str, ...] = ()
    mark: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class LabelGrid:
    """Labels on sheets of `columns` × `rows`, each `width` × `height` millimetres, after `skip` used ones.

    Between two are `gaps` (across, down), and all stand in the middle of `paper`, by default an upright A4 sheet.
    Sheets have no header and no footer. A document of labels alone begins with its first sheet: title and notice
    stand above the labels where the margin has room. Raises ValueError where the grid does not fit the sheet.
    """

    labels: tuple[Label, ...]
    _: KW_ONLY
    columns: int = 2
    rows: int = 4
    width: float = 90
    height: float = 62
    skip: int = 0
    cut_marks: bool = True
    gaps: tuple[float, float] = (0, 0)
    paper: tuple[float, float] = (210, 297)

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of all labels of a sheet with the gaps between them, in millimetres."""
        across, down = self.gaps
        return self.columns * (self.width + across) - across, self.rows * (self.height + down) - down

    def __post_init__(self) -> None:
        if min(self.columns, self.rows, self.width, self.height) <= 0:
            raise ValueError("A sheet has at least one column and one row of labels, each of some size.")
        if self.size[0] > self.paper[0] or self.size[1] > self.paper[1]:
            raise ValueError("The labels do not fit on their sheet.")
        if not 0 <= self.skip < self.columns * self.rows:
            raise ValueError("Skip fewer labels than a sheet holds.")


@dataclass(frozen=True, slots=True)
class Certificate:
    """An upright A4 sheet of its own that attests something of one person, with no header and no footer.

    `kicker` and `number` stand with the title, the `scene` beside them; `opening`, the name as large as fits, `lines`
    below it (a role, a firm) and `statement` are read as one sentence. `figure` is what it amounts to, `rows` the
    details: when, and what. `attested` says who answers for it; `check` leads to where it is checked, its address in
    its words. A document of certificates alone begins with the first, each of which has a title of its own; `language`
    is that of its words, by default the document’s.
    """

    title: str
    name: str
    _: KW_ONLY
    opening: Words
    statement: Words
    kicker: str = ""
    number: str = ""
    lines: tuple[Words, ...] = ()
    figure: KeyFigure | None = None
    rows: tuple[tuple[Words, Words], ...] = ()
    attested: tuple[Words, ...] = ()
    check: QRCode | None = None
    scene: Scene | None = None
    fundings: tuple[Funding, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """An upright A4 sheet of its own for a door: a title read from afar, what stands below it, a code nearly as wide.

    `words` say what the code is for, `notes` what is read from near, `fundings` who paid. A document of posters alone
    begins with the first.
    """

    title: str
    _: KW_ONLY
    kicker: str = ""
    lines: tuple[Words, ...] = ()
    code: str = ""
    words: str = ""
    notes: tuple[Words, ...] = ()
    fundings: tuple[Funding, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that no page's end comes between, if a page can hold them.

    `below` a table, which comes first, they stay with its last rows; on paper so many `spare` ones of these are left
    out as keep both on the page that they begin on.
    """

    blocks: tuple[Block, ...]
    _: KW_ONLY
    below: Table | None = None
    spare: int = 0


Block: TypeAlias = (
    Heading
    | Paragraph
    | BulletList
    | OrderedList
    | Facts
    | Table
    | KeyFigures
    | Figure
    | PullQuote
    | Callout
    | Notes
    | Source
    | Contents
    | PageBreak
    | Coded
    | Funders
    | SignatureBlock
    | QRCode
    | LabelGrid
    | Certificate
    | Poster
    | Together
)


def walk_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in order of reading, also those held together by another."""
    for block in blocks:
        yield block
        if isinstance(block, Together):
            yield from walk_blocks((block.below, *block.blocks) if block.below else block.blocks)


def file_of(kind: str) -> str:
    """What each face calls the file of a kind of block: qr_code for QRCode."""
    return _INNER_CAPITAL.sub("_", kind).lower()
