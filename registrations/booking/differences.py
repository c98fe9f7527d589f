"""What changed of a stop or of a session, from what to what, in words for whoever is registered."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from events.models import Session, Stop
from events.planning.announcements import SessionChange, StopChange
from tournee.texts.typography import format_date, format_date_range, format_time_range

_PLACE = ("venue", "address", "place")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed; `after` is empty for what there is no more."""

    what: str
    before: str
    after: str


def differences(change: StopChange | SessionChange | None) -> list[Difference]:
    """What `change` changed that people must know, in the active language."""
    if change is None:
        return []
    found = _of_stop(change) if isinstance(change, StopChange) else _of_session(change)
    return [one for one in found if one.before != one.after]


def _of_stop(change: StopChange) -> Iterator[Difference]:
    stop, before = change.stop, change.before
    if stop.state == Stop.State.POSTPONED and change.previous_starts_on:
        yield Difference(_("Date"), format_date(change.previous_starts_on), _("not known yet"))
    elif {"starts_on", "ends_on"} & before.keys():
        was = days_in_words(_was(stop, before, "starts_on"), _was(stop, before, "ends_on"))
        yield Difference(_("Date"), was, days_in_words(stop.starts_on, stop.ends_on))
    if set(_PLACE) & before.keys():
        was = ", ".join(filter(None, (_was(stop, before, name) for name in _PLACE)))
        yield Difference(_("Place"), was, place_of(stop))


def _of_session(change: SessionChange) -> Iterator[Difference]:
    session, before = change.session, change.before
    if "state" in change.fields:
        cancelled = session.state == Session.State.CANCELLED
        states = [_("takes place"), _("cancelled")]
        yield Difference(session.title, states[not cancelled], states[cancelled])
    if {"starts_at", "ends_at"} & before.keys():
        was = _hours(session, _was(session, before, "starts_at"), _was(session, before, "ends_at"))
        yield Difference(session.title, was, _hours(session, session.starts_at, session.ends_at))
    if "room" in before:
        rooms = [room or _("not known yet") for room in (before["room"], session.room)]
        yield Difference(_("Room of “%(session)s”") % {"session": session.title}, *rooms)


def _was(thing: Stop | Session, before: Mapping[str, Any], name: str) -> Any:
    return before.get(name, getattr(thing, name))


def place_of(stop: Stop) -> str:
    """Where it is, in one line."""
    return ", ".join(filter(None, (getattr(stop, name) for name in _PLACE)))


def days_in_words(first: datetime.date | None, last: datetime.date | None) -> str:
    """“Wednesday 25 November 2026” for one day, with the days it goes from and to otherwise; empty without a date."""
    if first is None:
        return ""
    return format_date(first) if last in {None, first} else format_date_range(first, last or first)


def _hours(session: Session, starts_at: datetime.datetime, ends_at: datetime.datetime) -> str:
    zone = session.stop.zone
    hours = format_time_range(starts_at, ends_at, zone=zone)
    return f"{format_date(starts_at.astimezone(zone).date(), year=False)}, {hours}"
