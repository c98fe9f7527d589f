"""A whole document: its blocks, what its cover, header and footer say, and where its figures come from. Plain data."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass

from tournee.documents.blocks import Block, Figure, Funding, Heading, Logo, walk_blocks
from tournee.documents.checks import check_blocks, check_headings, check_links
from tournee.documents.inline import Words
from tournee.documents.tables import Table
from tournee.drawing.scene import Scene
from tournee.texts.typography import format_date_time

__all__ = ["Cover", "Document", "Funding", "Logo", "Provenance"]


@dataclass(frozen=True, slots=True)
class Cover:
    """A page of its own before all others: words above and below the title, and a scene (a route) that fills it.

    `lead` stands large below the subtitle: what a poster says to those who pass by. The document's date is its last
    line, but where its `lines` say it: `dated` is then False.
    """

    kicker: str = ""
    subtitle: Words = ""
    lines: tuple[Words, ...] = ()
    scene: Scene | None = None
    logos: tuple[Logo, ...] = ()
    lead: tuple[Words, ...] = ()
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where what is said comes from: who made it, from which data, when they were read, and under which terms.

    Printed at the document's end and kept in its metadata. `read_at` is written in the time zone it comes in, with
    `clock`, which says whose time that is where readers cannot know. `fingerprint` is a hash of the data, if published.
    """

    made_by: str
    data: Words = ""
    read_at: datetime.datetime | None = None
    terms: Words = ""
    fingerprint: str = ""
    clock: str = ""

    def read_in_words(self, language: str) -> str:
        """When the data were read; "" where that is not said."""
        if self.read_at is None:
            return ""
        said = format_date_time(self.read_at, language, weekday=False)
        return f"{said} ({self.clock})" if self.clock else said


@dataclass(frozen=True, slots=True)
class Document:
    """What both faces render.

    `language` is the code of its words (fr, en); numbers, dates and quotation marks follow it. `date` is the document's
    own, printed and kept in the file: the same document gives the same bytes. `header` and `footer` run on each page;
    `notice` does too, set apart (what is fictitious, what is a draft). `landscape` turns the sheet;
    `slides` makes it a screen's, everything on it large enough to be read in a room.
    Raises ValueError for a heading level that is skipped, an anchor used twice, or a link to an anchor not there.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    _: KW_ONLY
    date: datetime.date
    author: str = ""
    subject: str = ""
    kicker: str = ""
    cover: Cover | None = None
    header: str = ""
    footer: str = ""
    notice: str = ""
    logos: tuple[Logo, ...] = ()
    funding: tuple[Funding, ...] = ()
    provenance: Provenance | None = None
    landscape: bool = False
    slides: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A document needs a title.")
        check_blocks(self.blocks)
        check_headings(self.headings())
        check_links(self.anchors(), (self.blocks, self.cover, self.funding, self.provenance))

    def every_block(self) -> Iterator[Block]:
        """Every block in order of reading, also those held together by another."""
        return walk_blocks(self.blocks)

    def headings(self) -> list[Heading]:
        """The headings in order of reading."""
        return [block for block in self.every_block() if isinstance(block, Heading)]

    def anchors(self) -> list[str]:
        """The anchors given to headings, tables and figures."""
        anchored = (block for block in self.every_block() if isinstance(block, Heading | Table | Figure))
        return [block.anchor for block in anchored if block.anchor]
