"""A signed sheet as it comes back from the scanner: drawn, since nobody of the made-up edition can sign."""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from registrations.attendance.papers.codes import PrintedLines, sheet_code
from registrations.attendance.scans.sheets import Line, SignedSheet
from tournee.drawing.fonts import FOLDER

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_WIDTH, _HEIGHT = 620, 877  # pixels of a sheet of A4
_MARGIN, _TOP, _MOST_ROW = 40, 190, 30
_CODE = 140  # pixels: its side
_BOX = 84
_MOST_LETTERS = 66
_INK, _PEN, _RULE, _PAPER = (30, 30, 34), (24, 44, 120), (150, 150, 150), (255, 255, 255)
_NOTICE = "Feuille fictive, dessinée pour la démonstration : personne ne l’a signée."


def picture_of(sheet: SignedSheet, lines: Sequence[Line], signed: Collection[str], *, coded: bool) -> bytes:
    """The first page of that sheet as a PNG, a scribble in the boxes `signed`; without its code if not `coded`."""
    from PIL import Image, ImageDraw  # lazily: only the demonstration draws sheets

    row = min(_MOST_ROW, (_HEIGHT - _TOP - _MARGIN) // max(len(lines), 1))
    height = _HEIGHT if coded else _TOP + row * len(lines) + _MARGIN
    page = Image.new("RGB", (_WIDTH, height), _PAPER)
    pen = ImageDraw.Draw(page)
    pen.text((_MARGIN, 50), "Feuille d’émargement", _INK, _font(24))
    pen.text((_MARGIN, 92), str(sheet.stop), _INK, _font(15))
    pen.text((_MARGIN, 116), sheet.title, _INK, _font(13))
    pen.text((_MARGIN, 140), _NOTICE, _INK, _font(11))
    if coded:
        people = tuple(line.attendee.pk for line in lines if line.number)
        printed = PrintedLines(1, people, blank=len(lines) - len(people))
        code = sheet_code(sheet.stop, sheet.session, sheet.day, sheet.afternoon, 1, printed)
        page.paste(_drawn(code), (_WIDTH - _MARGIN - _CODE, 36))
    for number, line in enumerate(lines):
        _draw_line(pen, line, _TOP + number * row, row, signed)
    out = io.BytesIO()
    page.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _draw_line(pen: ImageDraw, line: Line, top: int, row: int, signed: Collection[str]) -> None:
    """Who, and a box for each half-day."""
    pen.rectangle((_MARGIN, top, _WIDTH - _MARGIN, top + row), outline=_RULE)
    who = f"{line.number or ''}   {line.attendee.person.name}   {line.party}"
    pen.text((_MARGIN + 8, top + row // 6), who[:_MOST_LETTERS], _INK, _font(11))
    for number, box in enumerate(reversed(line.boxes), start=1):
        left = _WIDTH - _MARGIN - number * _BOX
        pen.line((left, top, left, top + row), _RULE)
        if box.name in signed:
            pen.line(_scribble(left + 12, top + row / 2, row * 0.4, line.attendee.pk), _PEN, width=2)


def _scribble(left: float, middle: float, height: float, who: int) -> list[tuple[float, float]]:
    """A line as of a hand: each person's own, the same every time."""
    loops, slant = 3 + who % 4, 0.6 + who % 5 / 5
    return [
        (
            left + (_BOX - 30) * step / 60 + 7 * math.cos(step * loops / 6),
            middle + height * math.sin(step * loops / 6) * math.cos(step * slant / 10),
        )
        for step in range(61)
    ]


def _drawn(said: str) -> Image:
    import segno  # lazily: only the demonstration draws sheets
    from PIL import Image

    drawn = io.BytesIO()
    segno.make(said, error="m", micro=False).save(drawn, kind="png", scale=3, border=2)
    with Image.open(drawn) as code:
        return code.convert("RGB").resize((_CODE, _CODE))


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(FOLDER / "SourceSerif4-Regular.ttf"), size)
