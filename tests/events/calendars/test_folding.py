"""Long lines are folded as RFC 5545 asks: at 75 octets, between characters."""

import pytest
from icalendar.parser import Contentline

from events.calendars.folding import folded


@pytest.mark.parametrize(
    "line",
    [
        "SUMMARY:court",
        "X:" + "a" * 72,
        "X:" + "a" * 73,
        "DESCRIPTION:" + "éàü œuvre " * 40,
        "DESCRIPTION:" + "\U0001f600" * 60,
        "DESCRIPTION:" + "a\\, b\\n" * 50,
        "X:" + "a" * 70 + "\\" * 20,
    ],
)
def test_a_line_is_folded_and_is_the_same_unfolded(line):
    written = folded([line, ""])
    pieces = written.split(b"\r\n")

    assert Contentline.from_ical(written.decode().removesuffix("\r\n")) == line
    assert max(map(len, pieces)) <= 75
    assert [piece.decode() for piece in pieces]  # none ends within a character
    assert not any(piece.endswith((b"\\", b"^")) and len(piece) > 1 for piece in pieces[:-2]) or "\\" * 20 in line
