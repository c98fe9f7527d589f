"""Markers that differ in form as well as in colour, and the legend that names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tournee.drawing.measure import width as text_width
from tournee.drawing.measure import wrap
from tournee.drawing.scene import Circle, Item, Line, Path, Rect, Role, Text, polyline

SIZE = 13
_LEADING = 16


@dataclass(frozen=True, slots=True)
class Style:
    """How one series looks: its colour, and what tells it from the others without colour."""

    role: Role
    form: str
    dash: tuple[float, ...] = ()
    lined: bool = True  # its marks stand on a line


STYLES = (
    Style("pine", "disc"),
    Style("route", "square", (7, 4)),
    Style("warn", "triangle", (2, 3)),
    Style("ink", "ring", (10, 3, 2, 3)),
    Style("muted", "diamond", (4, 4)),
)


def marker(style: Style, x: float, y: float, *, r: float = 5) -> Item:
    """The mark of a series around that point."""
    if style.form == "disc":
        return Circle(x, y, r, fill=style.role)
    if style.form == "ring":
        return Circle(x, y, r - 0.5, fill="paper", stroke=style.role, stroke_width=2)
    if style.form == "square":
        return Rect(x - r + 0.7, y - r + 0.7, 2 * r - 1.4, 2 * r - 1.4, fill=style.role)
    if style.form == "triangle":
        corners = [(x, y - r - 0.5), (x + r + 0.5, y + r - 0.5), (x - r - 0.5, y + r - 0.5)]
    else:
        corners = [(x, y - r - 1), (x + r + 1, y), (x, y + r + 1), (x - r - 1, y)]
    return Path(polyline(corners, closed=True), fill=style.role)


def legend(entries: Sequence[tuple[Role | Style, str]], x: float, y: float, width: float) -> tuple[list[Item], float]:
    """Swatches (a role) or markers (a style) with their names, in rows from (x, y); and the y where they end.

    A name too long for a row of its own goes over two lines, then is cut.
    """
    items: list[Item] = []
    at = x
    tall = 0
    for key, name in entries:
        swatch = 34 if isinstance(key, Style) and key.lined else 18
        lines = wrap(name, width - swatch, SIZE)
        wide = swatch + max(text_width(line, SIZE) for line in lines)
        if at > x and at + wide > x + width:
            at, y, tall = x, y + _LEADING * tall + 6, 0
        items += _swatch(key, at, y)
        items += [Text(at + swatch, y + 12 + _LEADING * row, line, size=SIZE) for row, line in enumerate(lines)]
        at += wide + 18
        tall = max(tall, len(lines))
    return items, y + _LEADING * tall


def _swatch(key: Role | Style, x: float, y: float) -> list[Item]:
    if not isinstance(key, Style):
        return [Rect(x, y + 1.5, 12, 12, fill=key)]
    if not key.lined:
        return [marker(key, x + 6, y + 7.5)]
    line = Line(x, y + 7.5, x + 26, y + 7.5, stroke=key.role, stroke_width=2, dash=key.dash)
    return [line, marker(key, x + 13, y + 7.5)]
