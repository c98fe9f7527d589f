"""What a calendar says, as plain data: neither rows of the database nor a library's components."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

# Raise it when a feed would say something else of the same data: kept bytes and ETags are keyed by it.
FORMAT = "4"


class Status(StrEnum):
    """RFC 5545, 3.8.1.11. A postponed stop is tentative: it keeps the last day announced until a new one is."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Hours:
    """From one moment to another (aware), told in the local time of `zone`."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, from the first to the last, both counted in."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Organiser:
    """Whom to ask: the contact of a tour."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Conference:
    """Where an online session is joined, or for readers who must register first, where one learns that."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `position` is (latitude, longitude) in degrees, `changed_at` aware; texts are as people typed them."""

    uid: str
    sequence: int
    status: Status
    when: Hours | Days
    changed_at: datetime.datetime
    summary: str
    location: str
    position: tuple[float, float] | None
    category: str
    description: str
    url: str
    themes: tuple[str, ...] = ()
    organiser: Organiser | None = None
    conference: Conference | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar in one language. `zone` is the tour's, `address` where the feed is read, `url` the page about it.

    `image` is the address of its emblem, an SVG.
    """

    language: str
    name: str
    description: str
    address: str
    url: str
    zone: str
    changed_at: datetime.datetime
    entries: list[Entry]
    image: str = ""
