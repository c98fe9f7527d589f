"""The picture that goes with a shared link: the route beside the title, 1200 by 630 pixels, as networks ask for it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from events.calendars import links
from events.route import RouteStop, position_scene, route_scene
from tournee.drawing import measure
from tournee.drawing.scene import Face, Item, Line, Rect, Role, Scene, Text

WIDTH, HEIGHT = 1200, 630
_EDGE = 64
_MAP = 560  # units of the map, and pixels left to it
_ANY = "edition"  # stands for one in an address, of which all else is worked out once
_FORMAT = "2"  # raise it when a picture would look otherwise for the same tour


def edition_of(era: str) -> str:
    """What an address says of the state of a tour (`clock.era`) in which its picture was drawn."""
    return hashlib.sha256(f"{_FORMAT} {settings.SITE_NAME} {era}".encode()).hexdigest()[:12]


def picture_address(era: str, *slugs: str) -> str:
    """The absolute address of the picture of a tour, or of a stop, in the active language."""
    known = links.address("tour_picture" if len(slugs) == 1 else "stop_picture", *slugs, _ANY)
    before, _found, after = known.rpartition(_ANY)
    return f"{before}{edition_of(era)}{after}"


class Words(NamedTuple):
    """What stands beside the map: a line above the title, the title, a line below; whether all of it is made up."""

    kicker: str
    title: str
    when: str
    made_up: bool = False


def draw(words: Words, stops: Sequence[RouteStop], here: RouteStop | None = None) -> bytes:
    """A PNG: the words on the left, on the right the route, or where `here` is along it; without a place, words."""
    from tournee.drawing.raster import Placed, to_png  # lazily: Pillow stays out of processes that draw no picture

    if not stops:
        return to_png([Placed(_scene(words, WIDTH - 2 * _EDGE))], WIDTH, HEIGHT)
    shown = position_scene(stops, here, width=_MAP) if here else route_scene(stops, width=_MAP)
    scale = min(1.0, (HEIGHT - 60) / shown.height)
    x = WIDTH - _EDGE / 2 - (_MAP + shown.width * scale) / 2
    beside = Placed(shown, x, (HEIGHT - shown.height * scale) / 2, scale)
    return to_png([Placed(_scene(words, WIDTH - 2 * _EDGE - _MAP)), beside], WIDTH, HEIGHT)


def _scene(words: Words, room: float) -> Scene:
    """The words, around the middle of the height; the title as large as it fits."""
    size = next((size for size in (68, 58, 48) if len(_lines(words.title, room, size, 9)) <= 3), 42)
    lines = _lines(words.title, room, size, 5)
    top = HEIGHT / 2 - (len(lines) * size * 1.12 + 90) / 2
    items: list[Item] = [Rect(0, 0, 14, HEIGHT, fill="route")]
    items.append(_text(measure.elide(words.kicker, room, 26, "sans-semibold"), top + 26, 26, "sans-semibold", "route"))
    base = top + 50
    for line in lines:
        base += size * 1.12
        items.append(_text(line, base - size * 0.1, size, "display", "ink"))
    items.append(_text(measure.elide(words.when, room, 30), base + 48, 30, "sans", "ink"))
    items.append(Line(_EDGE, HEIGHT - 92, _EDGE + 72, HEIGHT - 92, stroke="route", stroke_width=3))
    items.append(_text(settings.SITE_NAME, HEIGHT - 50, 26, "sans-semibold", "muted"))
    if words.made_up:
        beside = measure.width(settings.SITE_NAME, 26, "sans-semibold")
        items.append(_text(f"· {_('made-up tour')}", HEIGHT - 50, 26, "sans-semibold", "warn", x=_EDGE + beside + 10))
    return Scene(WIDTH, HEIGHT, words.title, words.when, tuple(items))


def _lines(title: str, room: float, size: float, most: int) -> list[str]:
    return measure.wrap(title, room, size, "display", lines=most)


def _text(text: str, base: float, size: float, face: Face, fill: Role, *, x: float = _EDGE) -> Text:
    return Text(x, base, text, size=size, face=face, fill=fill)
