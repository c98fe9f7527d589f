"""Plain text of table cells set into lines: quick, since a list of 10,000 rows has sixty thousand of them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tournee.documents.pdf.lines import Run, break_lines, text_width, widths
from tournee.documents.pdf.runs import guarded
from tournee.documents.pdf.shaping import turns
from tournee.documents.pdf.styles import Style
from tournee.drawing.measure import width
from tournee.drawing.scene import Face

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_PIECES = re.compile(r"[^ \n\-–—/]+[-–—/]*")


def set_lines(text: str, room: float, style: Style) -> list[str] | None:
    """The text in lines no wider than `room` points; None where a character needs more care than plain text gets.

    A space that a line was broken at stays at its end, so that words read back from the paper do not run together.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    try:
        wide = sum(map(_advances(style.face).__getitem__, text)) * style.size
    except KeyError:
        spaced = _SPACES.sub(" ", text)
        return set_lines(spaced, room, style) if spaced != text else None
    return [text] if wide <= room else _broken(text, room, style)


@cache
def _advances(face: Face) -> dict[str, float]:
    """The advances of the characters that are seen: none of those that only say how others are set."""
    return {character: wide for character, wide in widths(face).items() if unicodedata.category(character) != "Cf"}


@lru_cache(maxsize=512)
def _broken(text: str, room: float, style: Style) -> list[str]:
    """More than one line. Lists repeat themselves: names of companies, functions."""
    lines = break_lines([Run(text, style.face, style.size, style.colour)], room)
    return ["".join(words for _run, words in line.parts) + (" " if line.spaced else "") for line in lines]


def widest_word(text: str, style: Style) -> float:
    """The width in points of the longest piece of the text that no line need be broken inside of."""
    return max((widest_line(piece, style) for piece in _PIECES.findall(text)), default=0)


def widest_line(text: str, style: Style) -> float:
    """The width in points that the text takes when no line of it is broken."""
    if turns(text):
        return sum(text_width(part.text, part.face, style.size) for part in guarded(text, style.face))
    return width(text, style.size, style.face)
