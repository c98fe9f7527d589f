"""Days off: what the place tells of public and school holidays, and what is said not to be known."""

import datetime
from dataclasses import dataclass

import pytest
from django.utils import translation

from events.models import Territory
from events.planning.conflicts.days_off import SCHOOL_ZONES, Off, area_at, area_of, days_off, not_covered
from tournee.texts.typography import NO_BREAK


@dataclass
class Somewhere:
    time_zone: str
    town: Territory | None = None
    region: Territory | None = None


def at(town: str = "80021", region: str = "32", time_zone: str = "Europe/Paris") -> Somewhere:
    return Somewhere(time_zone, Territory(code=town) if town else None, Territory(code=region) if region else None)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def names(place: Somewhere, text: str) -> list[str]:
    with translation.override("fr"):
        return [off.name for off in days_off(place, day(text), day(text)) if off.kind == Off.PUBLIC]


@pytest.mark.parametrize(("text", "name"), [("2027-07-14", "Fête nationale"), ("2027-03-29", "Lundi de Pâques")])
def test_a_french_holiday_is_one_everywhere_in_france(text: str, name: str) -> None:
    assert names(at(), text) == [name]
    assert names(at(town="2A004", region="94"), text) == [name]


def test_an_ordinary_day_is_none() -> None:
    assert days_off(at(), day("2027-09-15"), day("2027-09-15")) == []


@pytest.mark.parametrize("town", ["57463", "67482", "68224"])
def test_good_friday_and_saint_stephen_are_off_in_alsace_moselle_alone(town: str) -> None:
    assert names(at(town, "44"), "2027-03-26")
    assert names(at(town, "44"), "2027-12-26")
    assert not names(at("54395", "44"), "2027-03-26")


def test_bank_holidays_are_those_of_england_in_the_london_zone() -> None:
    kent = at(town="", region="", time_zone="Europe/London")

    assert names(kent, "2027-08-30") == ["Late Summer Bank Holiday"]
    assert not names(kent, "2027-07-14")
    assert not names(at(), "2027-08-30")


def test_overseas_has_its_own_days_of_remembrance() -> None:
    assert names(at("97105", "01", "America/Guadeloupe"), "2027-05-27")
    assert not names(at(), "2027-05-27")


@pytest.mark.parametrize(
    ("region", "text", "zone"), [("84", "2027-02-16", "A"), ("32", "2027-02-24", "B"), ("11", "2027-02-10", "C")]
)
def test_school_holidays_are_those_of_the_regions_zone(region: str, text: str, zone: str) -> None:
    found = [off for off in days_off(at("", region), day(text), day(text)) if off.kind == Off.SCHOOL]

    assert [off.zone for off in found] == [zone]
    assert found[0].first <= day(text) <= found[0].last
    assert found[0].last - found[0].first > datetime.timedelta(days=13)


def test_each_region_of_the_mainland_lies_in_one_zone_and_corsica_in_none() -> None:
    assert len(SCHOOL_ZONES) == 12
    assert "94" not in SCHOOL_ZONES


def test_names_are_in_the_readers_language() -> None:
    with translation.override("en"):
        said = str(days_off(at(), day("2027-05-01"), day("2027-05-01"))[0])

    assert said.replace(NO_BREAK, " ") == "Saturday 1 May 2027 is a public holiday: Labour Day."


@pytest.mark.parametrize(
    ("place", "last", "said"),
    [
        (at(), "2027-06-01", ""),
        (at(), "2028-11-02", "until 31 August 2028"),
        (at("2A004", "94"), "2027-06-01", "Corsica and overseas"),
        (at("97411", "04", "Indian/Reunion"), "2027-06-01", "Corsica and overseas"),
        (at("", "", "Europe/London"), "2027-06-01", "UK school terms"),
        (at("", ""), "2027-06-01", "Give the stop its commune"),
    ],
)
def test_what_is_not_known_is_said(place: Somewhere, last: str, said: str) -> None:
    with translation.override("en"):
        sentence = not_covered(area_at(place), day(last)).replace(NO_BREAK, " ")

    assert sentence == said if not said else said in sentence


def test_a_span_over_new_year_finds_both_years() -> None:
    found = days_off(at(), day("2026-12-24"), day("2027-01-02"))

    assert [off.first for off in found if off.kind == Off.PUBLIC] == [day("2026-12-25"), day("2027-01-01")]


def test_the_area_of_an_unknown_region_knows_no_zone() -> None:
    assert area_of("Europe/Paris", "", "").zone == ""
