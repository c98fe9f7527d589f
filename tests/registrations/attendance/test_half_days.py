"""Half-days, by the clock of the place."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from registrations.attendance.half_days import HalfDay, days_of, half_day_of, half_days_of

PARIS = ZoneInfo("Europe/Paris")
DAY = datetime.date(2031, 6, 18)
MORNING, AFTERNOON = HalfDay(DAY, afternoon=False), HalfDay(DAY, afternoon=True)


def local(hour: int, minute: int = 0, day: int = 18) -> datetime.datetime:
    return datetime.datetime(2031, 6, day, hour, minute, tzinfo=PARIS).astimezone(datetime.UTC)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (local(9), local(12), [MORNING]),
        (local(14), local(17), [AFTERNOON]),
        (local(9), local(17), [MORNING, AFTERNOON]),
        (local(9), local(13, 30), [MORNING]),  # running late makes no afternoon
        (local(12), local(14), [MORNING]),  # neither is taken for more than an hour
        (local(12, 30), local(14), [AFTERNOON]),
        (local(18), local(20), [AFTERNOON]),
        (local(14), local(12, day=19), [AFTERNOON, HalfDay(datetime.date(2031, 6, 19), afternoon=False)]),
        (local(22), local(2, day=19), [AFTERNOON]),  # an evening that ends after midnight is no morning
    ],
)
def test_a_session_is_of_the_half_days_it_takes(start, end, expected) -> None:
    assert half_days_of(start, end, PARIS) == expected


def test_the_clock_is_that_of_the_place() -> None:
    moment = datetime.datetime(2031, 6, 18, 11, 30, tzinfo=datetime.UTC)

    assert half_day_of(moment, PARIS) == AFTERNOON
    assert half_day_of(moment, ZoneInfo("Europe/London")) == MORNING


def test_the_day_the_clocks_change_has_two_half_days() -> None:
    start = datetime.datetime(2031, 3, 30, 0, tzinfo=PARIS)
    end = datetime.datetime(2031, 3, 31, 0, tzinfo=PARIS)

    assert len(half_days_of(start.astimezone(datetime.UTC), end.astimezone(datetime.UTC), PARIS)) == 2


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (local(9), local(17, day=19), [(local(9), local(17)), (local(9, day=19), local(17, day=19))]),
        (local(14), local(12, day=19), [(local(14), local(18)), (local(9, day=19), local(12, day=19))]),
        (local(19), local(8, day=19), [(local(19), local(0, day=19)), (local(0, day=19), local(8, day=19))]),
        (local(9), local(0, day=19), [(local(9), local(0, day=19))]),
        (local(20), local(2, day=19), [(local(20), local(2, day=19))]),
    ],
)
def test_a_session_has_its_hours_on_each_day_and_none_in_the_night(start, end, hours) -> None:
    assert list(days_of(start, end, PARIS).values()) == hours
