"""What booking adds to the control room."""

import datetime
from typing import Any

import pytest
from django.utils import translation

from events.models import Stop, Tour
from events.planning.attention.gathering import watched
from events.planning.attention.needs import Need, urgency_in
from registrations.booking import attention
from tests.events.factories import SessionFactory, StopFactory, TourFactory
from tests.registrations.factories import AttendeeFactory, RegistrationFactory, SeatFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2031, 6, 18)
RULES = {rule.name: rule for rule in attention.RULES}


@pytest.fixture(autouse=True)
def _in_english() -> None:
    translation.activate("en")


def found(name: str, tour: Tour, before: int = 21, threshold: int | None = None) -> list[Need]:
    rule = RULES[name]
    return list(rule.find(watched(tour, DAY - datetime.timedelta(days=before)), threshold or rule.default or 0))


def stop_with(taken: int, seats: int | None = 40, open_days: int = 21, **values: object) -> Stop:
    """A stop on 18 June, public for `open_days` at 21 days before it."""
    published = datetime.datetime(2031, 5, 28, 9, tzinfo=datetime.UTC) - datetime.timedelta(days=open_days)
    stop: Stop = StopFactory(published=True, published_at=published, **values)
    SessionFactory(stop=stop, capacity=seats, seats_taken=taken)
    return stop


def held(tour: Tour, count: int, *, taken_early: int, seats: int = 10) -> None:
    """Stops that are over, at which that many seats were taken six weeks before."""
    for number in range(count):
        stop = StopFactory(tour=tour, published=True, starts_on=datetime.date(2031, 4, 1) + datetime.timedelta(number))
        session = SessionFactory(stop=stop, capacity=seats, seats_taken=seats)
        for index in range(seats):
            when = datetime.datetime(2031, 2 if index < taken_early else 4, 1, tzinfo=datetime.UTC)
            registration = RegistrationFactory(stop=stop, registered_at=when)
            SeatFactory(attendee=AttendeeFactory(registration=registration), session=session)


def test_a_stop_that_fills_too_slowly_is_said_with_the_pace() -> None:
    stop = stop_with(taken=8)

    [need] = found("behind_their_pace", stop.tour)

    assert need.sentence == "8 of 40 seats taken, 21 days before. At this pace about 16 will be."
    assert need.action.url.endswith(f"/stops/{stop.slug}/registrations/")


def test_a_stop_where_nobody_registered_is_said_without_a_pace() -> None:
    assert [need.sentence for need in found("behind_their_pace", stop_with(taken=0).tour)] == [
        "None of the 40 seats is taken, 21 days before."
    ]


@pytest.mark.parametrize("stop", [{"taken": 14}, {"taken": 1, "open_days": 6}, {"taken": 2, "seats": None}])
def test_a_stop_in_time_just_opened_or_without_a_limit_is_not_behind(stop: dict[str, Any]) -> None:
    assert found("behind_their_pace", stop_with(**stop).tour) == []


def test_a_stop_without_a_limit_is_measured_by_what_the_tour_aims_at() -> None:
    stop = stop_with(taken=0, seats=None, tour=TourFactory(published=True, target_participants=1200, target_stops=40))
    assert found("behind_their_pace", stop.tour)[0].sentence.startswith("0 registered of the 30 people")
    for _ in range(4):
        AttendeeFactory(registration=RegistrationFactory(stop=stop))

    [need] = found("behind_their_pace", stop.tour)
    assert need.sentence.startswith("4 registered of the 30 people that the tour aims at for each stop, 21 days before")
    assert need.sentence.endswith("At this pace about 8 will be.")


def test_with_five_stops_held_the_pace_is_theirs() -> None:
    tour = TourFactory(published=True)
    stop_with(taken=8, tour=tour)
    held(tour, 5, taken_early=5)

    assert [need.sentence for need in found("behind_their_pace", tour)] == [
        "8 of 40 seats taken, 21 days before. As far from the day, half of the 5 stops held had 50% or more."
    ]


def test_a_tour_whose_stops_fill_late_is_not_alarmed_early() -> None:
    tour = TourFactory(published=True)
    stop_with(taken=8, tour=tour)
    held(tour, 5, taken_early=2)

    assert found("behind_their_pace", tour) == []


def test_four_stops_held_say_nothing_of_how_seats_usually_fill() -> None:
    tour = TourFactory(published=True)
    stop_with(taken=8, tour=tour)
    held(tour, 4, taken_early=2)

    assert [need.sentence for need in found("behind_their_pace", tour)] == [
        "8 of 40 seats taken, 21 days before. At this pace about 16 will be."
    ]


def test_a_full_stop_for_which_people_wait_is_said_with_the_rooms_limit() -> None:
    stop = stop_with(taken=40, safety_limit=80)
    session = stop.sessions.get()
    for _ in range(3):
        SeatFactory(
            attendee=AttendeeFactory(registration=RegistrationFactory(stop=stop)), session=session, state="waitlisted"
        )

    [need] = found("full_with_people_waiting", stop.tour)

    assert need.sentence == "Full: 3 people wait for a seat. The room takes up to 80 people."
    assert need.action.url.endswith(f"/sessions/{session.pk}/edit/#id_capacity")
    assert need.urgency == urgency_in(21)
    assert found("full_with_people_waiting", stop.tour, threshold=4) == []


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_one_stop_as_for_three(count: int, django_assert_num_queries: object) -> None:
    tour = TourFactory(published=True)
    held(tour, 5, taken_early=5, seats=1)
    for _ in range(count):
        stop_with(taken=1, tour=tour)
    seen = watched(tour, DAY - datetime.timedelta(days=21))

    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len([need for rule in attention.RULES for need in rule.find(seen, rule.default or 0)]) == count
