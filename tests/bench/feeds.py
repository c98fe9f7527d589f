"""The feed of a thousand sessions, beside the library building the same events from ready values."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import icalendar
from django.core.cache import cache
from django.test import Client


def measure_feed(address: str) -> Iterator[dict[str, object]]:
    """Whole requests through the middleware, in one process: best of five each."""
    client = Client(HTTP_HOST="localhost")
    body = client.get(address).content
    calendar = icalendar.Calendar.from_ical(body)
    built = _best(lambda: _rebuild(calendar))

    def afresh() -> None:
        cache.clear()
        client.get(address)

    rendered = _best(afresh)
    etag = client.get(address).headers["ETag"]
    unchanged = _best(lambda: client.get(address, headers={"if-none-match": etag}))
    yield {
        "what": "feed, rendered",
        "sessions": body.count(b"BEGIN:VEVENT"),
        "ms": round(rendered * 1000, 1),
        "floor": "icalendar building and writing the same events",
        "floor_ms": round(built * 1000, 1),
        "ratio": round(rendered / built, 2),
        "aim": 1.5,
        "met": rendered / built <= 1.5,
        "bytes": len(body),
    }
    yield {"what": "feed, unchanged (304)", "ms": round(unchanged * 1000, 2), "aim_ms": 5, "met": unchanged <= 0.005}


def _rebuild(calendar: icalendar.Calendar) -> bytes:
    """The same events added property by property, as any user of the library would, and written."""
    made = icalendar.Calendar()
    for name, value in calendar.property_items(recursive=False, sorted=False):
        if name not in {"BEGIN", "END"}:
            made.add(name, value)
    for component in calendar.subcomponents:
        if component.name != "VEVENT":
            made.add_component(component)
            continue
        event = icalendar.Event()
        for name, value in component.items():
            event.add(name, getattr(value, "dt", value) if name in {"DTSTART", "DTEND"} else value)
        made.add_component(event)
    return made.to_ical()


def _best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of `times` runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)
