"""Where the days of one edition fall in the next.

A whole number of weeks lies between the two, so that a Tuesday stays a Tuesday: nothing is asked of a 29 February, and
a stop planned for a working day never falls on a Sunday.
"""

from __future__ import annotations

import datetime

WEEK = datetime.timedelta(weeks=1)
_FRIDAY = 4


def whole_weeks(before: datetime.date, after: datetime.date) -> datetime.timedelta:
    """The whole weeks from day `before` to the day nearest `after` that is the same day of the week."""
    return round((after - before) / WEEK) * WEEK


def on_a_weekday(day: datetime.date) -> datetime.date:
    """`day`, or the Monday after a weekend."""
    beyond = day.weekday() - _FRIDAY
    return day + datetime.timedelta(days=3 - beyond) if beyond > 0 else day


def a_year_later(day: datetime.date) -> datetime.date:
    """The same day of the month a year later; 28 February after a 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def in_the_month_after(month: datetime.date, shift: datetime.timedelta) -> datetime.date:
    """The first day of the month in which the middle of `month` falls after `shift`."""
    return (month.replace(day=15) + shift).replace(day=1)
