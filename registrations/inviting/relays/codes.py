"""A code for a phone's camera as shapes of a scene."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import segno

from tournee.drawing.scene import Item, Rect

QUIET = 3  # modules left blank around a code


def code_items(data: str, x: float, y: float, size: float, *, whole: bool = False) -> list[Item]:
    """The code of `data` upon a white square of `size` at (x, y), its quiet zone included.

    With `whole`, modules are whole units and the code stands in the middle of its square: pixels have no seams then.
    """
    rows = [bytes(row) for row in segno.make(data, micro=False, error="m").matrix]
    module = size / (len(rows) + 2 * QUIET)
    if whole:
        module = float(int(module))
    edge = (size - module * len(rows)) / 2
    items: list[Item] = [Rect(x, y, size, size, fill="surface")]
    for row, start, count in _stretches(rows):
        at = (x + edge + start * module, y + edge + row * module)
        items.append(Rect(*at, count * module, module, fill="ink"))
    return items


def _stretches(rows: list[bytes]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring dark modules as (row, first column, how many)."""
    for number, row in enumerate(rows):
        column = 0
        for dark, modules in groupby(row):
            count = len(list(modules))
            if dark:
                yield number, column, count
            column += count
