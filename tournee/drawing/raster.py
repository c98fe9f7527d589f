"""Scenes as a PNG picture in the light colours, for what shows no SVG. Import it lazily: Pillow is large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import hypot
from pathlib import Path as File

from PIL import Image, ImageChops, ImageDraw, ImageFont

from tournee.drawing import measure
from tournee.drawing.palette import FONT_FILES, LIGHT
from tournee.drawing.scene import Circle, Command, Face, Group, Item, Line, Path, Rect, Role, Scene, Text

_FONTS = File(__file__).parent / "fonts"
_FINER = 2  # drawn so many times larger and reduced, which smooths the edges
_STEPS = 12  # straight pieces of a curve
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A scene whose top left corner stands at (x, y) of a picture, `scale` pixels a unit."""

    scene: Scene
    x: float = 0
    y: float = 0
    scale: float = 1


def to_png(placed: Iterable[Placed], width: int, height: int, *, background: Role = "paper") -> bytes:
    """A PNG file of that size in pixels, the scenes painted one over the other; the same bytes for the same scenes."""
    sheet = Image.new("RGB", (width * _FINER, height * _FINER), LIGHT[background])
    for one in placed:
        _Painter(sheet, one).paint(one.scene.items)
    file = BytesIO()
    sheet.resize((width, height), Image.Resampling.BOX).quantize(128).save(file, "PNG", optimize=True)
    return file.getvalue()


class _Painter:
    """Paints the items of one placed scene."""

    def __init__(self, sheet: Image.Image, placed: Placed) -> None:
        self._sheet = sheet
        self._pen = ImageDraw.Draw(sheet, "RGBA")
        self._placed = placed
        self._scale = placed.scale * _FINER

    def paint(self, items: Iterable[Item]) -> None:
        for item in items:
            match item:
                case Group():
                    self.paint(item.items)
                case Text():
                    self._text(item)
                case Rect():
                    self._rect(item)
                case Circle():
                    self._circle(item)
                case Line():
                    self._stroke([(item.x1, item.y1), (item.x2, item.y2)], item)
                case Path():
                    self._path(item)

    def _at(self, point: Point) -> Point:
        return point[0] * self._scale + self._placed.x * _FINER, point[1] * self._scale + self._placed.y * _FINER

    def _rect(self, rect: Rect) -> None:
        box = [*self._at((rect.x, rect.y)), *self._at((rect.x + rect.width, rect.y + rect.height))]
        stroke = _colour(rect.stroke, rect.opacity)
        self._pen.rounded_rectangle(
            box, rect.radius * self._scale, _colour(rect.fill, rect.opacity), stroke, self._thick(rect.stroke_width)
        )

    def _circle(self, circle: Circle) -> None:
        radius = (circle.r + (circle.stroke_width / 2 if circle.stroke else 0)) * self._scale
        x, y = self._at((circle.x, circle.y))
        self._pen.ellipse(
            [x - radius, y - radius, x + radius, y + radius],
            _colour(circle.fill, circle.opacity),
            _colour(circle.stroke, circle.opacity),
            self._thick(circle.stroke_width),
        )

    def _path(self, path: Path) -> None:
        rings = list(_rings(path.commands))
        if fill := _colour(path.fill, path.opacity):
            self._fill([[self._at(point) for point in ring] for ring in rings if len(ring) > 2], fill)
        for ring in rings:
            self._stroke(ring, path)

    def _fill(self, rings: Sequence[Sequence[Point]], colour: tuple[int, ...]) -> None:
        """Even-odd, as SVG does with holes."""
        if len(rings) == 1:
            self._pen.polygon(rings[0], colour)
            return
        mask = Image.new("1", self._sheet.size)
        for ring in rings:
            one = Image.new("1", self._sheet.size)
            ImageDraw.Draw(one).polygon(ring, 1)
            mask = ImageChops.logical_xor(mask, one)
        self._pen.bitmap((0, 0), mask.convert("L").point(lambda level: level * colour[3] // 255), colour[:3])

    def _stroke(self, points: Sequence[Point], look: Line | Path) -> None:
        colour = _colour(look.stroke, look.opacity)
        if colour is None or len(points) < 2:
            return
        thick, round_ends = self._thick(look.stroke_width), look.cap == "round"
        for piece in _dashed(points, look.dash) if look.dash else [list(points)]:
            ends = [self._at(point) for point in piece]
            self._pen.line(ends, colour, thick, joint="curve")
            for x, y in (ends[0], ends[-1]) if round_ends else ():
                self._pen.ellipse([x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2], colour)

    def _text(self, text: Text) -> None:
        self._pen.text(
            self._at((text.x, text.y)),
            measure.drawable(text.text, text.face),
            _colour(text.fill, text.opacity),
            _font(text.face, text.size * self._scale),
            {"start": "ls", "middle": "ms", "end": "rs"}[text.anchor],
            stroke_width=self._thick(2) if text.halo else 0,
            stroke_fill=_colour(text.halo, 1),
        )

    def _thick(self, width: float) -> int:
        return max(1, round(width * self._scale))


@lru_cache(maxsize=32)
def _font(face: Face, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / f"{FONT_FILES[face]}.ttf", size)


def _colour(role: Role | None, opacity: float) -> tuple[int, int, int, int] | None:
    """Red, green, blue and how opaque, from 0 to 255; None for what is not seen."""
    if role is None or role not in LIGHT:
        return None
    red, green, blue = bytes.fromhex(LIGHT[role].removeprefix("#"))
    return red, green, blue, round(opacity * 255)


def _rings(commands: Iterable[Command]) -> Iterator[list[Point]]:
    """The path as straight lines, a list of points for each part of it."""
    ring: list[Point] = []
    for command in commands:
        if command[0] == "M":
            if ring:
                yield ring
            ring = [(command[1], command[2])]
        elif command[0] == "L":
            ring.append((command[1], command[2]))
        elif command[0] == "C":
            ring += _curve(ring[-1], command[1:3], command[3:5], command[5:7])
        elif ring:
            ring.append(ring[0])
    if ring:
        yield ring


def _curve(start: Point, leaving: Point, coming: Point, end: Point) -> Iterator[Point]:
    """The points of a cubic Bézier curve after its first."""
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
        x, y = (a * p + b * q + c * r + d * s for p, q, r, s in zip(start, leaving, coming, end, strict=True))
        yield x, y


def _dashed(points: Sequence[Point], dash: Sequence[float]) -> Iterator[list[Point]]:
    """The drawn pieces of a broken line, each from its first point to its last."""
    lengths = list(dash) * (2 if len(dash) % 2 else 1)
    turn, left, piece = 0, lengths[0], [points[0]]
    for start, end in pairwise(points):
        length, done = hypot(end[0] - start[0], end[1] - start[1]), 0.0
        while length - done > left:
            done += left
            at = (start[0] + (end[0] - start[0]) * done / length, start[1] + (end[1] - start[1]) * done / length)
            if turn % 2 == 0:
                yield [*piece, at]
            piece, turn = [at], turn + 1
            left = max(lengths[turn % len(lengths)], 0.01)
        left -= length - done
        piece.append(end)
    if turn % 2 == 0 and len(piece) > 1:
        yield piece
