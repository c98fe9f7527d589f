"""The days of the made-up edition."""

import datetime

import pytest

from tournee.demo.cases import EVENING, HELD, MORNING_AFTER
from tournee.demo.days import days_of


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 11, 22])
def test_stops_are_on_working_days_away_from_the_winter_break_and_apart(month: int, day: int) -> None:
    today = datetime.date(2026, month, day)
    days = days_of(today)

    assert days == sorted(set(days))
    assert days[HELD - 1] < today < days[HELD]
    assert all(day.weekday() < 5 for day in days)
    assert not [day for day in days if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5)]
    assert days[MORNING_AFTER] - days[EVENING] == datetime.timedelta(days=1)
