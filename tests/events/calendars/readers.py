"""A calendar as different libraries read it, each told in the same plain words."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import ics

from tests.events.calendars.builders import events

Told = dict[str, dict[str, str]]
ICAL_JS = Path(__file__).resolve().parents[2] / "e2e" / "readers"


def told_by_icalendar(written: bytes) -> Told:
    """The library that wrote it, reading."""
    calendar = icalendar.Calendar.from_ical(written)
    return {
        str(event["uid"]): _told(
            *(event[name].dt for name in ("dtstart", "dtend")),
            *(str(event[name]) for name in ("status", "summary", "description", "location")),
        )
        for event in calendar.walk("VEVENT")
    }


def told_by_vobject(written: bytes) -> Told:
    """vobject believes the time zones in the text."""
    return {
        event.uid.value: _told(
            *(event.contents[name][0].value for name in ("dtstart", "dtend", "status", "summary", "description")),
            event.location.value,
        )
        for event in events(written)
    }


def told_by_ics(written: bytes) -> Told:
    """ics.py, which knows days by a flag."""
    found = {}
    for event in ics.Calendar(written.decode()).events:
        start, end = (moment.date() if event.all_day else moment.datetime for moment in (event.begin, event.end))
        found[event.uid] = _told(start, end, event.status, event.name, event.description, event.location)
    return found


def told_by_ical_js(written: bytes) -> Told:
    """ical.js in node, whose packages stand in tests/e2e/readers (`npm ci`)."""
    done = subprocess.run(["node", "read.mjs"], cwd=ICAL_JS, input=written, capture_output=True, check=True)
    found: Told = json.loads(done.stdout)
    return found


IN_PYTHON: list[Callable[[bytes], Told]] = [told_by_icalendar, told_by_vobject, told_by_ics]


def _told(start: Any, end: Any, status: Any, *texts: Any) -> dict[str, str]:
    summary, description, location = (str(text or "") for text in texts)
    return {
        "start": _moment(start), "end": _moment(end), "status": str(status),
        "summary": summary, "description": description, "location": location,
    }  # fmt: skip


def _moment(moment: datetime.date) -> str:
    """A day, or a moment in UTC."""
    if isinstance(moment, datetime.datetime):
        return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()
