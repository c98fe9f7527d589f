"""What a picture is made of: frozen shapes on a plane whose y grows downwards, in CSS pixels or PDF points.

Shapes know neither SVG nor PDF. Their colours are roles, so that a page can show them by day and by night.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import KW_ONLY, dataclass, field
from typing import Literal, TypeAlias

Role: TypeAlias = Literal[
    "ink", "muted", "rule", "route", "pine", "land", "coast", "paper", "surface", "ok", "warn", "danger",
    "likert-1", "likert-2", "likert-2-pale", "likert-3", "likert-4-pale", "likert-4", "likert-5",
    "on-strong", "on-soft",  # text upon likert-1 and -5, and upon those between: the same by day and by night
    "ramp-1", "ramp-2", "ramp-3", "ramp-4", "ramp-5",  # from little to much: ink upon 1 to 3, on-pine upon 4 and 5
    "on-pine",  # upon pine too
    "transparent",  # not seen, yet hit by a pointer: makes a small link a 24-pixel target
]  # fmt: skip
Face: TypeAlias = Literal[
    "sans", "sans-italic", "sans-semibold", "sans-bold", "sans-bold-italic", "serif", "serif-italic", "display"
]
Script: TypeAlias = Literal["arabic", "arabic-semibold", "hebrew", "hebrew-semibold"]  # for letters no face has
Anchor: TypeAlias = Literal["start", "middle", "end"]
Cap: TypeAlias = Literal["butt", "round"]
Command: TypeAlias = (
    tuple[Literal["M", "L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)


def number(value: float) -> str:
    """The shortest text of a coordinate, to a tenth of a unit: 12, 3.5, -0.2, never -0."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroked:
    """What every shape says of its line, and of itself: `css` are classes, `title` is told to a pointer."""

    stroke_width: float = 1
    dash: tuple[float, ...] = ()
    cap: Cap = "butt"
    opacity: float = 1
    css: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled(Stroked):
    """What every shape with an inside says of it; without a `stroke` it has no line."""

    fill: Role | None = None
    stroke: Role | None = None


@dataclass(frozen=True, slots=True)
class Rect(Filled):
    """A rectangle from its top left corner; `radius` rounds its corners."""

    x: float
    y: float
    width: float
    height: float
    _: KW_ONLY
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Circle(Filled):
    """A circle around (x, y)."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Line(Stroked):
    """A straight line from (x1, y1) to (x2, y2)."""

    x1: float
    y1: float
    x2: float
    y2: float
    _: KW_ONLY
    stroke: Role = "rule"


@dataclass(frozen=True, slots=True)
class Path(Filled):
    """Lines and cubic curves: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) and ("Z",). Holes follow even-odd.

    Keep an outline that never changes (a coast) as one object: its notation is worked out once.
    """

    commands: tuple[Command, ...]
    _notation: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def notation(self) -> str:
        """The commands as SVG path data, remembered."""
        if not self._notation:
            self._notation.append("".join(c[0] + " ".join(map(number, c[1:])) for c in self.commands))
        return self._notation[0]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text whose baseline is at y; `halo` draws it first, wider, in that role, to be read over a map."""

    x: float
    y: float
    text: str
    _: KW_ONLY
    size: float = 14
    face: Face = "sans"
    fill: Role = "ink"
    anchor: Anchor = "start"
    halo: Role | None = None
    opacity: float = 1
    css: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that belong together: with `href` a link, with `label` one thing to those who cannot see it.

    A link without a label is named by the text inside it. Groups may hold groups; links may not hold links.
    """

    items: tuple[Item, ...]
    _: KW_ONLY
    href: str = ""
    label: str = ""
    css: str = ""
    title: str = ""


Item: TypeAlias = Rect | Circle | Line | Path | Text | Group


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture with its size, its short title, its description in full sentences, and its shapes, back to front."""

    width: float
    height: float
    title: str
    description: str
    items: tuple[Item, ...]
    _: KW_ONLY
    background: Role | None = None


def polyline(points: Iterable[tuple[float, float]], *, closed: bool = False) -> tuple[Command, ...]:
    """Path commands through the points by straight lines, closed into an outline if asked; no points, no commands."""
    commands: list[Command] = [("L" if index else "M", x, y) for index, (x, y) in enumerate(points)]
    if closed and commands:
        commands.append(("Z",))
    return tuple(commands)


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """Every item, groups before what they hold, in the order of drawing."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)
