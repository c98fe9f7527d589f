"""Nobody is solicited at night, on Sundays and on public holidays, by the stop's own clock."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from events.models import Stop
from registrations.inviting.quiet import is_quiet, next_hour

PARIS = ZoneInfo("Europe/Paris")


def at(day: str, time: str, zone: str = "Europe/Paris") -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("day", "time", "quiet"),
    [
        ("2031-02-03", "07:59", True),
        ("2031-02-03", "08:00", False),
        ("2031-02-03", "19:59", False),
        ("2031-02-03", "20:00", True),
        ("2031-02-02", "12:00", True),  # a Sunday
        ("2031-07-14", "12:00", True),  # a Monday
    ],
)
def test_quiet_hours(day: str, time: str, quiet: bool) -> None:
    assert is_quiet(Stop(time_zone="Europe/Paris"), at(day, time)) is quiet


def test_the_clock_and_the_holidays_are_the_stops() -> None:
    kent = Stop(time_zone="Europe/London")
    assert not is_quiet(kent, at("2031-07-14", "19:30", "Europe/London"))
    assert is_quiet(kent, at("2031-05-05", "12:00", "Europe/London"))  # early May bank holiday


def test_the_first_hour_after_a_night_before_a_holiday_is_the_morning_after_it() -> None:
    found = next_hour(Stop(time_zone="Europe/Paris"), at("2031-07-12", "21:00"))  # a Saturday night, then 14 July
    assert found.astimezone(PARIS) == at("2031-07-15", "08:00")
    assert next_hour(Stop(time_zone="Europe/Paris"), at("2031-02-03", "10:30")) == at("2031-02-03", "10:30")
