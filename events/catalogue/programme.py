"""A stop's programme: its sessions by day, in the stop's own time."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from events.catalogue.availability import of_session
from events.catalogue.said import Said, said
from events.catalogue.words import Word, clock_word, state_word
from events.models import Session, Speaking, Stop, Theme
from tournee.texts.typography import format_date, format_time_range


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody at a session: name, position and organisation as known, and what they do there."""

    name: str
    position: str
    role: str


@dataclass(frozen=True, slots=True)
class Item:
    """A session as it is read."""

    anchor: str
    hours: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    kind: str
    title: Said
    summary: Said
    room: str
    online: bool
    voices: list[Voice]
    themes: list[str]
    cancelled: bool
    word: Word | None


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the programme; `name` is empty where there is only one."""

    name: str
    items: list[Item]


def programme(stop: Stop, phase: str) -> list[Day]:
    """The sessions of `stop`, in that phase, by day. Three queries, whatever their number."""
    by_day: defaultdict[datetime.date, list[Item]] = defaultdict(list)
    for session in _sessions(stop):
        by_day[session.starts_at.astimezone(stop.zone).date()].append(_item(session, stop, phase))
    several = len(by_day) > 1
    return [Day(format_date(day) if several else "", items) for day, items in by_day.items()]


def hours_of(days: list[Day], stop: Stop) -> str:
    """“de 14 h à 16 h 30”, from the first beginning to the last end of what is not cancelled, in the stop's own time.

    With the zone's name where that is not metropolitan France's; "" where nothing is planned, or on several days.
    """
    items = [item for item in days[0].items if not item.cancelled] if len(days) == 1 else []
    if not items:
        return ""
    first, last = min(item.starts_at for item in items), max(item.ends_at for item in items)
    hours = format_time_range(first, last, zone=stop.zone)
    clock = clock_word(stop.time_zone)
    return f"{hours} ({clock})" if clock else hours


def _sessions(stop: Stop) -> list[Session]:
    speakings = Speaking.objects.select_related("speaker__organisation").order_by("position", "pk")
    return list(
        Session.objects.filter(stop=stop)
        .order_by("starts_at", "pk")
        .prefetch_related(
            Prefetch("speakings", speakings), Prefetch("themes", Theme.objects.order_by("position", "pk"))
        )
    )


def _item(session: Session, stop: Stop, phase: str) -> Item:
    cancelled = session.state == Session.State.CANCELLED or phase == Stop.Phase.CANCELLED
    to_come = phase == Stop.Phase.UPCOMING and not cancelled
    return Item(
        anchor=f"session-{session.public_id}",
        hours=format_time_range(session.starts_at, session.ends_at, zone=stop.zone),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        kind=str(Session.Kind(session.kind).label),
        title=said(session, "title"),
        summary=said(session, "summary"),
        room=session.room,
        online=session.kind == Session.Kind.WEBINAR,
        voices=[_voice(speaking) for speaking in session.speakings.all()],
        themes=[theme.label for theme in session.themes.all()],
        cancelled=cancelled,
        word=state_word(Stop.Phase.UPCOMING, of_session(session.capacity, session.seats_taken)) if to_come else None,
    )


def _voice(speaking: Speaking) -> Voice:
    speaker = speaking.speaker
    known = [part for part in (speaker.position, str(speaker.organisation or "")) if part]
    return Voice(speaker.name, ", ".join(known), str(Speaking.Role(speaking.role).label))
