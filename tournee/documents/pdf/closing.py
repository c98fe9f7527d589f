"""What a document ends with: partners' logos, who paid with the mention they ask for, where what is said comes from."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable

from tournee.documents import phrases
from tournee.documents.document import Funding, Provenance
from tournee.documents.inline import Strong, Words, runs
from tournee.documents.pdf.drawn import Drawn, draw_picture
from tournee.documents.pdf.logos import LogoRow
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.rule import Rule
from tournee.documents.pdf.stack import Stack, released
from tournee.documents.pdf.styles import MM
from tournee.documents.pdf.text import Words as SetWords
from tournee.texts.typography import NO_BREAK

_EMBLEM = 16 * MM
_GAP = 12.0


def close_document(page: Page) -> list[Flowable]:
    """The closing band, or nothing where there is nothing to say."""
    document = page.document
    parts: list[Flowable] = [Beside(funding, page) for funding in document.funding]
    if document.logos and document.cover:
        parts.append(LogoRow(document.logos, before=10, after=8))
    if document.provenance:
        parts += [page.paragraph(line, "provenance") for line in _lines(document.provenance, page)]
    return [Foot([Rule(after=10), *parts])] if parts else []


def _lines(provenance: Provenance, page: Page) -> Iterator[Words]:
    colon = f"{NO_BREAK}: " if page.language.startswith("fr") else ": "
    said: list[tuple[object, Words]] = [
        (phrases.MADE_BY, provenance.made_by),
        (phrases.DATA, provenance.data),
        (phrases.READ_AT, provenance.read_in_words(page.language)),
        (phrases.TERMS, provenance.terms),
        (phrases.FINGERPRINT, provenance.fingerprint),
    ]
    for label, words in said:
        if words:
            yield (Strong(f"{label}{colon}"), *runs(words))


class Foot(Stack):
    """What stands at the foot of the last page, or of the next where this one has no room for it."""

    def getSpaceBefore(self) -> float:  # noqa: N802 (theirs)
        """The space above, at least: it goes to the foot of what room there is."""
        return 8

    def wrap(self, width: float, height: float = 0) -> tuple[float, float]:
        """All the room that is left, where it is enough."""
        super().wrap(width, height)
        self.own_height = self.height
        self.height = max(self.height, height)
        return width, self.height

    def least(self, width: float) -> float:
        """The height it needs."""
        self.wrap(width)
        return self.own_height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Nothing, so that it goes to the next page; at the top of one, its parts by themselves."""
        return released(self, self.flowables, width, height)

    def draw(self) -> None:
        """Draw it at the foot of its room."""
        self.height = self.own_height
        super().draw()


class Beside(Flowable):
    """A funder's emblem with its mention beside it."""

    def __init__(self, funding: Funding, page: Page, style: str = "provenance") -> None:
        super().__init__()
        self.spaceAfter = 9.0
        self.words: SetWords = page.paragraph(funding.mention, style)
        self.emblem: Drawn | None = None
        if funding.emblem:
            picture = funding.emblem.picture
            self.emblem = draw_picture(picture, funding.emblem.name, picture.width * MM, _EMBLEM)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room both take."""
        self.left = self.emblem.width + _GAP if self.emblem else 0.0
        _wide, tall = self.words.wrap(width - self.left)
        self.width, self.height = width, max(tall, self.emblem.height if self.emblem else 0.0)
        return width, self.height

    def draw(self) -> None:
        """The emblem, then the mention at half its height."""
        if self.emblem:
            self.emblem.drawOn(self.canv, 0, (self.height - self.emblem.height) / 2)
        self.words.drawOn(self.canv, self.left, (self.height - self.words.height) / 2)
