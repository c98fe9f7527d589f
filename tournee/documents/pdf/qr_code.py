"""A code for a phone's camera on paper: drawn as one path, with what it is for and its address beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import zxingcpp
from reportlab.platypus.flowables import Flowable

from tournee.documents import phrases
from tournee.documents.blocks import QRCode
from tournee.documents.inline import linked
from tournee.documents.pdf.drawn import Drawn
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import MM, colour
from tournee.documents.pdf.text import Words

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas

_GAP = 14.0
_QUIET = 2  # modules left blank around a code, upon white paper
_SMALLEST = 16.0  # millimetres under which phones read it badly
_DARK = re.compile(rb"\x00+")


def flow(block: QRCode, page: Page) -> list[Flowable]:
    """The code with its words and address at its right, on one page."""
    group = Element("Div")
    alternative = phrases.code_alternative(block.words, block.alternative)
    size = min(max(block.size, _SMALLEST) * MM, page.width / 2)
    code = Drawn(size, size, alternative, paint_code(block.data, size), group)
    said = ((block.words, "fact"), (linked(block.data), "note"))
    beside = [page.paragraph(words, style, "P", group) for words, style in said]
    return [BesideCode(code, beside)]


def paint_code(data: str, size: float) -> Callable[[TaggedCanvas], None]:
    """What draws the code of that data in a square of `size` points at the origin, its quiet zone included."""
    rows = code_rows(data)
    module = size / (len(rows) + 2 * _QUIET)

    def paint(canvas: TaggedCanvas) -> None:
        canvas.saveState()
        canvas.setFillColor(colour("ink"))
        canvas.translate(_QUIET * module, size - _QUIET * module)
        canvas.scale(module, -module)
        canvas.fill_rectangles(
            (dark.start(), number, dark.end() - dark.start(), 1)  # neighbours as one: fewer edges, and no seams
            for number, row in enumerate(rows)
            for dark in _DARK.finditer(row)
        )
        canvas.restoreState()

    return paint


def code_rows(data: str) -> list[bytes]:
    """The modules of the code of that data, row by row, a zero byte for each dark one; much quicker than segno."""
    code = zxingcpp.create_barcode(data, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    plain = modules.tobytes()
    side = math.isqrt(len(plain))
    return [plain[start : start + side] for start in range(0, side * side, side)]


class BesideCode(Flowable):
    """A code and the words beside it, side by side; not cut."""

    def __init__(self, code: Drawn, words: list[Words]) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 10.0, 13.0
        self.code = code
        self.words = words

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes: that of the code or of the words."""
        room = width - self.code.width - _GAP
        self.beside = sum(words.wrap(room)[1] + words.getSpaceBefore() for words in self.words)
        self.width, self.height = width, max(self.code.height, self.beside)
        return self.width, self.height

    def draw(self) -> None:
        """The code, then the words at half its height."""
        self.code.drawOn(self.canv, 0, self.height - self.code.height)
        y = self.height - max(self.code.height - self.beside, 0) / 2
        for words in self.words:
            y -= words.height + words.getSpaceBefore()
            words.drawOn(self.canv, self.code.width + _GAP, y)
