"""One team on two stops: whoever looks after both, or the tour's team, and the way between them."""

import datetime

import pytest
from django.utils import translation

from events.models import Stop
from events.planning.conflicts.found import Kind, Level
from events.planning.conflicts.travel import AIR, ROAD, Journey, in_hours, journey
from tests.events.factories import TourFactory
from tests.events.planning.conflicts.world import THURSDAY, WEDNESDAY, found, plain, session_at, stop_in
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
FRIDAY = datetime.date(2031, 6, 20)


def test_the_formula_is_printed_with_its_numbers() -> None:
    with translation.override("en"):
        said = plain(Journey(245, ROAD).formula)

    assert said == "245 km as the crow flies × 1.3 ÷ 80 km/h + 30 min ≈ 4 h 29"


def test_far_beyond_a_days_drive_one_flies() -> None:
    lille, fort_de_france = Stop(pk=1, latitude=50.6, longitude=3.1), Stop(pk=2, latitude=14.6, longitude=-61.1)
    way = journey(lille, fort_de_france)

    assert way is not None
    assert way.way is AIR
    assert datetime.timedelta(hours=12) < way.duration < datetime.timedelta(hours=16)


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (269, "4 h 29")])
def test_a_duration_is_read_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert plain(in_hours(datetime.timedelta(minutes=minutes))) == said


def test_one_lead_cannot_be_at_two_far_stops_on_one_day() -> None:
    lead = UserFactory(name="Camille Roux")
    one = stop_in("Albert", lead=lead)
    other = stop_in("Thiers", lead=lead, tour=one.tour)
    session_at(one, "09:00", "12:00")
    session_at(other, "14:00", "16:00")

    (conflict,) = found(one.tour, Kind.TEAM)

    assert conflict.level == Level.IMPOSSIBLE
    assert plain(conflict.sentence) == (
        "Camille Roux has 2 h from Albert (until Wednesday 18 June 2031, 12:00) to Thiers (from Wednesday 18 June 2031,"
        " 14:00): the way takes about 8 h 04."
    )
    assert plain(conflict.formula).endswith("≈ 8 h 04")


def test_two_people_are_at_two_stops_on_one_day() -> None:
    one = stop_in("Albert", lead=UserFactory())
    stop_in("Thiers", lead=UserFactory(), tour=one.tour)

    assert found(one.tour, Kind.TEAM) == []


def test_without_anybody_named_it_is_the_tours_team() -> None:
    one = stop_in("Albert")
    other = stop_in("Thiers", tour=one.tour)
    session_at(one, "09:00", "12:00")
    session_at(other, "10:00", "16:00")

    (conflict,) = found(one.tour, Kind.TEAM)

    assert "The tour’s team is at Albert" in conflict.sentence
    assert "at the same time" in conflict.sentence


def test_two_tours_without_leads_have_two_teams() -> None:
    one = stop_in("Albert")
    stop_in("Thiers")

    assert found(one.tour, Kind.TEAM) == []


def test_a_lead_of_two_tours_is_one_person() -> None:
    lead = UserFactory()
    one = stop_in("Albert", lead=lead)
    stop_in("Thiers", lead=lead)

    assert len(found(one.tour, Kind.TEAM)) == 1


@pytest.mark.parametrize(
    ("start", "level"), [("13:49", Level.IMPOSSIBLE), ("13:50", Level.TIGHT), ("14:49", Level.TIGHT), ("14:50", None)]
)
def test_on_one_day_an_hour_is_wanted_for_the_room_besides_the_way(start: str, level: Level | None) -> None:
    """Albert to Lille: 76 km × 1.3 ÷ 80 km/h + 30 min ≈ 1 h 44."""
    one = stop_in("Albert")
    other = stop_in("Lille", tour=one.tour)
    session_at(one, "09:00", "12:06")
    session_at(other, start, "18:00")

    conflicts = found(one.tour, Kind.TEAM)

    assert [conflict.level for conflict in conflicts] == ([level] if level is not None else [])


@pytest.mark.parametrize(("start", "level"), [("08:00", Level.TIGHT), ("13:30", None)])
def test_over_a_night_eleven_hours_of_rest_are_wanted_besides_the_way(start: str, level: Level | None) -> None:
    one = stop_in("Albert")
    other = stop_in("Thiers", THURSDAY, tour=one.tour)
    session_at(one, "09:00", "18:00")
    session_at(other, start, "16:00")

    conflicts = found(one.tour, Kind.TEAM)

    assert [conflict.level for conflict in conflicts] == ([level] if level is not None else [])
    assert all("eleven hours of rest" in conflict.sentence for conflict in conflicts)


def test_a_day_between_two_stops_is_time_enough() -> None:
    one = stop_in("Albert")
    stop_in("Thiers", FRIDAY, tour=one.tour)

    assert found(one.tour, Kind.TEAM) == []


def test_the_last_day_of_a_long_stop_is_the_one_that_counts() -> None:
    one = stop_in("Albert", ends_on=THURSDAY)
    other = stop_in("Thiers", FRIDAY, tour=one.tour)
    session_at(one, "2031-06-19 14:00", "2031-06-19 20:00")
    session_at(other, "09:00", "11:00")

    assert len(found(one.tour, Kind.TEAM)) == 1


def test_without_sessions_a_working_day_is_assumed_and_said() -> None:
    one = stop_in("Albert")
    stop_in("Thiers", tour=one.tour)

    (conflict,) = found(one.tour, Kind.TEAM)

    assert "a working day is assumed (09:00–18:00)" in conflict.sentence


def test_two_stops_in_one_place_are_no_journey() -> None:
    one = stop_in("Albert")
    stop_in("Albert", tour=one.tour)

    assert found(one.tour, Kind.TEAM) == []


def test_a_place_without_a_point_is_not_measured() -> None:
    one = stop_in("Albert")
    other = stop_in("Thiers", tour=one.tour)
    Stop.objects.filter(pk=other.pk).update(latitude=None, longitude=None)

    assert found(one.tour, Kind.TEAM) == []


def test_what_is_past_is_not_looked_at() -> None:
    tour = TourFactory()
    stop_in("Albert", tour=tour)
    stop_in("Thiers", tour=tour)

    assert found(tour, today=WEDNESDAY)
    assert found(tour, today=THURSDAY) == []
