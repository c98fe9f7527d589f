"""What clashes with a stop's date: days off, possible dates too, and another tour near in the same week."""

import datetime

import pytest

from events.models import DateOption, Stop
from events.planning.conflicts.found import Kind, Level
from events.planning.conflicts.travel import journey
from tests.events.factories import StopFactory, TerritoryFactory, TourFactory
from tests.events.planning.conflicts.world import WEDNESDAY, found, plain, stop_in

pytestmark = pytest.mark.django_db
BASTILLE = datetime.date(2031, 7, 14)


def days_later(count: int) -> datetime.date:
    return WEDNESDAY + datetime.timedelta(days=count)


def test_a_stop_on_a_public_holiday_is_said_to_be() -> None:
    stop = stop_in("Albert", BASTILLE)

    (conflict,) = found(stop.tour, Kind.HOLIDAY)

    assert conflict.level == Level.CHECK
    assert plain(conflict.sentence) == (
        "Albert is on 14 July 2031. Monday 14 July 2031 is a public holiday: National Day."
    )


def test_a_bank_holiday_is_one_across_the_channel_only() -> None:
    day = datetime.date(2031, 8, 25)
    dover = stop_in("Dover", day, time_zone="Europe/London")
    stop_in("Calais", day, tour=dover.tour)

    assert [conflict.stop for conflict in found(dover.tour, Kind.HOLIDAY)] == [dover]


def test_a_possible_date_on_a_holiday_is_said_before_it_is_chosen() -> None:
    stop = stop_in("Albert", None)
    DateOption.objects.create(stop=stop, starts_on=BASTILLE, ends_on=BASTILLE)
    DateOption.objects.create(stop=stop, starts_on=WEDNESDAY, ends_on=WEDNESDAY)

    (conflict,) = found(stop.tour, Kind.HOLIDAY)

    assert "Albert may take place on" in conflict.sentence
    assert conflict.key == f"conflicts:holiday:{stop.pk}:2031-07-14"


def test_options_of_a_stop_that_has_its_date_are_forgotten() -> None:
    stop = stop_in("Albert")
    DateOption.objects.create(stop=stop, starts_on=BASTILLE, ends_on=BASTILLE)

    assert found(stop.tour, Kind.HOLIDAY) == []


def test_school_holidays_are_good_to_know() -> None:
    tour = TourFactory(starts_on=datetime.date(2027, 1, 1), ends_on=datetime.date(2027, 12, 31))
    north = TerritoryFactory(region=True, code="32")
    stop_in("Albert", datetime.date(2027, 2, 24), tour=tour, region=north)
    stop_in("Amiens", datetime.date(2027, 3, 24), tour=tour, region=north)

    (conflict,) = found(tour, Kind.SCHOOL, today=datetime.date(2027, 1, 1))

    assert conflict.level == Level.KNOW
    assert "School holidays in zone B: winter holidays" in conflict.sentence


@pytest.mark.parametrize(("apart", "near"), [(0, True), (6, True), (-6, True), (7, False), (-7, False)])
def test_another_tour_in_the_same_territory_is_near_for_a_week(apart: int, near: bool) -> None:
    basin = TerritoryFactory(ti=True)
    one = stop_in("Albert", territory=basin)
    StopFactory(published=True, place="Péronne", territory=basin, starts_on=days_later(apart), latitude=48.0)

    conflicts = found(one.tour, Kind.NEIGHBOUR)

    assert bool(conflicts) is near
    assert all("in the same territoire d’industrie" in conflict.sentence for conflict in conflicts)


def test_the_days_of_a_long_stop_all_count() -> None:
    one = stop_in("Albert")
    StopFactory(published=True, place="Péronne", starts_on=days_later(-15), ends_on=days_later(-3))

    assert len(found(one.tour, Kind.NEIGHBOUR)) == 1


def test_thirty_kilometres_are_near_and_named() -> None:
    one = stop_in("Albert")
    other = StopFactory(published=True, place="Amiens", latitude=49.8941, longitude=2.2958, starts_on=days_later(1))
    way = journey(one, other)

    (conflict,) = found(one.tour, Kind.NEIGHBOUR)

    assert way is not None
    said = f"Another tour has a stop {way.km} km away as the crow flies, less than a week apart: Amiens ("
    assert said + other.tour.title_en in plain(conflict.sentence)


@pytest.mark.parametrize("place", ["Lille", "Thiers"])
def test_farther_off_is_elsewhere(place: str) -> None:
    one = stop_in("Albert")
    stop_in(place)

    assert found(one.tour, Kind.NEIGHBOUR) == []


def test_stops_of_one_tour_are_no_neighbours() -> None:
    one = stop_in("Albert")
    stop_in("Albert", days_later(1), tour=one.tour)

    assert found(one.tour, Kind.NEIGHBOUR) == []


def test_another_teams_stop_that_is_not_public_is_not_named() -> None:
    one = stop_in("Albert")
    stop_in("Amiens")

    (conflict,) = found(one.tour, Kind.NEIGHBOUR)

    assert "Amiens" not in conflict.sentence
    assert "a stop that is not public yet" in conflict.sentence


@pytest.mark.parametrize("state", [Stop.State.CANCELLED, Stop.State.RECORDED])
def test_what_is_off_or_over_is_no_neighbour(state: str) -> None:
    one = stop_in("Albert")
    Stop.objects.filter(pk=stop_in("Amiens").pk).update(state=state)

    assert found(one.tour, Kind.NEIGHBOUR) == []


def test_a_made_up_tour_disturbs_no_real_one() -> None:
    one = stop_in("Albert")
    stop_in("Amiens", tour=TourFactory(fictitious=True))

    assert found(one.tour, Kind.NEIGHBOUR) == []
