"""How wide text is, from a table of the shipped fonts' widths: the same answer as reportlab's, without loading it."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

from tournee.drawing.scene import Face, Script

_WIDTHS_FILE = Path(__file__).parent / "fonts" / "widths.json"
_ELLIPSIS = "…"
_STAND_IN = "?"
_SILENT = {"Cc", "Cf", "Cs", "Mn"}  # controls, formats, lone surrogates, combining marks
# A line may end at a space that is not a no-break one, or after a hyphen, a dash or a slash.
_PIECES = re.compile(r"[^ \t\n\-–—/]*(?:[-–—/]+|[ \t\n]+|$)")

# Beyond it reportlab writes a code of five hexadecimal digits, which a reader of the PDF takes for two characters.
LAST_CODE = 0xFFFF

SCRIPTS: tuple[Script, ...] = ("arabic", "hebrew")


@cache
def _table(face: Face | Script) -> dict[int, int]:
    runs = json.loads(_WIDTHS_FILE.read_text())[face]
    table = {first + offset: width for first, *widths in runs for offset, width in enumerate(widths)}
    return {
        code: width
        for code, width in table.items()
        if code <= LAST_CODE and unicodedata.category(chr(code)) not in {"Cc", "Cf"}
    }


@cache
def _scripts() -> dict[int, int]:
    """The widths of the letters of other scripts, each as it stands alone, which is as wide as it gets."""
    return {code: wide for script in SCRIPTS for code, wide in _table(script).items()}


def legible(text: str) -> bool:
    """Whether documents show every letter of it: the sans has it, or the face of its script."""
    shown = _table("sans").keys()
    letters = set(map(ord, unicodedata.normalize("NFC", text)))
    if letters <= shown:
        return True
    return all(unicodedata.category(chr(code)) in _SILENT for code in letters - shown - _scripts().keys())


def drawable(text: str, face: Face = "sans") -> str:
    """The text composed (NFC), on one line, with a ? for each character the face lacks: a font must never draw nothing.

    Controls and marks it lacks go without one.
    """
    table = _table(face)
    line = " ".join(unicodedata.normalize("NFC", text).split("\n"))
    if all(ord(character) in table for character in line):
        return line
    return "".join(
        character if ord(character) in table else "" if unicodedata.category(character) in _SILENT else _STAND_IN
        for character in line
    )


def width(text: str, size: float, face: Face = "sans") -> float:
    """The advance of the text at that size, in the unit of the size (kerning, which narrows a little, left aside)."""
    return _advance(text, face) * size * 0.001


@lru_cache(maxsize=4096)  # labels and values come back at every width a chart is drawn for
def _advance(text: str, face: Face) -> int:
    return sum(_advances(text, face))


def _advances(text: str, face: Face) -> list[int]:
    """The advance of each character, in thousandths of the size."""
    table = _table(face)
    missing = table[ord(_STAND_IN)]
    codes = list(map(ord, text))
    if table.keys() >= set(codes):
        return [table[code] for code in codes]
    scripts = _scripts()
    return [table[code] if code in table else scripts.get(code, missing) for code in codes]


def elide(text: str, room: float, size: float, face: Face = "sans") -> str:
    """The text if it fits the room, else what fits of its beginning with an ellipsis, by whole words where it can."""
    if width(text, size, face) <= room:
        return text
    kept = room - width(_ELLIPSIS, size, face)
    end = sum(advance * size * 0.001 <= kept for advance in accumulate(_advances(text, face)))
    space = text.rfind(" ", 0, end + 1)
    if space > end / 2:
        end = space
    return text[:end].rstrip(" ,;:.-\u00a0\u202f") + _ELLIPSIS


def wrap(text: str, room: float, size: float, face: Face = "sans", *, lines: int = 2) -> list[str]:
    """The text in at most that many lines of that room, broken between words into lines of like length.

    The last line is elided if need be, and so is a word wider than the room. Blank text gives one empty line.
    """
    pieces = [
        (piece, width(piece, size, face), width(piece.rstrip(), size, face))
        for piece in _PIECES.findall(text.strip())
        if piece
    ]
    filled = _fill(pieces, room)
    if len(filled) > lines:
        filled = [*filled[: lines - 1], "".join(filled[lines - 1 :])]
    elif len(filled) > 1:
        filled = _balance(pieces, room, len(filled))
    return [elide(line.rstrip(), room, size, face) for line in filled]


def _fill(pieces: list[tuple[str, float, float]], room: float) -> list[str]:
    """The pieces (text, width, width without its last space) put into lines, each as full as it can be."""
    lines = [""]
    used = 0.0
    for piece, wide, bare in pieces:
        if lines[-1] and used + bare > room:
            lines.append("")
            used = 0.0
        lines[-1] += piece
        used += wide
    return lines


def _balance(pieces: list[tuple[str, float, float]], room: float, count: int) -> list[str]:
    """The lines of the narrowest room that needs no more of them, so that no word is left alone on the last."""
    narrow = max(bare for _piece, _wide, bare in pieces)
    while room - narrow > 2:
        middle = (room + narrow) / 2
        if len(_fill(pieces, middle)) <= count:
            room = middle
        else:
            narrow = middle
    return _fill(pieces, room)
