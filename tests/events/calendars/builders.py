"""Feeds of plain data, and reading them with a library that is not the writer."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import vobject

from events.calendars.feed import Entry, Feed, Hours, Status
from events.calendars.timezones import VTIMEZONES

CHANGED = datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.UTC)


def at(zone: str, *moment: int) -> Hours:
    """Two hours from this local moment: at("Europe/Paris", 2031, 7, 1, 9, 30)."""
    starts_at = datetime.datetime(*moment, tzinfo=ZoneInfo(zone)).astimezone(datetime.UTC)
    return Hours(starts_at, starts_at + datetime.timedelta(hours=2), ZoneInfo(zone))


def entry(**changes: Any) -> Entry:
    values: dict[str, Any] = {
        "uid": "session-1@tournee", "sequence": 0, "status": Status.CONFIRMED,
        "when": at("Europe/Paris", 2031, 6, 18, 9, 30), "changed_at": CHANGED, "summary": "Atelier – Albert",
        "location": "Lycée Lamarck, Albert", "position": (50.0012, 2.6515), "category": "atelier",
        "description": "Atelier.", "url": "https://tour.example.org/tours/t/albert/#session-1",
    }  # fmt: skip
    return Entry(**{**values, **changes})


def feed(*entries: Entry, **changes: Any) -> Feed:
    values: dict[str, Any] = {
        "language": "fr", "name": "Tournée", "description": "", "zone": "Europe/Paris", "changed_at": CHANGED,
        "address": "https://tour.example.org/calendars/tours/t.ics", "url": "https://tour.example.org/tours/t/",
    }  # fmt: skip
    return Feed(**{**values, **changes}, entries=list(entries))


def read(ics: bytes) -> Any:
    """The calendar as vobject reads it, validated.

    It keeps zones from one reading to the next: here it forgets them, so that it believes the text in hand.
    """
    for zone in VTIMEZONES:
        vobject.icalendar.registerTzid(zone, None)
    calendar = vobject.readOne(ics.decode())
    calendar.validate(raiseException=True)
    return calendar


def events(ics: bytes) -> list[Any]:
    """Its events, in order."""
    return list(getattr(read(ics), "vevent_list", []))


def unfolded(ics: bytes) -> list[str]:
    """Its content lines, unfolded as RFC 5545, 3.1 says."""
    return ics.decode().replace("\r\n ", "").split("\r\n")
