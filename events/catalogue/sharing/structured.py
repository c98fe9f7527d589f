"""Structured data (JSON-LD, schema.org) of a tour and of a stop: an `EventSeries` and its `Event`s.

It says what the page says and no more: nothing of what a visit costs, since nobody asked the organisers. Made once for
the same values; it is data, which a browser does not run, escaped so that no text ends it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString, mark_safe

from events.calendars.links import session_anchor
from events.catalogue.availability import Availability, of_session
from events.catalogue.programme import StoredSession
from events.catalogue.said import text_of
from events.catalogue.stored import StoredStop
from events.models import Session, Stop

_SCHEMA = "https://schema.org/"
_ESCAPED = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_OFFERS = {Availability.OPEN: "InStock", Availability.FEW: "LimitedAvailability", Availability.FULL: "SoldOut"}
_OFFLINE, _ONLINE, _MIXED = (f"{_SCHEMA}{mode}EventAttendanceMode" for mode in ("Offline", "Online", "Mixed"))
Fields = dict[str, object]
Organisers = tuple[tuple[str, str], ...]


class Dates(NamedTuple):
    """What decides when an event is, and what became of it."""

    phase: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    previous_starts_on: datetime.date | None


class Where(NamedTuple):
    """What is known of a place."""

    venue: str
    address: str
    place: str
    region: str
    time_zone: str
    latitude: float | None
    longitude: float | None


class StopTold(NamedTuple):
    """All that is said of a stop; `image` and the addresses are absolute.

    Its seats are an offer only where anybody may register now (`open_to_all`), and it is to come.
    """

    url: str
    name: str
    description: str
    image: str
    dates: Dates
    where: Where
    seats: Availability | None
    open_to_all: bool
    rows: tuple[StoredSession, ...]
    organisers: Organisers
    tour: str
    tour_url: str
    language: str


class SessionsTold(NamedTuple):
    """What the sessions of one stop share."""

    url: str
    dates: Dates
    where: Where
    language: str
    offered: bool


class TourTold(NamedTuple):
    """All that is said of a tour beside its stops."""

    url: str
    name: str
    description: str
    image: str
    starts_on: datetime.date
    ends_on: datetime.date
    organisers: Organisers
    language: str


def tour_data(told: TourTold, stops: Iterable[StoredStop], now: datetime.datetime) -> SafeString:
    """The `<script>` of a tour's page, with each of its public `stops` as they are at `now`."""
    parts = ",".join([in_short(stop, str(stop.phase(now)), told.url, told.language) for stop in stops])
    return _script(f'{_series(told)[:-1]},"subEvent":[{parts}]}}')


def place_data(fields: Fields, name: str, events: Iterable[str]) -> SafeString:
    """The `<script>` of a page across tours: `fields` of what it is about, and under `name` its `events` in short."""
    return _script(f'{_written({"@context": _SCHEMA, **fields})[:-1]},"{name}":[{",".join(events)}]}}')


@lru_cache(maxsize=256)
def stop_data(told: StopTold) -> SafeString:
    """The `<script>` of a stop's page."""
    sessions = [next(rows) for _pk, rows in groupby(told.rows, key=lambda row: row.pk)]
    planned = [session for session in sessions if session.state == Session.State.PLANNED]
    fields: Fields = {
        "@context": _SCHEMA, "@type": "Event", "@id": told.url, "url": told.url, "name": told.name,
        "description": told.description, "inLanguage": told.language, "image": [told.image],
        **_when(told.dates, ZoneInfo(told.where.time_zone), planned),
        "eventAttendanceMode": _mode(planned),
        "location": _locations(told, planned),
        **_organisers(told.organisers),
        "superEvent": {"@type": "EventSeries", "@id": told.tour_url, "url": told.tour_url, "name": told.tour},
    }  # fmt: skip
    offered = told.open_to_all and told.dates.phase == Stop.Phase.UPCOMING
    if told.seats and offered:
        fields["offers"] = _offer(told.seats, told.url)
    if not sessions:
        return _script(_written(fields))
    about = SessionsTold(told.url, told.dates, told.where, told.language, offered)
    parts = ",".join([_session(session, about) for session in sessions])
    return _script(f'{_written(fields)[:-1]},"subEvent":[{parts}]}}')


@lru_cache(maxsize=64)
def _series(told: TourTold) -> str:
    fields: Fields = {
        "@context": _SCHEMA, "@type": "EventSeries", "@id": told.url, "url": told.url, "name": told.name,
        "description": told.description, "inLanguage": told.language, "image": [told.image],
        "startDate": told.starts_on.isoformat(), "endDate": told.ends_on.isoformat(),
        **_organisers(told.organisers),
    }  # fmt: skip
    return _written(fields)


@lru_cache(maxsize=1024)
def in_short(stop: StoredStop, phase: str, tour_url: str, language: str) -> str:
    """The JSON of a stop among others, in short; `tour_url` is the absolute address of its tour's page."""
    url = f"{tour_url}{stop.slug}/"
    where = Where("", "", stop.place, stop.region__name or "", stop.time_zone, stop.latitude, stop.longitude)
    dates = Dates(phase, stop.starts_on, stop.ends_on, stop.previous_starts_on)
    return _written(
        {
            "@type": "Event", "@id": url, "url": url, "name": stop.title(language) or stop.place,
            **_when(dates, stop.zone, []), "location": _place(where),
        }
    )  # fmt: skip


def _when(dates: Dates, zone: ZoneInfo, planned: Sequence[StoredSession]) -> Fields:
    """Status, first and last moment (a day where no hour is known), and the day announced before.

    A postponed event keeps the day it was announced for until it has a new one, as schema.org asks.
    """
    announced = dates.previous_starts_on
    moved = announced is not None and dates.starts_on is not None and announced != dates.starts_on
    told: Fields = {"eventStatus": _SCHEMA + _status(dates.phase, moved=moved)}
    if first := dates.starts_on or announced:
        told["startDate"] = first.isoformat()
        told["endDate"] = (dates.ends_on or first).isoformat()
    if planned and dates.starts_on:
        told["startDate"] = _moment(min(session.starts_at for session in planned), zone)
        told["endDate"] = _moment(max(session.ends_at for session in planned), zone)
    if moved and announced:
        told["previousStartDate"] = announced.isoformat()
    return told


def _status(phase: str, *, moved: bool = False) -> str:
    if phase == Stop.Phase.CANCELLED:
        return "EventCancelled"
    if phase == Stop.Phase.POSTPONED:
        return "EventPostponed"
    return "EventRescheduled" if moved else "EventScheduled"


@lru_cache(maxsize=1024)
def _session(session: StoredSession, told: SessionsTold) -> str:
    """A session of a stop, as it is written."""
    phase, zone = told.dates.phase, ZoneInfo(told.where.time_zone)
    cancelled = session.state == Session.State.CANCELLED
    url = session_anchor(told.url, session.public_id)
    fields: Fields = {
        "@type": "Event", "@id": url, "url": url, "name": text_of(session, "title"),
        "eventStatus": _SCHEMA + ("EventCancelled" if cancelled else _status(phase)),
        "eventAttendanceMode": _mode([session]),
        "location": _virtual(told.url) if session.kind == Session.Kind.WEBINAR else _place(told.where),
    }  # fmt: skip
    if summary := text_of(session, "summary"):
        fields["description"] = summary
    if told.dates.starts_on:
        fields["startDate"] = _moment(session.starts_at, zone)
        fields["endDate"] = _moment(session.ends_at, zone)
    if told.offered and not cancelled:
        fields["offers"] = _offer(of_session(session.capacity, session.seats_taken), told.url)
    return _written(fields)


def _offer(seats: Availability, url: str) -> Fields:
    return {"@type": "Offer", "url": url, "availability": _SCHEMA + _OFFERS[seats]}


def _mode(sessions: Sequence[StoredSession]) -> str:
    online = {session.kind == Session.Kind.WEBINAR for session in sessions}
    return _MIXED if len(online) > 1 else _ONLINE if online == {True} else _OFFLINE


def _locations(told: StopTold, planned: Sequence[StoredSession]) -> object:
    mode = _mode(planned)
    if mode == _OFFLINE:
        return _place(told.where)
    return _virtual(told.url) if mode == _ONLINE else [_place(told.where), _virtual(told.url)]


def _virtual(url: str) -> Fields:
    return {"@type": "VirtualLocation", "url": url}


def _place(where: Where) -> Fields:
    known = {
        "streetAddress": where.address,
        "addressLocality": where.place,
        "addressRegion": where.region,
        "addressCountry": "GB" if where.time_zone == "Europe/London" else "FR",
    }
    place: Fields = {
        "@type": "Place",
        "name": where.venue or where.place,
        "address": {"@type": "PostalAddress", **{name: value for name, value in known.items() if value}},
    }
    if where.latitude is not None and where.longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": where.latitude, "longitude": where.longitude}
    return place


def _organisers(organisers: Organisers) -> Fields:
    """Who organises it, where that is known."""
    told = [{"@type": "Organization", "name": name, **({"url": url} if url else {})} for name, url in organisers]
    return {"organizer": told} if told else {}


def _moment(moment: datetime.datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="minutes")


def _written(fields: Fields) -> str:
    written = _ENCODER.encode(fields)
    for sign, escaped in _ESCAPED:  # much quicker than str.translate, which looks at every letter
        written = written.replace(sign, escaped)
    return written


def _script(written: str) -> SafeString:
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308 -- _written escaped it
