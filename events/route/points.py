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


def radius(stop: RouteStop, *, coming_next: bool) -> float:
    """How large the point of a stop is."""
    if stop.number is None:
        return _PLAIN
    return _NEXT if coming_next else _USUAL


def point(stop: RouteStop, at: Point, *, coming_next: bool, names: Iterable[Text] = ()) -> Group:
    """The point of a stop, a link with its label where it leads somewhere; `names` are what is written beside it."""
    x, y = at
    size = radius(stop, coming_next=coming_next)
    shapes: list[Item] = [Circle(x, y, TARGET / 2, fill="transparent")]
    shapes += _numbered(stop, x, y, size) if stop.number is not None else [_plain(stop, x, y, size)]
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
        reach = size * 0.98
        shapes.append(Line(x - reach, y + reach, x + reach, y - reach, stroke="muted", stroke_width=1.8, cap="round"))
    shapes.append(
        Text(
            x, y + letters * 0.345, text,
            size=letters, face="sans-semibold", anchor="middle", fill="paper" if filled else tone,
            halo="paper" if off else None,  # the number is read through its stroke
        )
    )  # fmt: skip
    return shapes


def _plain(stop: RouteStop, x: float, y: float, size: float) -> Circle:
    if stop.phase in {Phase.PLANNED, Phase.CANCELLED, Phase.POSTPONED}:
        return Circle(x, y, size, fill="paper", stroke="muted", stroke_width=1.6, dash=(1.8, 2))
    if stop.phase == Phase.HELD:
        return Circle(x, y, size, fill="paper", stroke="route", stroke_width=1.8)
    return Circle(x, y, size, fill="route", stroke="paper", stroke_width=1.5)
