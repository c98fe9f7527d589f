"""The fonts of a PDF: what each code means to a reader who copies or listens, and whether a glyph stands behind it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf

from tests.tournee.documents.reading.truetype import glyphs_by_code

_UNKNOWN = "\ufffd"


@dataclass(slots=True)
class FontReading:
    """One font; `shown` holds every code that a page writes with it, with the first page that does."""

    name: str
    embedded: bool
    meanings: dict[int, str] | None
    glyphs: dict[int, int] | None
    wide: bool
    problem: str = ""
    shown: dict[int, int] = field(default_factory=dict)

    def read(self, text: bytes, page: int) -> str:
        """The text that these bytes stand for; what has no meaning is read as U+FFFD."""
        codes = [int.from_bytes(text[at : at + 2]) for at in range(0, len(text), 2)] if self.wide else text
        for code in codes:
            self.shown.setdefault(code, page)
        return "".join((self.meanings or {}).get(code, _UNKNOWN) for code in codes)


def read_font(font: pikepdf.Object) -> FontReading:
    """The font of a page's resources."""
    wide = font.get("/Subtype") == "/Type0"
    inner = font.DescendantFonts[0] if wide else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    files = [descriptor[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
    reading = FontReading(
        name=str(font.get("/BaseFont", "")).lstrip("/"),
        embedded=bool(files),
        meanings=_meanings(font.ToUnicode) if "/ToUnicode" in font else None,
        glyphs=None,
        wide=wide,
    )
    if wide:
        return reading  # the codes of a composite font are glyph numbers themselves
    if "/FontFile2" in descriptor:
        try:
            reading.glyphs = glyphs_by_code(descriptor.FontFile2.read_bytes())
        except ValueError as fault:
            reading.problem = str(fault)
    return reading


def _meanings(cmap: pikepdf.Object) -> dict[int, str]:
    """Code to text, from a ToUnicode map."""
    found: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(cmap):
        operands = list(instruction.operands)
        if str(instruction.operator) == "endbfchar":
            for code, meaning in zip(operands[::2], operands[1::2], strict=True):
                found[_number(code)] = _text(bytes(meaning))
        elif str(instruction.operator) == "endbfrange":
            for first, last, meaning in zip(operands[::3], operands[1::3], operands[2::3], strict=True):
                found |= _range(_number(first), _number(last), meaning)
    return found


def _range(first: int, last: int, meaning: pikepdf.Object) -> dict[int, str]:
    if isinstance(meaning, pikepdf.Array):
        return {first + index: _text(bytes(one)) for index, one in enumerate(meaning)}
    start = bytes(meaning)
    ends = (int.from_bytes(start) + index for index in range(last - first + 1))
    return {first + index: _text(end.to_bytes(len(start))) for index, end in enumerate(ends)}


def _number(code: pikepdf.Object) -> int:
    return int.from_bytes(bytes(code))


def _text(meaning: bytes) -> str:
    return meaning.decode("utf-16-be", errors="replace")
