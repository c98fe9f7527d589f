"""Words put into lines: runs of text, where a line may end, and how wide text is.

reportlab's own paragraph takes the narrow no-break space for one where a line may end and sets an ordinary space in its
place, which French cannot bear; it also forgets where a line ended inside a word, which a reader must not hear as two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from reportlab.pdfbase import pdfmetrics

from tournee.documents.pdf.shaping import shaped_font
from tournee.documents.pdf.structure import Element
from tournee.drawing import fonts
from tournee.drawing.measure import LAST_CODE
from tournee.drawing.palette import ALL_FILES, SCRIPT_FILES
from tournee.drawing.scene import Face, Role, Script

# A line may end at ordinary spaces (not before a dash), between letters after a hyphen, a dash or a slash, and in
# addresses after other marks.
_SPACES = re.compile(r" +")
_ENDS = re.compile(r" +(?![–—] )|(?<=\w)[-–—/]+(?=\w)|(?<=\w)[.?&=_](?=\w{3}\S{24})")

# The same, but after a hyphen only where a long part is on one side: innove-t-on and savoir-faire are read as one.
_JOINED_ENDS = re.compile(
    r" +(?![–—] )|(?<=\w{4})-(?=\w{8})|(?<=\w{8})-(?=\w{4})|(?<=\w)[–—/]+(?=\w)|(?<=\w)[.?&=_](?=\w{3}\S{24})"
)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Text of one look; `element` is the inline element it stands in (None: the paragraph's own).

    `href` makes it a link, whose element is `link` and whose text alternative is `contents`; `name` makes it a place
    that links can lead to.
    A link is underlined unless something else says that it is one.
    `level` says how it turns where some of the words are read from right to left.
    """

    text: str
    face: Face | Script
    size: float
    colour: Role
    rise: float = 0
    element: Element | None = None
    link: Element | None = None
    href: str = ""
    contents: str = ""
    name: str = ""
    underlined: bool = True
    level: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line: text by run, its width in points, and whether it ended at a space."""

    parts: tuple[tuple[Run, str], ...]
    width: float
    spaced: bool


@cache
def widths(face: Face | Script) -> dict[str, float]:
    """The advance of every character of a face, as a share of its size."""
    if face in SCRIPT_FILES:
        return shaped_font(face).advances
    fonts.register()
    font = pdfmetrics.getFont(ALL_FILES[face])
    return {
        chr(code): width / 1000
        for code, width in font.face.charWidths.items()
        if code in font.face.charToGlyph and code <= LAST_CODE
    }


def text_width(text: str, face: Face | Script, size: float) -> float:
    """The advance of a text of which the face has every character, in points."""
    return sum(map(widths(face).__getitem__, text)) * size


def break_lines(
    runs: Sequence[Run], room: float, *, even: bool = False, whole: bool = False, joined: bool = False
) -> tuple[Line, ...]:
    """The runs in as few lines of that room as hold them; `even` then makes the lines of like length.

    `whole` ends lines at spaces only, as the names of people want it; `joined` at no hyphen between short words.

    A word wider than the room is broken where it must be. A last line of one short word is given the company of
    another, if it can be.
    """
    words = list(_words(runs, _SPACES if whole else _JOINED_ENDS if joined else _ENDS))
    lines = _fill(words, room)
    if len(lines) < 2:
        return lines
    if even:
        return _even(words, room, lines)
    if len(lines) < 40 and " " not in _text(lines[-1]).strip():
        for share in (0.97, 0.94, 0.91):
            narrower = _fill(words, room * share)
            if len(narrower) > len(lines):
                break
            if " " in _text(narrower[-1]).strip() and narrower[-2].spaced:
                return narrower
    return lines


# A word: its parts by run, its width, the width of the space behind it, and whether there is one.
_Word = tuple[list[tuple[Run, str]], float, float, bool]


def _words(runs: Iterable[Run], ends: re.Pattern[str]) -> Iterable[_Word]:
    """What no line's end comes between, with the space that follows it."""
    parts: list[tuple[Run, str]] = []
    width = 0.0
    for run in runs:
        table, size, text, start = widths(run.face), run.size, run.text, 0
        for end in ends.finditer(text):
            space = end[0][0] == " "
            piece = text[start : end.start() if space else end.end()]
            start = end.end()
            if piece or not parts or parts[-1][0] is not run:  # a space is its own run's, not that of the word before
                parts.append((run, piece))
                width += sum(map(table.__getitem__, piece)) * size
            yield parts, width, table[" "] * size if space else 0.0, space
            parts, width = [], 0.0
        rest = text[start:]
        if rest or run.name:
            parts.append((run, rest))
            width += sum(map(table.__getitem__, rest)) * size
    if parts:
        yield parts, width, 0.0, False


def _fill(words: Iterable[_Word], room: float) -> tuple[Line, ...]:
    lines: list[Line] = []
    held: list[_Word] = []
    used = 0.0
    for word in words:
        if held and used + word[1] > room + 0.001:
            lines.append(_line(held))
            held, used = [], 0.0
        rest = word
        while rest[1] > room + 0.001:
            head, rest = _cut(rest, room)
            lines.append(_line([head]))
        if rest[0]:
            held.append(rest)
            used += rest[1] + rest[2]
    if held:
        lines.append(_line(held))
    return tuple(lines)


def _line(words: list[_Word]) -> Line:
    """One line of those words; neighbours of one run become one text."""
    parts: list[tuple[Run, str]] = []
    texts: list[str] = []
    current: Run | None = None
    last = len(words) - 1
    width = 0.0
    for place, (pieces, wide, gap, space) in enumerate(words):
        for run, text in pieces:
            if run is not current:
                if current is not None:
                    parts.append((current, "".join(texts)))
                current, texts = run, []
            texts.append(text)
        if space and place < last:
            texts.append(" ")
        width += wide + (gap if place < last else 0)
    if current is not None:
        parts.append((current, "".join(texts)))
    return Line(tuple(parts), width, words[-1][3])


def _cut(word: _Word, room: float) -> tuple[_Word, _Word]:
    """As many characters of the word as the room holds (at least one), and the rest of it."""
    parts, width, gap, space = word
    head: list[tuple[Run, str]] = []
    used = 0.0
    for place, (run, text) in enumerate(parts):
        table, size = widths(run.face), run.size
        for index, character in enumerate(text):
            wide = table[character] * size
            if used + wide > room and used:
                head.append((run, text[:index]))
                tail = [(run, text[index:]), *parts[place + 1 :]]
                return (head, used, 0.0, False), (tail, width - used, gap, space)
            used += wide
        head.append((run, text))
    return (head, used, gap, space), ([], 0.0, 0.0, False)


def _even(words: list[_Word], room: float, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of the narrowest room that needs no more of them."""
    narrow, count = max(word[1] for word in words), len(lines)
    if narrow > room:
        return lines
    while room - narrow > 2:
        middle = (room + narrow) / 2
        if _count(words, middle) <= count:
            room = middle
        else:
            narrow = middle
    return _fill(words, room)


def _count(words: list[_Word], room: float) -> int:
    """How many lines of that room the words need, none of which is wider."""
    lines, used = 1, 0.0
    for _parts, width, gap, _space in words:
        if used and used + width > room + 0.001:
            lines, used = lines + 1, 0.0
        used += width + gap
    return lines


def _text(line: Line) -> str:
    return "".join(text for _run, text in line.parts)
