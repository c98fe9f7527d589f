"""The days of the made-up edition, relative to the day on which it is loaded."""

from __future__ import annotations

import datetime

from tournee.demo.cases import EVENING, HELD, MORNING_AFTER
from tournee.demo.subjects import TOWNS

_ONE_DAY = datetime.timedelta(days=1)
_FRIDAY = 4


def days_of(today: datetime.date) -> list[datetime.date]:
    """A working day for each town: the first `HELD` before today, the others after, two or three a week.

    `MORNING_AFTER` is on the day after `EVENING`.
    """
    days = [_working_day(today, -4 * (HELD - index)) for index in range(HELD)]
    days += [_working_day(today, 3 + 4 * index) for index in range(len(TOWNS) - HELD)]
    while days[EVENING].weekday() == _FRIDAY or _on_break(days[EVENING] + _ONE_DAY):
        days[EVENING] = _working_day(days[EVENING], 1)
    days[MORNING_AFTER] = days[EVENING] + _ONE_DAY
    return days


def _working_day(today: datetime.date, distance: int) -> datetime.date:
    """The day at `distance` from today, the winter break not counted; away from a week-end, and from today."""
    step = _ONE_DAY if distance > 0 else -_ONE_DAY
    day, left = today, abs(distance)
    while left or day.weekday() > _FRIDAY or _on_break(day):
        day += step
        if not _on_break(day):
            left = max(left - 1, 0)
    return day


def _on_break(day: datetime.date) -> bool:
    """From 20 December to 5 January, when nobody would come."""
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5)
