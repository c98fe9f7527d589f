"""Places, days and sessions for conflicts: a stop somewhere on a day, a session from one hour to another."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import translation

from events.models import Session, Speaker, Stop, Tour
from events.planning.conflicts.finding import conflicts_in
from events.planning.conflicts.found import Conflict, Kind
from events.planning.conflicts.queries import known_to_team, read_around
from tests.events.factories import SessionFactory, SpeakingFactory, StopFactory
from tournee.texts.typography import NARROW, NO_BREAK

TODAY = datetime.date(2031, 5, 1)
WEDNESDAY = datetime.date(2031, 6, 18)
THURSDAY = datetime.date(2031, 6, 19)
PLACES = {
    "Albert": (50.0012, 2.6515), "Amiens": (49.8941, 2.2958), "Thiers": (45.8565, 3.5476), "Lille": (50.6292, 3.0573),
    "Dover": (51.1279, 1.3134), "Calais": (50.9513, 1.8587),
}  # fmt: skip


def stop_in(place: str, day: datetime.date | None = WEDNESDAY, **values: Any) -> Stop:
    latitude, longitude = PLACES[place]
    dates = {"starts_on": day, "ends_on": values.pop("ends_on", day)}
    stop: Stop = StopFactory(place=place, latitude=latitude, longitude=longitude, **dates, **values)
    return stop


def session_at(stop: Stop, start: str, end: str, *speakers: Speaker, **values: Any) -> Session:
    """From `start` to `end` by the clock of `stop`: "09:00", or "2031-06-19 09:00" on another day than its first."""
    session: Session = SessionFactory(stop=stop, starts_at=_at(stop, start), ends_at=_at(stop, end), **values)
    for speaker in speakers:
        SpeakingFactory(session=session, speaker=speaker)
    return session


def found(tour: Tour, kind: Kind | None = None, *, today: datetime.date = TODAY) -> list[Conflict]:
    """The conflicts of `tour` as its team reads them in English, with ordinary spaces."""
    with translation.override("en"):
        read = read_around(Tour.objects.get(pk=tour.pk), today, reveals=known_to_team(tour))
        return [conflict for conflict in conflicts_in(read) if kind in (None, conflict.kind)]


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ").replace(NARROW, " ")


def _at(stop: Stop, text: str) -> datetime.datetime:
    day, _space, clock = text.rpartition(" ")
    on = datetime.date.fromisoformat(day) if day else stop.starts_on or WEDNESDAY
    return datetime.datetime.combine(on, datetime.time.fromisoformat(clock), stop.zone).astimezone(datetime.UTC)
