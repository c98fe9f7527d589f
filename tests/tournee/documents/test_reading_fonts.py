"""The reader of fonts knows the character maps that writers of subsets use."""

from __future__ import annotations

from struct import pack

import pytest

from tests.tournee.documents.reading.truetype import glyphs_by_code

GLYPHS = 300


def font(subtable: bytes, platform: tuple[int, int] = (1, 0)) -> bytes:
    """A font of nothing but a character map and a number of glyphs."""
    cmap = pack(">HHHHI", 0, 1, *platform, 12) + subtable
    maxp = pack(">IH", 0x00010000, GLYPHS)
    directory = 12 + 2 * 16
    entries = pack(">4sIII", b"cmap", 0, directory, len(cmap)) + pack(
        ">4sIII", b"maxp", 0, directory + len(cmap), len(maxp)
    )
    return pack(">IHHHH", 0x00010000, 2, 0, 0, 0) + entries + cmap + maxp


BYTES = pack(">HHH", 0, 262, 0) + bytes([0] * 65 + [3, 4] + [0] * 189)
TRIMMED = pack(">HHHHHHH", 6, 14, 0, 65, 2, 3, 4)
GROUPS = pack(">HHIII", 12, 0, 28, 0, 1) + pack(">III", 65, 66, 3)
SEGMENTS = pack(">HHHHHHH", 4, 0, 0, 4, 0, 0, 0) + pack(">HH", 66, 0xFFFF) + bytes(2) + pack(">HH", 65, 0xFFFF)
BY_DELTA = SEGMENTS + pack(">HH", 0x10000 - 62, 1) + pack(">HH", 0, 0)
BY_OFFSET = SEGMENTS + pack(">HH", 0, 1) + pack(">HH", 4, 0) + pack(">HH", 3, 4)


@pytest.mark.parametrize("subtable", [BYTES, TRIMMED, GROUPS, BY_DELTA, BY_OFFSET])
def test_a_code_leads_to_its_glyph_whatever_the_format(subtable):
    found = glyphs_by_code(font(subtable))

    assert {code: glyph for code, glyph in found.items() if glyph} == {65: 3, 66: 4}


def test_codes_of_a_symbolic_font_are_bytes_in_a_private_range():
    subtable = pack(">HHHHHHH", 6, 14, 0, 0xF041, 2, 3, 4)

    assert glyphs_by_code(font(subtable, (3, 0))) == {65: 3, 66: 4}


@pytest.mark.parametrize("data", [b"", b"OTTO", font(TRIMMED)[:40], font(pack(">H", 14)), font(TRIMMED, (9, 9))])
def test_what_is_no_readable_font_is_refused(data):
    with pytest.raises(ValueError, match="no TrueType font"):
        glyphs_by_code(data)
