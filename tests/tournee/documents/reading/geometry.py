"""Where the characters of a page stand, in points from its lower left corner, as pdfplumber finds them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import pdfplumber
from pdfminer.layout import LTChar, LTContainer

Box: TypeAlias = tuple[float, float, float, float]
Corners: TypeAlias = tuple[tuple[float, float], ...]

# What a letter covers of its box, in parts of its height and width: leaves room for slant, accents and tight leading.
_LOW, _HIGH, _SIDE = 0.35, 0.95, 0.12
_CELL = 12
_APART, _SAME_LINE = 0.2, 0.3  # parts of a character's size


@dataclass(frozen=True, slots=True)
class Character:
    """One character: its whole box, and the box around its body, that which no other may touch.

    `turned` has the corners of the body where it does not stand upright and thus does not fill that box.
    """

    text: str
    box: Box
    hull: Box
    turned: Corners = ()


def characters(page: pdfplumber.page.Page) -> list[Character]:
    """Every character that can be seen; blanks and marks that combine with a letter are left out."""
    return [_character(char) for char in _chars(page.layout) if _is_seen(char.get_text())]


def _chars(container: LTContainer) -> Iterator[LTChar]:
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _chars(item)


@dataclass(frozen=True, slots=True)
class Gap:
    """Two characters drawn one after the other on one line, apart and without a blank; the marks they belong to."""

    before: str
    after: str
    marks: tuple[int, int]


def gaps(page: pdfplumber.page.Page) -> list[Gap]:
    """Where tagged text goes on further along its line, by more than letters are spaced, and draws no blank.

    Not where other text stands between: what is read from right to left goes on beyond what was read before.
    """
    found = []
    previous: LTChar | None = None
    chars = list(_chars(page.layout))
    for char in chars:
        if previous and _jumps(previous, char) and not _filled(previous, char, chars):
            found.append(Gap(previous.get_text(), char.get_text(), (previous.mcid, char.mcid)))
        previous = char
    return found


def _jumps(one: LTChar, other: LTChar) -> bool:
    if one.mcid is None or other.mcid is None or not (one.upright and other.upright):
        return False
    along = other.x0 - one.x1 > _APART * other.size and abs(other.y0 - one.y0) < _SAME_LINE * other.size
    return along and bool(one.get_text().strip()) and bool(other.get_text().strip())


def _filled(one: LTChar, other: LTChar, chars: list[LTChar]) -> bool:
    """Whether a third character stands between the two, on their line."""
    return any(
        char.x0 < other.x0 and char.x1 > one.x1 and char.y0 < (one.y0 + one.y1) / 2 < char.y1
        for char in chars
        if char is not one and char is not other and char.get_text().strip()
    )


def _is_seen(text: str) -> bool:
    """Marks count by what they are made of, as some have characters of their own to show them without a letter."""
    parts = unicodedata.normalize("NFKD", text)
    return bool(text.strip()) and not all(unicodedata.category(letter)[0] in "MCZ" for letter in parts)


def _character(char: LTChar) -> Character:
    _a, b, c, d, _e, _f = char.matrix
    if b or c or d < 0:
        return _turned(char)
    left, bottom, right, top = char.bbox
    side, height = (right - left) * _SIDE, top - bottom
    hull = (left + side, bottom + height * _LOW, right - side, bottom + height * _HIGH)
    return Character(char.get_text(), char.bbox, hull)


def _turned(char: LTChar) -> Character:
    """A character that does not stand upright: its body is turned as it is."""
    a, b, c, d, e, f = char.matrix
    low, size = _place(char)
    side = char.adv * _SIDE
    body = tuple(
        (a * x + c * y + e, b * x + d * y + f)
        for x, y in (
            (side, low + size * _LOW),
            (char.adv - side, low + size * _LOW),
            (char.adv - side, low + size * _HIGH),
            (side, low + size * _HIGH),
        )
    )
    across, up = [x for x, _y in body], [y for _x, y in body]
    return Character(char.get_text(), char.bbox, (min(across), min(up), max(across), max(up)), body)


def _place(char: LTChar) -> tuple[float, float]:
    """The lower edge and the height of the character's box before the text's matrix turned it."""
    a, b, c, d, e, f = char.matrix
    x0, y0, x1, y1 = char.bbox
    along, across, start, edge, extent = (b, d, f, y0, y1 - y0) if abs(d) > abs(c) else (a, c, e, x0, x1 - x0)
    if not across:
        return 0, 0
    size = (extent - abs(along) * char.adv) / abs(across)
    low = (edge - start - min(0, along * char.adv)) / across
    return (low if across > 0 else low - size), size


def outside(found: list[Character], page: Box, *, tolerance: float = 0.5) -> list[Character]:
    """The characters of which any part is beyond the page's edges."""
    left, bottom, right, top = page
    return [
        one
        for one in found
        if one.box[0] < left - tolerance
        or one.box[1] < bottom - tolerance
        or one.box[2] > right + tolerance
        or one.box[3] > top + tolerance
    ]


def overlapping(found: list[Character]) -> list[tuple[Character, Character]]:
    """Pairs of characters whose bodies touch: one is written over the other."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, one in enumerate(found):
        left, bottom, right, top = (int(edge // _CELL) for edge in one.hull)
        for column in range(left, right + 1):
            for row in range(bottom, top + 1):
                cells[column, row].append(index)
    pairs = {
        pair
        for inside in cells.values()
        for pair in combinations(inside, 2)
        if _near(found[pair[0]].hull, found[pair[1]].hull)
    }
    return [(found[first], found[second]) for first, second in sorted(pairs) if _touch(found[first], found[second])]


def _near(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _touch(one: Character, other: Character) -> bool:
    """Whether two convex bodies share a place, that is, no side of either parts them."""
    if not one.turned and not other.turned:
        return True  # their hulls do
    body, others = _corners(one), _corners(other)
    return not (_parts(body, others) or _parts(others, body))


def _corners(one: Character) -> Corners:
    left, bottom, right, top = one.hull
    return one.turned or ((left, bottom), (right, bottom), (right, top), (left, top))


def _parts(body: Corners, other: Corners) -> bool:
    for (x1, y1), (x2, y2) in ((body[0], body[1]), (body[1], body[2])):
        across, up = y2 - y1, x1 - x2
        mine = [across * x + up * y for x, y in body]
        theirs = [across * x + up * y for x, y in other]
        if max(mine) <= min(theirs) or max(theirs) <= min(mine):
            return True
    return False
