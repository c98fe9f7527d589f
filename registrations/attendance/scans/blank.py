"""Blank pages: the backs of sheets that a scanner took on both sides."""

from __future__ import annotations

from PIL import Image, ImageFilter

_EDGE = 0.08  # of each side: shadows, staples and punched holes
_BLOCKS = 300  # along the longer side, whatever its pixels: a block is a millimetre of A4
_INK = 0.9  # of the paper's own brightness: a thin grey stroke darkens its block no more, what shows through even less
_DARK = 40  # what is darker than that is no paper
_AROUND = 3  # of nine blocks, those with ink where a stroke goes on; dust is alone
_ONE_TONE = 6  # of 255
_FEWEST = 5  # such places: the shortest signature has more


def is_blank(picture: Image.Image) -> bool:
    """Whether that page has nothing on it. A page kept for nothing costs a tap, one lost a signature: it holds back."""
    width, height = picture.size
    inner = picture.crop(
        (round(width * _EDGE), round(height * _EDGE), round(width * (1 - _EDGE)), round(height * (1 - _EDGE)))
    )
    blocks = inner.convert("L")
    share = _BLOCKS / max(width, height)
    if share < 1:
        size = (max(1, round(blocks.width * share)), max(1, round(blocks.height * share)))
        blocks = blocks.resize(size, Image.Resampling.BOX)
    paper = _median(blocks.histogram())
    inked = blocks.point([255 if value < paper * _INK else 0 for value in range(256)])
    strokes = inked.filter(ImageFilter.RankFilter(3, 9 - _AROUND)).histogram()[255]
    return paper > _DARK and strokes < _FEWEST


def is_bare(picture: Image.Image) -> bool:
    """Whether it has no tone but one: nobody photographed or scanned any paper."""
    tones = [tone for tone, count in enumerate(picture.convert("L").histogram()) if count]
    return tones[-1] - tones[0] <= _ONE_TONE


def _median(counts: list[int]) -> int:
    half, seen = sum(counts) / 2, 0
    for value, count in enumerate(counts):
        seen += count
        if seen >= half:
            return value
    return 0
