"""The files: each a function of a public tour, the moment and the active language.

What a stop says in them is made once for the same values: after a change most stops say what they said before.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from events.calendars import links
from events.catalogue.availability import of_session
from events.catalogue.in_full import tour_in_full
from events.catalogue.open_data import licence
from events.catalogue.open_data.reading import OpenSession, OpenStop, dashed, open_sessions, open_stops
from events.catalogue.said import text_of
from events.catalogue.stored import Edition
from events.models import Session, Stop
from tournee.texts.languages import active_language

Fields = dict[str, object]


def stops_json(tour: Edition, now: datetime.datetime) -> bytes:
    """Tour, stops, sessions. Dates are days (2031-06-18), times carry their offset, null is what is not known."""
    sessions, base, language = open_sessions(tour.pk), _base(tour), active_language()
    stops = (
        _stop(stop, tuple(sessions.get(stop.pk, ())), stop.phase(now), base, language) for stop in open_stops(tour.pk)
    )
    return _file(_about(tour), "stops", stops)


def stops_geojson(tour: Edition, now: datetime.datetime) -> bytes:
    """RFC 7946: a feature a stop, its place as longitude and latitude (WGS 84), or null where that is not known."""
    base, language = _base(tour), active_language()
    features = (_feature(stop, stop.phase(now), base, language) for stop in open_stops(tour.pk))
    return _file({"type": "FeatureCollection", **_about(tour)}, "features", features)


def stops_csv(tour: Edition, now: datetime.datetime) -> bytes:
    """A row a stop, with the headings and words of the active language."""
    from events.catalogue.open_data.sheet import STOPS, row_of  # lazily: sheets are seldom asked for
    from tournee.sheets.separated import write_csv  # lazily: the same

    base = _base(tour)
    rows = (row_of(stop, stop.phase(now), f"{base}{stop.slug}/") for stop in open_stops(tour.pk))
    return write_csv(STOPS, rows, language=active_language())


def _base(tour: Edition) -> str:
    return links.absolute(reverse("tour", args=[tour.slug]))


def _about(tour: Edition) -> Fields:
    """What stands at the head of a file: what it is of, as of when, and under what licence."""
    whole = tour_in_full(tour.pk)
    about: Fields = {
        "tour": whole.slug,
        "title": whole.title,
        "url": links.tour_page(whole.slug),
        "language": active_language(),
        "fictitious": whole.fictitious,
        "changed_at": whole.changed_at.isoformat(timespec="seconds"),
        "publisher": settings.SITE_NAME,
        "license": {"name": licence.NAME, "url": licence.ADDRESS},
    }
    return about


@lru_cache(maxsize=1024)
def _stop(stop: OpenStop, sessions: tuple[OpenSession, ...], phase: Stop.Phase, base: str, _language: str) -> str:
    """The JSON of a stop with its sessions."""
    told = {**_fields(stop, phase, base), "latitude": stop.latitude, "longitude": stop.longitude}
    return _written({**told, "sessions": [_session(of, stop, phase) for of in sessions]})


@lru_cache(maxsize=1024)
def _feature(stop: OpenStop, phase: Stop.Phase, base: str, _language: str) -> str:
    """The JSON of a stop for a map."""
    fields = _fields(stop, phase, base)
    return _written({"type": "Feature", "id": fields["id"], "geometry": _point(stop), "properties": fields})


def _fields(stop: OpenStop, phase: Stop.Phase, base: str) -> Fields:
    """A stop as flat values, which tools for maps show as they are."""
    return {
        "id": dashed(stop.public_id),
        "number": stop.number,
        "place": stop.place,
        "title": text_of(stop, "title") or None,
        "summary": text_of(stop, "summary") or None,
        "phase": str(phase),
        "starts_on": _day(stop.starts_on),
        "ends_on": _day(stop.ends_on or stop.starts_on),
        "month": f"{stop.month:%Y-%m}" if stop.month and not stop.starts_on else None,
        "previously_announced_for": _day(stop.previous_starts_on),
        "reason": text_of(stop, "reason") or None,
        "time_zone": stop.time_zone,
        "region_code": stop.region__code,
        "region": stop.region__name,
        "territory_code": stop.territory__code,
        "territory": stop.territory__name,
        "venue": stop.venue or None,
        "address": stop.address or None,
        "step_free": stop.step_free or None,
        "url": f"{base}{stop.slug}/",
    }


def _session(session: OpenSession, stop: OpenStop, phase: Stop.Phase) -> Fields:
    cancelled = session.state == Session.State.CANCELLED or phase == Stop.Phase.CANCELLED
    dated = phase != Stop.Phase.POSTPONED  # until the stop has a new day, its sessions have no time either
    return {
        "id": dashed(session.public_id),
        "kind": session.kind,
        "state": Session.State.CANCELLED.value if cancelled else session.state,
        "title": text_of(session, "title"),
        "summary": text_of(session, "summary") or None,
        "starts_at": session.starts_at.astimezone(stop.zone).isoformat() if dated else None,
        "ends_at": session.ends_at.astimezone(stop.zone).isoformat() if dated else None,
        "room": session.room or None,
        "availability": (
            of_session(session.capacity, session.seats_taken).value
            if phase == Stop.Phase.UPCOMING and not cancelled
            else None
        ),
    }


def _point(stop: OpenStop) -> Fields | None:
    if stop.latitude is None or stop.longitude is None:
        return None
    return {"type": "Point", "coordinates": [round(stop.longitude, 6), round(stop.latitude, 6)]}


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _file(about: Fields, name: str, members: Iterable[str]) -> bytes:
    """`about` with its `members` under `name`, each of them JSON."""
    return f'{_written(about)[:-1]},"{name}":[{",".join(members)}]}}'.encode()


def _written(value: Fields) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
