"""Room to sign on paper: for each signatory the place, the date and the signature, never cut by a page's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from tournee.documents import phrases
from tournee.documents.blocks import Signatory, SignatureBlock
from tournee.documents.inline import Words as InlineWords
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import MM, colour
from tournee.documents.pdf.text import Words

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas

_GAP = 28.0
_LABEL = 58.0  # points for what a line is for
_LINE = 8.5 * MM  # between two lines to write on
_SIGNATURE = 21 * MM


def flow(block: SignatureBlock, page: Page) -> list[Flowable]:
    """Two signatories a row; one who signs alone does so beside the place and the date, which is lower."""
    whole = Element("L")
    rooms = [_Room(signatory, block.place, page, whole) for signatory in block.signatories]
    if len(rooms) == 1:
        return [SignatureRow(rooms, beside=True)]
    rows: list[Flowable] = [SignatureRow(rooms[at : at + 2]) for at in range(0, len(rooms), 2)]
    return rows


class _Room:
    """One signatory's room: who signs, and the lines to fill in (what for, what is known, how high)."""

    def __init__(self, signatory: Signatory, place: InlineWords, page: Page, whole: Element) -> None:
        body = Element("LBody", Element("LI", whole))
        self.who: list[Words] = [page.paragraph(signatory.role, "cell-strong", "P", body)]
        if signatory.name:
            self.who.append(page.paragraph(signatory.name, "cell", "P", body))
        self.lines: list[tuple[Words, Words | None, float]] = []
        for label, known, height in (
            (phrases.PLACE, place, _LINE),
            (phrases.DATE, "", _LINE),
            (phrases.SIGNATURE, "", _SIGNATURE),
        ):
            said = page.paragraph(str(label), "fact-label", "P", body)
            self.lines.append((said, page.paragraph(known, "cell", "P", body) if known else None, height))

    def wrap_who(self, width: float) -> float:
        """The height of who signs, at that width."""
        self.width = width
        return sum(words.wrap(width)[1] for words in self.who)

    def wrap_lines(self) -> float:
        """The height of the lines to fill in."""
        width = self.width
        self.heights = []
        for label, known, height in self.lines:
            label.wrap(_LABEL)
            tall = known.wrap(width - _LABEL)[1] if known else 0.0
            self.heights.append(max(height, tall + 6, label.height + 6))
        return sum(self.heights)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, who_height: float, beside: float = 0) -> None:
        """Who signs, and below that height the rules to write on, level with those of the signatory beside.

        `beside`, the signature's is level with the date's, so far to the right.
        """
        below = top - who_height
        highest = top
        for words in self.who:
            top -= words.height
            words.drawOn(canvas, x, top)
        top = below
        rules: list[tuple[float, float, float, float]] = []
        for (label, known, _height), tall in zip(self.lines, self.heights, strict=True):
            signs = label is self.lines[-1][0]
            bottom = top - tall
            if signs and beside:
                x, top, bottom = x + beside, highest, top
            label.drawOn(canvas, x, top - (0 if beside else 8) - label.height if signs else bottom + 2)
            if known:
                known.drawOn(canvas, x + _LABEL, bottom + 3)
            rules.append((x + _LABEL, bottom, x + self.width, bottom))
            top = bottom
        with canvas.artifact():
            canvas.setStrokeColor(colour("muted"))
            canvas.setLineWidth(0.5)
            canvas.lines(rules)


class SignatureRow(Flowable):
    """One or two signatories side by side; not cut."""

    def __init__(self, rooms: list[_Room], *, beside: bool = False) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 18.0, 14.0
        self.rooms = rooms
        self.beside = beside  # the signature stands beside the place and the date

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes: that of the taller."""
        self.width = width
        self.who_height = max(room.wrap_who((width - _GAP) / 2) for room in self.rooms)
        self.height = self.who_height + max(room.wrap_lines() for room in self.rooms)
        if self.beside:
            self.height = max(self.height - self.rooms[0].heights[-1], _SIGNATURE)
        return self.width, self.height

    def draw(self) -> None:
        """One signatory after the other."""
        for place, room in enumerate(self.rooms):
            across = (self.width + _GAP) / 2
            room.draw(self.canv, place * across, self.height, self.who_height, across if self.beside else 0)
