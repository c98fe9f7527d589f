"""The month: its weeks with the stops of each day, and below them the stops that have no day yet."""

from __future__ import annotations

import datetime
from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from events.models import Stop, Tour
from events.planning.conflicts.days_off import Off, area_of, days_off_in
from events.planning.filters import last_day_of
from events.planning.tables import StopRow, stop_rows

if TYPE_CHECKING:
    from events.planning.listing.queries import ListedStop

_GONE = (Stop.State.CANCELLED, Stop.State.POSTPONED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A stop on a day: `part` says which of its days; it is only `possible` where others are possible too."""

    row: StopRow
    part: str = ""
    possible: bool = False


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day; `outside` belongs to the month before or after."""

    date: datetime.date
    outside: bool
    today: bool
    holidays: list[str]
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Stops without a day, under what is known of it: the month shown, other months, or nothing."""

    title: str
    rows: list[StopRow]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: weeks as (number, days), and the stops that wait for a day."""

    first: datetime.date
    weeks: list[tuple[int, list[CalendarDay]]]
    waiting: list[Waiting]
    before: datetime.date
    after: datetime.date

    @property
    def days_with_stops(self) -> int:
        """How many days of this month have something."""
        return sum(bool(day.entries) and not day.outside for _number, days in self.weeks for day in days)


def month_to_show(stops: Sequence[ListedStop], today: datetime.date) -> datetime.date:
    """The month to open at: this one if a stop falls in it, else the next that has one, else the last that had."""
    this = today.replace(day=1)
    months = sorted({stop.day.replace(day=1) for stop in stops if stop.day})
    return next((month for month in months if month >= this), months[-1] if months else this)


def month_of(tour: Tour, stops: Sequence[ListedStop], first: datetime.date, now: datetime.datetime) -> Month:
    """The month that begins on `first`, with `stops` (from `queries.in_order`) of `tour`. No query."""
    rows = stop_rows(stops, at=now)
    entries = _entries(rows)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    holidays = _holidays(tour, weeks[0][0], weeks[-1][-1])
    today = now.astimezone(ZoneInfo(tour.time_zone)).date()
    return Month(
        first,
        [
            (
                week[0].isocalendar().week,
                [CalendarDay(day, day.month != first.month, day == today, holidays[day], entries[day]) for day in week],
            )
            for week in weeks
        ],
        _waiting(rows, first),
        (first - datetime.timedelta(days=1)).replace(day=1),
        last_day_of(first) + datetime.timedelta(days=1),
    )


def _entries(rows: Sequence[StopRow]) -> defaultdict[datetime.date, list[Entry]]:
    """What there is on each day: the stop, on each of its days; or as possible, on each day it may take."""
    by_day: defaultdict[datetime.date, list[Entry]] = defaultdict(list)
    for row in rows:
        stop = row.stop
        if stop.starts_on is None:
            for option in stop.date_options.all():
                for day in _days(option.starts_on, option.ends_on):
                    by_day[day].append(Entry(row, possible=True))
            continue
        days = _days(stop.starts_on, stop.ends_on or stop.starts_on)
        for number, day in enumerate(days, 1):
            part = _("day %(number)d of %(count)d") % {"number": number, "count": len(days)} if len(days) > 1 else ""
            by_day[day].append(Entry(row, part))
    return by_day


def _days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    return [first + datetime.timedelta(days=count) for count in range((last - first).days + 1)]


def _waiting(rows: Sequence[StopRow], first: datetime.date) -> list[Waiting]:
    """The stops without a day: of this month, then with possible dates or another month, then without anything."""
    undated = [row for row in rows if row.stop.starts_on is None and row.stop.state not in _GONE]
    here = [row for row in undated if row.stop.month == first]
    known = [row for row in undated if row not in here and (row.stop.month or row.stop.date_options.all())]
    groups = (
        (_("This month, day to be set"), here),
        (_("A month or possible dates"), known),
        (_("No date yet"), [row for row in undated if row not in here and row not in known]),
    )
    return [Waiting(title, found) for title, found in groups if found]


def _holidays(tour: Tour, first: datetime.date, last: datetime.date) -> defaultdict[datetime.date, list[str]]:
    """The public holidays of the tour's country by day."""
    by_day: defaultdict[datetime.date, list[str]] = defaultdict(list)
    for off in days_off_in(area_of(tour.time_zone, "", ""), first, last):
        if off.kind == Off.PUBLIC:
            by_day[off.first].append(off.name)
    return by_day
