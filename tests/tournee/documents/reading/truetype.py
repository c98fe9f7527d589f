"""Which glyph an embedded TrueType font draws for a code: just enough to tell the empty box from a letter."""

from __future__ import annotations

from struct import error, iter_unpack, unpack_from
from typing import NoReturn

_PREFERRED = ((3, 0), (1, 0), (3, 1), (0, 3))


def glyphs_by_code(font: bytes) -> dict[int, int]:
    """Code to glyph number, as the font's own character map has it; 0 is .notdef. ValueError for no readable font."""
    try:
        return _read(font)
    except (error, IndexError, KeyError):
        _unreadable("a table is cut short or missing")


def _unreadable(why: str) -> NoReturn:
    raise ValueError(f"This is no TrueType font that can be read: {why}.")


def _read(font: bytes) -> dict[int, int]:
    tables = {
        font[at : at + 4]: unpack_from(">II", font, at + 8)
        for at in range(12, 12 + 16 * unpack_from(">H", font, 4)[0], 16)
    }
    start, length = tables[b"cmap"]
    cmap = font[start : start + length]
    glyphs = unpack_from(">H", font, tables[b"maxp"][0] + 4)[0]
    maps = {
        unpack_from(">HH", cmap, at): unpack_from(">I", cmap, at + 4)[0]
        for at in range(4, 4 + 8 * unpack_from(">H", cmap, 2)[0], 8)
    }
    for platform in _PREFERRED:
        if platform in maps:
            found = _subtable(cmap[maps[platform] :])
            return {code & 0xFF if platform == (3, 0) else code: glyph % glyphs for code, glyph in found.items()}
    _unreadable(f"its character maps are for {sorted(maps)}")


def _subtable(data: bytes) -> dict[int, int]:
    """The formats that writers of subsets use: 0, 4, 6 and 12."""
    kind = unpack_from(">H", data)[0]
    if kind == 0:
        return dict(enumerate(data[6:262]))
    if kind == 6:
        first, count = unpack_from(">HH", data, 6)
        return {first + index: glyph for index, (glyph,) in enumerate(iter_unpack(">H", data[10 : 10 + 2 * count]))}
    if kind == 12:
        groups = iter_unpack(">III", data[16 : 16 + 12 * unpack_from(">I", data, 12)[0]])
        return {code: glyph + code - first for first, last, glyph in groups for code in range(first, last + 1)}
    if kind == 4:
        return _segments(data)
    _unreadable(f"a character map has the format {kind}")


def _segments(data: bytes) -> dict[int, int]:
    count = unpack_from(">H", data, 6)[0] // 2
    ends, starts, deltas, offsets = (
        unpack_from(f">{count}H", data, 14 + 2 * count * part + (2 if part else 0)) for part in range(4)
    )
    found = {}
    for index in range(count):
        for code in range(starts[index], ends[index] + 1):
            glyph = code
            if offsets[index]:
                at = 16 + 6 * count + 2 * index + offsets[index] + 2 * (code - starts[index])
                glyph = unpack_from(">H", data, at)[0]
            found[code] = (glyph + deltas[index]) & 0xFFFF if glyph or not offsets[index] else 0
    found.pop(0xFFFF, None)
    return found
