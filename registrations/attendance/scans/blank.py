"""Blank pages: the backs of sheets that a scanner took on both sides."""

from __future__ import annotations

from PIL import Image

_EDGE = 0.08  # of each side: shadows, staples and punched holes
_BLOCK = 8  # pixels: dust is lost in it at the size at which pages are drawn, a stroke of a pen is not
_INK = 0.8  # of the paper's own brightness; what shows through from the other side is brighter
_DARK = 40  # what is darker than that is no paper
_FEWEST = 5  # blocks of ink: the shortest signature has more


def is_blank(picture: Image.Image) -> bool:
    """Whether that page has nothing on it. A page kept for nothing costs a tap, one lost a signature: it holds back."""
    width, height = picture.size
    inner = picture.crop(
        (round(width * _EDGE), round(height * _EDGE), round(width * (1 - _EDGE)), round(height * (1 - _EDGE)))
    )
    counts = inner.convert("L").reduce(_BLOCK).histogram()
    paper = _median(counts)
    return paper > _DARK and sum(counts[: round(paper * _INK)]) < _FEWEST


def _median(counts: list[int]) -> int:
    half, seen = sum(counts) / 2, 0
    for value, count in enumerate(counts):
        seen += count
        if seen >= half:
            return value
    return 0
