"""Feeds of a thousand and of two thousand sessions, beside the library building the same events from ready values."""

from __future__ import annotations

from collections.abc import Iterator

import icalendar
from django.core.cache import cache
from django.test import Client

from tests.bench.timing import best


def measure_feeds(half: str, whole: str) -> Iterator[dict[str, object]]:
    """Two feeds, the second twice as long: each against its floor, and what the second costs for each of its bytes."""
    costs = []
    for address in (half, whole):
        for figure in _measure(address):
            yield figure
            if "bytes" in figure:
                costs.append(float(str(figure["ms"])) / float(str(figure["bytes"])))
    growth = costs[1] / costs[0]
    yield {
        "what": "feed, twice as long: time for each byte", "ratio": round(growth, 2), "aim": 1.5, "met": growth <= 1.5,
    }  # fmt: skip


def _measure(address: str) -> Iterator[dict[str, object]]:
    """Whole requests through the middleware, in one process: best of five each."""
    client = Client(HTTP_HOST="localhost")
    body = client.get(address).content
    calendar = icalendar.Calendar.from_ical(body)
    events = _ready_values(calendar)
    built = best(lambda: _rebuild(calendar, events))

    def afresh() -> None:
        cache.clear()
        client.get(address)

    rendered = best(afresh)
    etag = client.get(address).headers["ETag"]
    unchanged = best(lambda: client.get(address, headers={"if-none-match": etag}))
    sessions = body.count(b"BEGIN:VEVENT")
    yield {
        "what": "feed, rendered",
        "address": address,
        "sessions": sessions,
        "ms": round(rendered * 1000, 1),
        "floor": "icalendar building and writing the same events",
        "floor_ms": round(built * 1000, 1),
        "ratio": round(rendered / built, 2),
        "aim": 1.5,
        "met": rendered / built <= 1.5,
        "bytes": len(body),
    }
    yield {
        "what": "feed, unchanged (304)", "address": address, "sessions": sessions, "ms": round(unchanged * 1000, 2),
        "aim_ms": 5, "met": unchanged <= 0.005,
    }  # fmt: skip


def _ready_values(calendar: icalendar.Calendar) -> list[list[tuple[str, object]]]:
    """Each event's properties as plain Python values: text, moments, numbers, as any user of the library has them."""
    return [
        [(name, _plain(value)) for name, value in event.items()]
        for event in calendar.subcomponents
        if event.name == "VEVENT"
    ]


def _plain(value: object) -> object:
    if hasattr(value, "dt"):
        return value.dt
    if hasattr(value, "cats"):
        return [str(category) for category in value.cats]
    if isinstance(value, icalendar.vGeo):
        return (value.latitude, value.longitude)
    if isinstance(value, icalendar.vCalAddress | icalendar.vUri):
        return value  # with its parameters, as everybody writes them
    return int(value) if isinstance(value, int) else str(value)


def _rebuild(calendar: icalendar.Calendar, events: list[list[tuple[str, object]]]) -> bytes:
    """The same events added property by property, and written."""
    made = icalendar.Calendar()
    for name in ("PRODID", "VERSION", "METHOD"):
        made.add(name, str(calendar[name]))
    for component in calendar.subcomponents:
        if component.name == "VTIMEZONE":
            made.add_component(component)
    for properties in events:
        event = icalendar.Event()
        for name, value in properties:
            event.add(name, value)
        made.add_component(event)
    return made.to_ical()
