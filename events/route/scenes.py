"""The scenes: the whole route, and one stop's position along it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.route import line
from events.route.names import name_above, name_beside, names_of, place_names
from events.route.numbering import reaches, showing
from events.route.plane import Point
from events.route.points import TARGET, Phase, RouteStop, point, radius
from events.route.sheets import ELSEWHERE, MAIN, Sheet, elsewhere, in_england, inset, main_sheet, sheet_of
from events.route.spreading import Box, spread
from tournee.drawing.scene import Circle, Item, Rect, Scene, Text
from tournee.texts.typography import format_date

WIDE = 560
NARROW = 320
_GUTTER = 8.0
_CAPTION = 18.0
_AWAY = 0.075  # of the width: how long the mark is of a route that goes on in an inset
_CLOSE = 4.5  # half of what small points keep between them on a narrow map


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sheets by code, and each stop's place on them."""

    sheets: dict[str, Sheet]
    codes: list[str]
    places: list[Point]
    height: float


def route_scene(stops: Sequence[RouteStop], *, width: float = WIDE, title: str = "", name_all: bool = False) -> Scene:
    """The route of `stops` on a sheet `width` units wide (pixels where shown at its size; WIDE and NARROW are meant).

    Numbers stand at least 27 units apart; on a narrow map of many stops only some are shown (`numbering`), the others
    being small points at their places. Every stop is drawn: overseas regions that have one in an inset below, England
    as far as needed. The line joins the dated stops that are not cancelled or postponed; it does not cross into an
    inset but leaves a short mark. `name_all` adds, for a page alone, the names that its style sheet shows on pointing.
    """
    stops = sorted(stops, key=_by_date)
    following = next((stop for stop in stops if stop.phase in {Phase.TODAY, Phase.UPCOMING}), None)
    layout = _lay_out(stops, width)
    narrow = width < WIDE
    numbered = showing(stops, layout.places, following, narrow=narrow)
    radii = [
        radius(numbered=shows, coming_next=stop is following, narrow=narrow)
        for stop, shows in zip(stops, numbered, strict=True)
    ]
    rooms = [TARGET / 2 if shows or not narrow else _CLOSE for shows in numbered]
    drawn = spread(layout.places, radii, _boxes(layout, radii), rooms)
    named = [
        name if code == MAIN else None
        for name, code in zip(names_of(stops, following, narrow=narrow), layout.codes, strict=True)
    ]
    written = place_names(named, drawn, radii, width)
    if name_all:
        written = [
            name or name_above(stop.place, at, size, width)
            for stop, at, size, name in zip(stops, drawn, radii, written, strict=True)
        ]
    items: list[Item] = _ground(layout)
    items += _joined(stops, layout, drawn)
    for place, at, room in zip(layout.places, drawn, rooms, strict=True):
        if room > _CLOSE:
            items += line.leader(place, at)
    hit = reaches(drawn, numbered) if narrow else [TARGET / 2] * len(stops)
    items += [
        point(stop, at, size, numbered=shows, reach=reach, names=[name] if name else [])
        for stop, at, size, shows, reach, name in zip(stops, drawn, radii, numbered, hit, written, strict=True)
    ]
    return Scene(width, layout.height, title or _("The route"), describe(stops, following), tuple(items))


def position_scene(stops: Sequence[RouteStop], here: RouteStop, *, width: float = 300) -> Scene:
    """Where `here`, one of `stops`, lies along the route: its numbered point, the others as small dots."""
    stops = sorted(stops, key=_by_date)
    layout = _lay_out(stops, width)
    items: list[Item] = _ground(layout)
    items += _joined(stops, layout, layout.places, thickness=1.6)
    for stop, (x, y) in zip(stops, layout.places, strict=True):
        if stop != here:
            items.append(Circle(x, y, 2.6, fill="paper", stroke="route", stroke_width=1.2))
    at = layout.places[stops.index(here)]
    numbered = here.number is not None
    size = radius(numbered=numbered, coming_next=True)
    on_main = sheet_of(here.longitude, here.latitude) == MAIN
    name = place_names([here.place if on_main else None], [at], [size], width)[0]
    items.append(point(here, at, size, numbered=numbered, names=[name] if name else []))
    return Scene(width, layout.height, _("Where it is"), here.label, tuple(items))


def describe(stops: Sequence[RouteStop], following: RouteStop | None) -> str:
    """The map in sentences: how many stops, from where to where, which is next. The list says the rest."""
    sentences = [
        ngettext("%(count)d stop on a map of France.", "%(count)d stops on a map of France.", len(stops))
        % {"count": len(stops)}
    ]
    visited = [stop for stop in stops if stop.visited]
    if len(visited) > 1:
        sentences.append(
            _("Start: %(first)s; end: %(last)s.")
            % {"first": _when_and_where(visited[0]), "last": _when_and_where(visited[-1])}
        )
    if following is not None:
        sentences.append(_("Next: %(stop)s.") % {"stop": _when_and_where(following)})
    return " ".join(sentences)


def _when_and_where(stop: RouteStop) -> str:
    return f"{stop.place} ({format_date(stop.date, weekday=False)})" if stop.date else stop.place


def _by_date(stop: RouteStop) -> tuple[datetime.date, int]:
    return stop.date or datetime.date.max, stop.number or 0


def _lay_out(stops: Sequence[RouteStop], width: float) -> _Layout:
    codes = [sheet_of(stop.longitude, stop.latitude) for stop in stops]
    english = [
        (stop.longitude, stop.latitude)
        for stop, code in zip(stops, codes, strict=True)
        if code == MAIN and in_england(stop.longitude, stop.latitude)
    ]
    main = main_sheet(width, english)
    sheets = {MAIN: main}
    apart = sorted({*codes} - {MAIN})
    height = main.height
    for code, (x, y, side) in _inset_boxes(apart, codes, main).items():
        places = [(stop.longitude, stop.latitude) for stop, where in zip(stops, codes, strict=True) if where == code]
        sheets[code] = elsewhere(places, x, y, side) if code == ELSEWHERE else inset(code, x, y, side)
        height = max(height, y + side + _CAPTION)
    places = [sheets[code].at(stop.longitude, stop.latitude) for stop, code in zip(stops, codes, strict=True)]
    return _Layout(sheets, codes, places, height)


def _inset_boxes(apart: list[str], codes: list[str], main: Sheet) -> dict[str, tuple[float, float, float]]:
    """Left, top and side of each inset: one or two stand in the Bay of Biscay, more in rows below. Never dropped."""
    base = min(main.width / 5, 104) - _GUTTER
    sides = {code: max(base, ceil(sqrt(codes.count(code))) * (TARGET + 3) + 8) for code in apart}
    boxes: dict[str, tuple[float, float, float]] = {}
    if len(apart) <= 2 and max(sides.values(), default=0) <= base:
        y = main.height
        for code in reversed(apart):
            y -= base + _CAPTION
            boxes[code] = (1, y, base)
        return boxes
    x, y, below = 1.0, main.height + _GUTTER, main.height
    for code, side in sides.items():
        if x + side > main.width:
            x, y = 1.0, below + _GUTTER
        boxes[code] = (x, y, side)
        x += side + _GUTTER
        below = max(below, y + side + _CAPTION)
    return boxes


def _boxes(layout: _Layout, radii: Sequence[float]) -> list[Box]:
    """The room each point has: its sheet, less its own size."""
    boxes = []
    for code, size in zip(layout.codes, radii, strict=True):
        sheet, edge = layout.sheets[code], max(size, TARGET / 2) + 1
        boxes.append((sheet.x + edge, sheet.y + edge, sheet.x + sheet.width - edge, sheet.y + sheet.height - edge))
    return boxes


def _ground(layout: _Layout) -> list[Item]:
    """The outlines, and the frame and the name of each inset."""
    items: list[Item] = []
    for code, sheet in layout.sheets.items():
        items += sheet.land
        if code != MAIN:
            items.append(Rect(sheet.x, sheet.y, sheet.width, sheet.height, stroke="coast", radius=3))
            middle = sheet.x + sheet.width / 2
            items.append(
                Text(middle, sheet.y + sheet.height + 13, sheet.name, size=11.5, fill="muted", anchor="middle")
            )
    return items


def _joined(
    stops: Sequence[RouteStop], layout: _Layout, drawn: Sequence[Point], *, thickness: float = 2.4
) -> list[Item]:
    """The line through the stops the route visits, broken, with a mark, where it goes from one sheet to another."""
    stretches: list[list[Point]] = []
    marks: list[Item] = []
    before: str | None = None
    for stop, code, at in zip(stops, layout.codes, drawn, strict=True):
        if not stop.visited:
            continue
        if code == before:
            stretches[-1].append(at)
        else:
            if before == MAIN:
                away = layout.sheets[code]
                middle = away.x + away.width / 2, away.y + away.height / 2
                start, width = stretches[-1][-1], layout.sheets[MAIN].width
                end = line.onwards(start, middle, max(width * _AWAY, 28))
                marks += [*line.departure(start, end), *name_beside(away.name, end, drawn, width)]
            stretches.append([at])
        before = code
    return [*line.thread(stretches, thickness=thickness), *marks]
