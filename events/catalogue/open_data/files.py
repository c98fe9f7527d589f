"""The files: each a function of a public tour, the moment and the active language."""

from __future__ import annotations

import datetime
import json

from django.conf import settings
from django.urls import reverse

from events.calendars import links
from events.catalogue.availability import of_session
from events.catalogue.in_full import tour_in_full
from events.catalogue.open_data import licence
from events.catalogue.open_data.reading import OpenSession, OpenStop, open_sessions, open_stops
from events.catalogue.said import text_of
from events.catalogue.stored import Edition
from events.models import Session, Stop
from tournee.texts.languages import active_language

Fields = dict[str, object]


def stops_json(tour: Edition, now: datetime.datetime) -> bytes:
    """Tour, stops, sessions. Dates are days (2031-06-18), times carry their offset, null is what is not known."""
    sessions, base = open_sessions(tour.pk), _base(tour)
    stops: list[Fields] = []
    for stop in open_stops(tour.pk):
        phase = stop.phase(now)
        told = {**_fields(stop, phase, base), "latitude": stop.latitude, "longitude": stop.longitude}
        stops.append({**told, "sessions": [_session(of, stop, phase) for of in sessions.get(stop.pk, ())]})
    return _written({**_about(tour), "stops": stops})


def stops_geojson(tour: Edition, now: datetime.datetime) -> bytes:
    """RFC 7946: a feature a stop, its place as longitude and latitude (WGS 84), or null where that is not known."""
    base = _base(tour)
    features = [
        {"type": "Feature", "id": str(stop.public_id), "geometry": _point(stop), "properties": fields}
        for stop in open_stops(tour.pk)
        if (fields := _fields(stop, stop.phase(now), base))
    ]
    return _written({"type": "FeatureCollection", **_about(tour), "features": features})


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


def _fields(stop: OpenStop, phase: Stop.Phase, base: str) -> Fields:
    """A stop as flat values, which tools for maps show as they are."""
    return {
        "id": str(stop.public_id),
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
        "id": str(session.public_id),
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


def _written(value: Fields) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
