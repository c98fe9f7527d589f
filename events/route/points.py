"""A stop as the map knows it, and how its point looks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.models import Stop
from events.route.plane import Point
from tournee.drawing.scene import Circle, Group, Item, Line, Role, Text
from tournee.texts.typography import format_date

Phase = Stop.Phase
TARGET = 27.0  # the width of what is hit: 24 pixels still where a sheet is shown at nine tenths of its size
DOT = 3.8  # the radius of a stop without its number on a narrow map
_PLAIN = 5.0
_USUAL = 10.5
_NEXT = 14.0


@dataclass(frozen=True, slots=True)
class RouteStop:
    """What is drawn of a stop: its public number if it has one, its place in degrees (WGS 84), what it is to a reader.

    `date` is its first day, by which the route is joined; `href` the page its point leads to, "" for none. One that was
    `recorded` afterwards is one of those that could be traced: what lay between is unknown, so that no line joins it.
    """

    number: int | None
    place: str
    latitude: float
    longitude: float
    phase: str
    date: datetime.date | None = None
    href: str = ""
    recorded: bool = False

    @property
    def visited(self) -> bool:
        """Whether the line passes here: it has a date, is neither called off nor put off, nor one of a few traced."""
        return self.date is not None and not self.recorded and self.phase not in {Phase.CANCELLED, Phase.POSTPONED}

    @property
    def label(self) -> str:
        """What the point is called by those who hear the map: “Stop 12, Saint-Quentin, 7 October 2019, held”."""
        words = [_("Stop %(number)d") % {"number": self.number}] if self.number is not None else []
        words.append(self.place)
        if self.date:
            words.append(format_date(self.date, weekday=False))
        words.append(str(Phase(self.phase).label))
        return ", ".join(words)


def radius(*, numbered: bool, coming_next: bool, narrow: bool = False) -> float:
    """How large the point of a stop is that shows its number, or none."""
    if not numbered:
        return DOT if narrow else _PLAIN
    return _NEXT if coming_next else _USUAL


def point(
    stop: RouteStop, at: Point, size: float, *, numbered: bool, reach: float = TARGET / 2, names: Iterable[Text] = ()
) -> Group:
    """The point of a stop, a link with its label where it leads somewhere; `names` are what is written beside it.

    `size` is its radius and `reach` that of what is hit.
    """
    x, y = at
    shapes: list[Item] = [Circle(x, y, reach, fill="transparent")]
    shapes += _numbered(stop, x, y, size) if numbered else _plain(stop, x, y, size)
    shapes += names
    return Group(tuple(shapes), href=stop.href, label=stop.label, css=f"route-point {stop.phase}")


def _numbered(stop: RouteStop, x: float, y: float, size: float) -> list[Item]:
    """Past stops open, those to come filled, cancelled ones struck through, postponed ones with a broken line."""
    filled = stop.phase in {Phase.UPCOMING, Phase.TODAY}
    off = stop.phase == Phase.CANCELLED
    tone: Role = "muted" if off else "route"
    dash = (2.2, 2.6) if stop.phase == Phase.POSTPONED else ()
    text = str(stop.number)
    letters = size * (1.16 if len(text) < 3 else 0.9)
    shapes: list[Item] = [
        Circle(x, y, size, fill="route" if filled else "paper", stroke=tone, stroke_width=1.8, dash=dash)
    ]
    if off:
        shapes.append(_stroke(x, y, size * 0.98))
    shapes.append(
        Text(
            x, y + letters * 0.345, text,
            size=letters, face="sans-semibold", anchor="middle", fill="paper" if filled else tone,
            halo="paper" if off else None,  # the number is read through its stroke
        )
    )  # fmt: skip
    return shapes


def _plain(stop: RouteStop, x: float, y: float, size: float) -> list[Item]:
    """The same without a number; what never had one is not public, so that it is quiet until it was held."""
    if stop.phase == Phase.CANCELLED and stop.number is not None:
        return [Circle(x, y, size, fill="paper", stroke="muted", stroke_width=1.6), _stroke(x, y, size * 1.4)]
    if stop.phase in {Phase.PLANNED, Phase.CANCELLED, Phase.POSTPONED}:
        tone: Role = "muted" if stop.number is None else "route"
        return [Circle(x, y, size, fill="paper", stroke=tone, stroke_width=1.6, dash=(1.8, 2))]
    if stop.phase == Phase.HELD:
        return [Circle(x, y, size, fill="paper", stroke="route", stroke_width=1.8)]
    return [Circle(x, y, size, fill="route", stroke="paper", stroke_width=1.5)]


def _stroke(x: float, y: float, reach: float) -> Line:
    return Line(x - reach, y + reach, x + reach, y - reach, stroke="muted", stroke_width=1.8, cap="round")
