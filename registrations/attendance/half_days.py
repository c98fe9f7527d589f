"""Half-days, by the clock of the place: the one function that says which, and their hours."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Session
from events.models.timezones import day_bounds

NOON = datetime.time(13)  # a morning that runs late is still a morning; an afternoon begins after lunch
_ENOUGH = datetime.timedelta(hours=1)
# What takes less than so long is of the day it begins on, though it end after midnight.
_A_NIGHT = datetime.timedelta(hours=12)
# The hours of a day of which a session over several says neither when it begins nor when it ends.
_MORNING, _EVENING = datetime.time(9), datetime.time(18)

Span = tuple[datetime.datetime, datetime.datetime]


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    """The morning of a day, or its afternoon."""

    day: datetime.date
    afternoon: bool

    @property
    def label(self) -> str | Promise:
        """“Morning”, “Afternoon”."""
        return _("Afternoon") if self.afternoon else _("Morning")


def half_day_of(moment: datetime.datetime, zone: datetime.tzinfo) -> HalfDay:
    """The half-day in which a moment (aware) falls, at a place in that zone."""
    local = moment.astimezone(zone)
    return HalfDay(local.date(), local.time() >= NOON)


def half_days_of(start: datetime.datetime, end: datetime.datetime, zone: datetime.tzinfo) -> list[HalfDay]:
    """The half-days that lie between two moments (aware): those of which it takes more than an hour, in order.

    What takes more than an hour of none (a short session around one o'clock) is of the half-day it takes most of.
    """
    return list(hours_of(start, end, zone))


def hours_of(start: datetime.datetime, end: datetime.datetime, zone: datetime.tzinfo) -> dict[HalfDay, Span]:
    """The same with the hours (UTC) of each, in order; where a day is of one half-day, all of that day's hours."""
    return {
        half_day: span for day, hours in days_of(start, end, zone).items() for half_day, span in _cut(day, hours, zone)
    }


def days_of(start: datetime.datetime, end: datetime.datetime, zone: datetime.tzinfo) -> dict[datetime.date, Span]:
    """The days that lie between two moments (aware), each with the hours (UTC) of it, in order.

    What merely ends after midnight is of the day it begins on. Of several days the nights between are left out: each
    has the hours at which the first begins and the last ends. Where the first begins in an afternoon, the others begin
    at nine; where the last ends in a morning, the others end at six.
    """
    first, last = start.astimezone(zone).date(), (end - datetime.timedelta.resolution).astimezone(zone).date()
    if last <= first or end - start < _A_NIGHT:
        return {first: (start.astimezone(datetime.UTC), end.astimezone(datetime.UTC))}
    days = [first + datetime.timedelta(days=number) for number in range((last - first).days + 1)]
    return {day: _hours_on(day, start, end, zone) for day in days}


def takes_place_on(session: Session, day: datetime.date, zone: datetime.tzinfo) -> bool:
    """Whether that is one of the session's days, at a place in that zone."""
    return day in days_of(session.starts_at, session.ends_at, zone)


def _hours_on(day: datetime.date, start: datetime.datetime, end: datetime.datetime, zone: datetime.tzinfo) -> Span:
    """The hours on one day of several; where that would leave none, all that lie between the two moments on it."""
    midnight, over = day_bounds(day, zone)
    begun, ended = start.astimezone(zone).time(), end.astimezone(zone).time()
    morning, evening = begun if begun < NOON else _MORNING, ended if ended >= NOON else _EVENING
    opens, closes = max(midnight, start), min(over, end)
    if opens == midnight:
        opens = _at(day, morning, zone)
    if closes == over and ended != datetime.time():
        closes = _at(day, evening, zone)
    if opens < closes:
        return opens.astimezone(datetime.UTC), closes.astimezone(datetime.UTC)
    return max(midnight, start).astimezone(datetime.UTC), min(over, end).astimezone(datetime.UTC)


def _at(day: datetime.date, time: datetime.time, zone: datetime.tzinfo) -> datetime.datetime:
    return datetime.datetime.combine(day, time, zone).astimezone(datetime.UTC)


def _cut(day: datetime.date, hours: Span, zone: datetime.tzinfo) -> Iterator[tuple[HalfDay, Span]]:
    """A day's hours by half-day: at noon, where each takes more than an hour of it; else all in the longer."""
    start, end = hours
    noon = min(max(_at(day, NOON, zone), start), end)
    morning, afternoon = HalfDay(day, afternoon=False), HalfDay(day, afternoon=True)
    if min(noon - start, end - noon) > _ENOUGH:
        yield morning, (start, noon)
        yield afternoon, (noon, end)
    else:
        yield (morning if noon - start >= end - noon else afternoon), hours
