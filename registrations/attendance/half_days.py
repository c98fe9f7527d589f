"""Half-days, by the clock of the place: the one function that says which."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Min
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Stop

NOON = datetime.time(13)  # a morning that runs late is still a morning; an afternoon begins after lunch
_ENOUGH = datetime.timedelta(hours=1)


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
    spent: Counter[HalfDay] = Counter()
    while start < end:
        half_day = half_day_of(start, zone)
        until = min(end, _end_of(half_day, zone))
        spent[half_day] += int((until - start).total_seconds())
        start = until
    long_enough = sorted(half_day for half_day, seconds in spent.items() if seconds > _ENOUGH.total_seconds())
    return long_enough or [half_day for half_day, _seconds in spent.most_common(1)]


def has_begun(stop: Stop, at: datetime.datetime) -> bool:
    """Whether the stop's first hour is past at the moment `at` (aware): that of its first session, else of its day."""
    first = stop.sessions.planned().aggregate(first=Min("starts_at"))["first"]
    if first is not None:
        return bool(first <= at)
    return stop.starts_on is not None and stop.starts_on <= at.astimezone(stop.zone).date()


def _end_of(half_day: HalfDay, zone: datetime.tzinfo) -> datetime.datetime:
    day = half_day.day + datetime.timedelta(days=half_day.afternoon)
    time = datetime.time(0) if half_day.afternoon else NOON
    return datetime.datetime.combine(day, time, zone).astimezone(datetime.UTC)
