"""The hand-written VTIMEZONE texts say what the tz database says, to a reader that only has the text."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from events.calendars import ics
from events.calendars.timezones import VTIMEZONES
from events.models.timezones import TIME_ZONES
from tests.events.calendars.builders import at, entry, events, feed, read

ZONES = [zone for zone, _label in TIME_ZONES]
# The last Sundays of March and October 2031 in Europe; second of March and first of November in America: a day before
# and on each; and the heart of both seasons.
DAYS = [
    (2031, 1, 15), (2031, 3, 8), (2031, 3, 9), (2031, 3, 29), (2031, 3, 30), (2031, 3, 31), (2031, 7, 15),
    (2031, 10, 25), (2031, 10, 26), (2031, 10, 27), (2031, 11, 1), (2031, 11, 2), (2031, 11, 3), (2019, 6, 18),
]  # fmt: skip


def test_every_zone_offered_has_its_text() -> None:
    assert VTIMEZONES.keys() == set(ZONES)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", DAYS, ids=lambda day: "-".join(map(str, day)))
def test_half_past_nine_is_half_past_nine_in_summer_winter_and_around_the_switches(
    zone: str, day: tuple[int, int, int]
) -> None:
    when = at(zone, *day, 9, 30)
    event = events(ics.render(feed(entry(when=when))))[0]
    assert event.dtstart.value.astimezone(datetime.UTC) == when.starts_at
    assert event.dtend.value.astimezone(datetime.UTC) == when.ends_at
    assert (event.dtstart.value.hour, event.dtstart.value.minute) == (9, 30)


@pytest.mark.parametrize("zone", ZONES)
def test_the_offset_is_right_in_every_hour_of_a_year(zone: str) -> None:
    """Read by dateutil through vobject, from the text alone; the hours a switch skips or repeats are left out."""
    text_zone = read(ics.render(feed(zone=zone))).vtimezone.tzinfo
    wrong = [
        moment
        for moment in _hours_of(2031)
        if not _ambiguous(moment, zone) and _offsets_differ(moment, zone, text_zone)
    ]
    assert wrong == []


def test_the_reader_believes_the_text_and_not_zones_of_its_own() -> None:
    """Or the tests above would prove nothing."""
    when = at("Europe/London", 2031, 7, 15, 9, 30)
    written = ics.render(feed(entry(when=when))).replace(b"TZOFFSETTO:+0100", b"TZOFFSETTO:+0300")
    assert when.starts_at - events(written)[0].dtstart.value == datetime.timedelta(hours=2)


def _hours_of(year: int) -> list[datetime.datetime]:
    first = datetime.datetime(year, 1, 1, 0, 30, tzinfo=datetime.UTC).replace(tzinfo=None)  # local: the subject
    return [first + datetime.timedelta(hours=hour) for hour in range(365 * 24)]


def _ambiguous(moment: datetime.datetime, zone: str) -> bool:
    offsets = {moment.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1)}
    return len(offsets) == 2


def _offsets_differ(moment: datetime.datetime, zone: str, text_zone: Any) -> bool:
    return moment.replace(tzinfo=ZoneInfo(zone)).utcoffset() != moment.replace(tzinfo=text_zone).utcoffset()
