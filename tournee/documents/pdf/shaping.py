"""Words read from right to left: which of them turn, and their letters in the shape that their neighbours give them.

Shaped words are text of stand-ins: a private character for each glyph, in order of reading, which is measured, broken
into lines and drawn like any other. The font knows of each what it draws and the letters it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count, groupby, pairwise
from typing import NamedTuple
from unicodedata import bidirectional, combining

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from tournee.drawing import fonts
from tournee.drawing.palette import SCRIPT_FILES
from tournee.drawing.scene import Face, Script

_TURNING = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # Hebrew to Arabic, with their forms
_STAND_INS = 0xF0000  # the first of those that Unicode leaves for private use
_UNSEEN = "\u200b"  # what a glyph is said to mean that draws part of the letter before it
_BOLD: frozenset[Face] = frozenset({"sans-semibold", "sans-bold", "sans-bold-italic", "display"})
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


class Stretch(NamedTuple):
    """Letters of one face that are read in one direction: from right to left where the level is odd.

    Levels are those of the Unicode Bidirectional Algorithm (UAX 9); 0 is for words that turn nothing.
    """

    text: str
    face: Face | Script
    actual: str
    level: int


class _Glyph(NamedTuple):
    meaning: str  # the letters, in order of reading
    shape: ShapeData


class ShapedFont(TTFont):
    """A face of such a script; `own` are its characters.

    `advances` are those of its characters and of its stand-ins, as a share of the size.
    """

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file, asciiReadable=False)
        self.own = frozenset(map(chr, self.face.charToGlyph))
        self.advances = {chr(code): wide / 1000 for code, wide in self.face.charWidths.items()}
        self._glyphs: dict[str, _Glyph] = {}
        self._stand_ins: dict[tuple[int, _Glyph], str] = {}
        self._codes = count(_STAND_INS)

    def shape(self, text: str, level: int) -> str:
        """The stand-ins for the letters of a stretch, in order of reading; spaces stay themselves."""
        import uharfbuzz  # lazily: most documents have no such letters

        letters = uharfbuzz.Buffer()
        letters.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        letters.add_str(text)
        letters.guess_segment_properties()
        letters.direction = "rtl" if level % 2 else "ltr"
        uharfbuzz.shape(self.hbFont(), letters)
        found = list(zip(letters.glyph_infos, letters.glyph_positions, strict=True))
        if level % 2:
            found.reverse()
        meanings = _meanings(text, [info.cluster for info, _position in found])
        return "".join(
            self._stand_in(info.codepoint, meaning, position)
            for (info, position), meaning in zip(found, meanings, strict=True)
        )

    def _stand_in(self, glyph: int, meaning: str, position: object) -> str:
        if meaning == " ":
            return " "
        across, offset, rise = (
            self.pdfScale(getattr(position, name)) for name in ("x_advance", "x_offset", "y_offset")
        )
        wide = self.pdfScale(self.face.hmetrics[glyph][0])
        drawn = _Glyph(meaning, ShapeData(0, across, 0, offset, rise, wide))
        if (glyph, drawn) not in self._stand_ins:
            code = next(self._codes)
            self.face.charToGlyph[code], self.face.charWidths[code] = glyph, wide
            self._glyphs[chr(code)], self.advances[chr(code)] = drawn, across / 1000
            self._stand_ins[glyph, drawn] = chr(code)
        return self._stand_ins[glyph, drawn]

    def seen(self, text: str, level: int) -> ShapedStr:
        """The text as reportlab writes it: from left to right, each glyph where it belongs."""
        order = text[::-1] if level % 2 else text
        return ShapedStr(order, list(map(self._shape_of, order)))

    def _shape_of(self, character: str) -> ShapeData:
        if character in self._glyphs:
            return self._glyphs[character].shape
        wide = self.advances[character] * 1000
        return ShapeData(0, wide, 0, 0, 0, wide)

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 (theirs)
        """Write the font, and for each of its codes the letters that it means rather than the stand-in."""
        subsets = self.state[doc].subsets
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        for name, subset in zip(names, subsets, strict=True):
            meanings = doc.idToObject[doc.idToObject["BasicFonts"].dict[name].ToUnicode.name]
            for code in subset:
                if chr(code) in self._glyphs:
                    letters = (self._glyphs[chr(code)].meaning or _UNSEEN).encode("utf-16-be").hex().upper()
                    meanings.content = meanings.content.replace(f"<{code:04X}>", f"<{letters}>")


def _meanings(text: str, starts: list[int]) -> Iterator[str]:
    """The letters that glyphs stand for which begin there; several that begin together share theirs out."""
    places = [*dict.fromkeys(starts), len(text)]
    for start, end in pairwise(places):
        glyphs = starts.count(start)
        for glyph in range(glyphs):
            yield text[start + glyph : end if glyph == glyphs - 1 else min(start + glyph + 1, end)]


@cache
def shaped_font(script: Script) -> ShapedFont:
    """The face, known to reportlab since it was first asked for."""
    name = SCRIPT_FILES[script]
    font = ShapedFont(name, str(fonts.FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font


def turns(text: str) -> bool:
    """Whether some of it is read from right to left."""
    return not text.isascii() and _TURNING.search(text) is not None


def stretches(text: str, face: Face, has: dict[str, float]) -> Iterator[Stretch]:
    """The text (NFC) in stretches, in order of reading: letters of the face, of which it `has` these, or of a script’s.

    Letters that neither has are left to the face.
    """
    place = iter(_faces(text, _levels(text), face, has))
    for (where, level), letters in groupby(text, lambda _letter: next(place)):
        words = "".join(letters)
        if where in SCRIPT_FILES:
            yield Stretch(shaped_font(where).shape(words, level), where, words, level)
        else:
            yield Stretch(words, where, "", level)


def _faces(text: str, levels: Sequence[int], face: Face, has: dict[str, float]) -> Iterator[tuple[Face | Script, int]]:
    """The face and the level of each letter. What stands between words goes with those before."""
    scripts: tuple[Script, ...] = ("arabic-semibold", "hebrew-semibold") if face in _BOLD else ("arabic", "hebrew")
    before = scripts[0] if re.search("[\u0600-\u06ff]", text) else scripts[1]
    last: Face | Script = face
    for letter, level in zip(text, levels, strict=True):
        owner = next((each for each in (before, *scripts) if letter in shaped_font(each).own), None)
        if owner is None or (level % 2 == 0 and letter in has) or (combining(letter) and owner != last):
            last = face
            yield face, level
        else:
            last = before = owner
            yield owner, level or 2  # not 0, which is for letters that need no shaping


def _levels(text: str) -> list[int]:
    """The level of each letter. Text without a letter read from left to right is wholly read from right to left."""
    known = "".join(map(_known, text))
    kinds = set(map(bidirectional, known))
    if kinds.isdisjoint({"L", "EN", "AN"}):
        return [1] * len(text)

    from bidi import algorithm  # lazily: most documents have no such letters

    storage = algorithm.get_empty_storage()
    storage["base_level"] = 0 if "L" in kinds else 1
    storage["base_dir"] = "LR"[storage["base_level"]]
    algorithm.get_embedding_levels(known, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return [letter["level"] for letter in storage["chars"]]


def _known(letter: str) -> str:
    """The letter, or one of as good a direction: those that join letters have none, nor has what is no character."""
    kind = bidirectional(letter)
    return "\u0640" if kind == "BN" else letter if kind else "x"


def order_in_sight(levels: Sequence[int]) -> list[int]:
    """The places of what has those levels, from left to right as it is seen (UAX 9, L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels), 0, -1):
        start = 0
        for turned, group in groupby([levels[place] >= level for place in order]):
            size = len(list(group))
            if turned:
                order[start : start + size] = reversed(order[start : start + size])
            start += size
    return order


def mirrored(text: str) -> str:
    """Brackets as they are drawn among words read from right to left."""
    return text.translate(_MIRRORED)


def in_sight(text: str, face: Face | Script, level: int) -> str:
    """Words of one stretch as reportlab writes them, from left to right."""
    if face in SCRIPT_FILES:
        return shaped_font(face).seen(text, level)
    return text[::-1] if level % 2 else text
