"""A stop's programme: its sessions by day, in the stop's own time."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.calendars.links import session_file
from events.catalogue.availability import Availability, of_session, of_stop
from events.catalogue.said import Said, said, text_of
from events.catalogue.words import Word, clock_word, state_word
from events.models import Session, Speaking, Stop
from tournee.database.asked import Asked
from tournee.texts.languages import active_language
from tournee.texts.typography import format_date, format_time_range
from tournee.web.navigation import Link


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
    themes: list[Link]
    cancelled: bool
    word: Word | None
    file: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the programme; `name` is empty where there is only one."""

    name: str
    items: list[Item]


class StoredSession(NamedTuple):
    """The columns of a session that a page shows, with one of its speakers: a row for each of them."""

    pk: int
    public_id: uuid.UUID
    kind: str
    state: str
    title_fr: str
    title_en: str
    summary_fr: str
    summary_en: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    room: str
    capacity: int | None
    seats_taken: int
    speakings__role: str | None
    speakings__speaker__name: str | None
    speakings__speaker__position_fr: str | None
    speakings__speaker__position_en: str | None
    speakings__speaker__organisation__acronym: str | None
    speakings__speaker__organisation__name_fr: str | None
    speakings__speaker__organisation__name_en: str | None


class StoredTheme(NamedTuple):
    """A theme of a session, or of the stop itself (`session` is 0)."""

    session: int
    position: int
    pk: int
    label_fr: str
    label_en: str
    slug: str


class Programme(NamedTuple):
    """A stop's programme as HTML, whether there is one, its hours (see `_hours`), and whether one can still come.

    `rows` are the sessions it is made of, one for each of their speakers.
    """

    html: SafeString
    known: bool
    hours: str
    seats: Availability | None
    rows: tuple[StoredSession, ...]


_sessions = Asked(
    StoredSession,
    lambda stop: (
        Session.objects.filter(stop=stop)
        .order_by("starts_at", "pk", "speakings__position", "speakings__pk")
        .values_list(*StoredSession.__annotations__)
    ),
    int,
)


def _themes_of(through: QuerySet[Any, Any], session: Combinable) -> QuerySet[Any, Any]:
    columns = (f"theme__{name}" for name in ("position", "pk", "label_fr", "label_en", "slug"))
    return through.order_by().annotate(of=session).values_list("of", *columns)


_themes = Asked(
    StoredTheme,
    lambda stop: _themes_of(Stop.themes.through.objects.filter(stop=stop), Value(0, BigIntegerField())).union(
        _themes_of(Session.themes.through.objects.filter(session__stop=stop), F("session_id")), all=True
    ),
    int,
)


def themes_of(stop: int) -> list[StoredTheme]:
    """The themes of the stop and of its sessions, in their order. One query."""
    return sorted(_themes(stop), key=lambda theme: (theme.position, theme.pk))


def theme_links(themes: Iterable[StoredTheme]) -> list[Link]:
    """The themes as they are read, each with its page."""
    return [Link(text_of(theme, "label"), reverse("theme_page", args=[theme.slug])) for theme in themes]


def programme(stop: Stop, phase: str, themes: Sequence[StoredTheme], *, seats_told: bool = True) -> Programme:
    """The sessions of `stop`, in that phase, by day, with the places left if `seats_told`.

    One query, whatever their number.
    """
    told = tuple(theme for theme in themes if theme.session)
    elsewhere = "" if stop.time_zone == stop.tour.time_zone else stop.get_time_zone_display()
    return _made(
        tuple(_sessions(stop.pk)), told, stop.time_zone, elsewhere, phase, active_language(), seats_told=seats_told
    )


@lru_cache(maxsize=256)
def _made(
    rows: tuple[StoredSession, ...],
    themes: tuple[StoredTheme, ...],
    time_zone: str,
    elsewhere: str,
    phase: str,
    _language: str,
    *,
    seats_told: bool,
) -> Programme:
    """The programme, made once for the same sessions, themes and phase; `elsewhere` names another zone's clock."""
    zone = ZoneInfo(time_zone)
    told: defaultdict[int, list[Link]] = defaultdict(list)
    for theme, link in zip(themes, theme_links(themes), strict=True):
        told[theme.session].append(link)
    by_day: defaultdict[datetime.date, list[Item]] = defaultdict(list)
    for pk, several in groupby(rows, key=lambda row: row.pk):
        item = _item(list(several), told[pk], zone, phase, seats_told)
        by_day[item.starts_at.astimezone(zone).date()].append(item)
    days = [Day(name, items) for name, items in zip(_names(list(by_day), phase), by_day.values(), strict=True)]
    html = render_to_string("events/catalogue/_programme.html", {"days": days, "phase": phase, "zone": elsewhere})
    seats = {row.pk: (row.capacity, row.seats_taken) for row in rows if row.state == Session.State.PLANNED}
    return Programme(html, bool(days), _hours(days, time_zone), of_stop(seats.values()), rows)


def _names(days: list[datetime.date], phase: str) -> list[str]:
    """What each day of the programme is called: nothing where it is the only one, its place where none is set yet."""
    if len(days) < 2:
        return ["" for _day in days]
    if phase == Stop.Phase.POSTPONED:
        return [_("Day %(number)d") % {"number": number} for number in range(1, len(days) + 1)]
    return [format_date(day) for day in days]


def _hours(days: list[Day], time_zone: str) -> str:
    """“de 14 h à 16 h 30”, from the first beginning to the last end of what is not cancelled, in the stop's own time.

    With the zone's name where that is not metropolitan France's; "" where nothing is planned, or on several days.
    """
    items = [item for item in days[0].items if not item.cancelled] if len(days) == 1 else []
    if not items:
        return ""
    first, last = min(item.starts_at for item in items), max(item.ends_at for item in items)
    hours = format_time_range(first, last, zone=ZoneInfo(time_zone))
    clock = clock_word(time_zone)
    return f"{hours} ({clock})" if clock else hours


def _item(rows: list[StoredSession], themes: list[Link], zone: ZoneInfo, phase: str, seats_told: bool) -> Item:
    """A session, of its rows."""
    session = rows[0]
    cancelled = session.state == Session.State.CANCELLED or phase == Stop.Phase.CANCELLED
    to_come = phase == Stop.Phase.UPCOMING and not cancelled
    return Item(
        anchor=f"session-{session.public_id}",
        hours=format_time_range(session.starts_at, session.ends_at, zone=zone),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        kind=str(Session.Kind(session.kind).label),
        title=said(session, "title"),
        summary=said(session, "summary"),
        room=session.room,
        online=session.kind == Session.Kind.WEBINAR,
        voices=[_voice(row, row.speakings__role) for row in rows if row.speakings__role],
        themes=themes,
        cancelled=cancelled,
        file=session_file(session.public_id) if to_come else "",
        word=state_word(Stop.Phase.UPCOMING, of_session(session.capacity, session.seats_taken))
        if to_come and seats_told
        else None,
    )


def _voice(row: StoredSession, role: str) -> Voice:
    organisation = row.speakings__speaker__organisation__acronym or text_of(
        row, "speakings__speaker__organisation__name"
    )
    known = [part for part in (text_of(row, "speakings__speaker__position"), organisation) if part]
    return Voice(row.speakings__speaker__name or "", ", ".join(known), str(Speaking.Role(role).label))
