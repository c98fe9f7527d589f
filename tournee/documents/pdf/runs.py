"""Inline words made into runs: their look, their elements, their links and the marks of their footnotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from tournee.documents.inline import Emphasis, Footnote, InLanguage, Inline, Link, Quotation, Strong, Words, plain
from tournee.documents.inline import runs as inlines
from tournee.documents.pdf.lines import Run, widths
from tournee.documents.pdf.shaping import Stretch, mirrored, stretches, turns
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import Style, emphasised, strong
from tournee.documents.phrases import quotation_marks
from tournee.documents.spacing import closed_up
from tournee.drawing.measure import drawable
from tournee.drawing.palette import SCRIPT_FILES
from tournee.drawing.scene import Face, Role, Script

_SPACES = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
# Controls, soft hyphens, blanks of no width, marks of direction, and what is no character.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_JOINING = re.compile(r"(?<=[\u0620-\u08ff])[\u200c\u200d](?=[\u0620-\u08ff])")  # seen in the shape of Arabic letters


@dataclass(frozen=True, slots=True)
class Look:
    """What runs inside others take over from them."""

    face: Face
    size: float
    colour: Role
    element: Element | None = None
    link: Element | None = None
    href: str = ""
    contents: str = ""
    language: str = "fr"
    quoted: int = 0


@dataclass(slots=True)
class NoteBook:
    """The footnotes met so far: how many, and those not set yet with their number."""

    count: int
    waiting: list[tuple[int, Words]]

    def add(self, words: Words) -> int:
        """The number of a new footnote."""
        self.count += 1
        self.waiting.append((self.count, words))
        return self.count


def make_runs(words: Words, style: Style, element: Element | None, language: str, notes: NoteBook) -> list[Run]:
    """The words as runs of that style; footnotes are entered in `notes`."""
    look = Look(style.face, style.size, style.colour, element, language=language)
    return list(_runs(words, look, notes, element))


def _runs(words: Words, look: Look, notes: NoteBook, paragraph: Element | None) -> Iterator[Run]:
    for inline in inlines(words):
        if isinstance(inline, str):
            yield from _text(inline, look, paragraph)
        elif isinstance(inline, Footnote):
            yield _mark(inline, look, notes)
        elif isinstance(inline, Quotation):
            before, after = quotation_marks(look.language, look.quoted)
            inner = replace(look, element=Element("Quote", look.element), quoted=look.quoted + 1)
            yield from _runs((before, *inlines(inline.words), after), inner, notes, paragraph)
        else:
            yield from _runs(inline.words, _inside(inline, look), notes, paragraph)


def _inside(inline: Inline, look: Look) -> Look:
    """The look of what stands inside that inline."""
    if isinstance(inline, Strong):
        return replace(look, face=strong(look.face))
    if isinstance(inline, Emphasis):
        return replace(look, face=emphasised(look.face))
    if isinstance(inline, InLanguage):
        element = Element("Span", look.element, language=inline.language)
        return replace(look, element=element, language=inline.language)
    if isinstance(inline, Link):
        contents = tidy(inline.contents).strip() or tidy(plain(inline.words)).strip() or inline.href
        link = Element("Link", look.element)
        return replace(look, element=link, link=link, href=inline.href, contents=contents, colour="pine")
    return look


def _text(text: str, look: Look, paragraph: Element | None) -> Iterator[Run]:
    own = None if look.element is paragraph else look.element
    for part, face, actual, level in guarded(closed_up(tidy(text), look.language), look.face):
        element = Element("Span", look.element, actual=actual) if actual else own
        yield Run(part, face, look.size, look.colour, 0, element, look.link, look.href, look.contents, level=level)


def _mark(note: Footnote, look: Look, notes: NoteBook) -> Run:
    """The footnote's number, raised, as a link to it."""
    number = notes.add(note.words)
    element = Element("Link", Element("Reference", look.element))
    return Run(
        str(number),
        "sans-semibold",
        look.size * 0.64,
        "route",
        look.size * 0.36,
        element,
        element,
        f"#note-{number}",
        tidy(plain(note.words)).strip() or str(number),
        f"mark-{number}",
        underlined=False,
    )


def tidy(text: str) -> str:
    """The text composed, on one line, without characters that nobody sees."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "  " in text or _UNSEEN.search(text):
        text = _SPACES.sub(" ", text)
        kept = {joining.start() for joining in _JOINING.finditer(text)}
        text = _UNSEEN.sub(lambda unseen: unseen[0] if unseen.start() in kept else "", text)
    return text


class Part(NamedTuple):
    """Words that their face can draw; `actual` is what they stand for if that is lost."""

    text: str
    face: Face | Script
    actual: str = ""
    level: int = 0


def guarded(text: str, face: Face) -> Iterator[Part]:
    """The text in parts that their face can draw.

    Letters read from right to left are set in the face of their script. What a face lacks else is set in the sans, and
    what that lacks too becomes a ? which keeps the true characters for those who listen or copy: a font must never draw
    its empty box.
    """
    text = tidy(text)
    table = widths(face)
    if set(text) <= table.keys():
        if text:
            yield Part(text, face)
    elif turns(text):
        for words, own, actual, level in _turned(text, face):
            if own in SCRIPT_FILES:
                yield Part(words, own, actual, level)
            else:
                yield from (_among_turned(part, level) for part in _remedied(words, face))
    else:
        yield from _remedied(text, face)


def _among_turned(part: Part, level: int) -> Part:
    """The part as it stands among words read from right to left."""
    if level % 2:
        return Part(mirrored(part.text), part.face, part.actual or part.text, level)
    return Part(part.text, part.face, part.actual, level)


@lru_cache(maxsize=512)
def _turned(text: str, face: Face) -> tuple[Stretch, ...]:
    """Text of which some is read from right to left. Remembered, as it is measured before it is set."""
    return tuple(stretches(text, face, widths(face)))


def _remedied(text: str, face: Face) -> Iterator[Part]:
    """The text, with what the face lacks in the sans or as a ?."""
    table, sans = widths(face), widths("sans")
    for kind, part in _stretches(text, table, sans):
        if kind == "own":
            yield Part(part, face)
        elif kind == "sans":
            yield Part(part, "sans")
        else:
            yield Part(drawable(part, "sans") or "?", "sans", part)


def _stretches(text: str, table: dict[str, float], sans: dict[str, float]) -> Iterator[tuple[str, str]]:
    """Neighbouring characters that find the same remedy."""
    kind, start = "", 0
    for place, character in enumerate(text):
        new = "own" if character in table else "sans" if character in sans else "lost"
        if new != kind and place > start:
            yield kind, text[start:place]
            start = place
        kind = new
    yield kind, text[start:]
