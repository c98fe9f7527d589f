"""Rooms used twice, sessions outside their stop's days, and more seats than a room may hold."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.models import Session, Stop
from events.planning.conflicts.found import Kind, Level
from events.planning.conflicts.queries import Slot
from events.planning.conflicts.sessions import overlapping
from tests.events.factories import TerritoryFactory, TourFactory
from tests.events.planning.conflicts.world import THURSDAY, found, plain, session_at, stop_in

MIDNIGHT = datetime.datetime(2031, 6, 18, tzinfo=datetime.UTC)
HALL = {"venue": "Salle des fêtes"}


@pytest.mark.django_db
def test_two_sessions_in_one_room_at_once_are_both_named() -> None:
    stop = stop_in("Albert")
    session_at(stop, "09:00", "11:00", room="Salle Jules-Verne", title_en="Robots")
    session_at(stop, "10:30", "12:00", room="salle jules verne", title_en="Skills")

    (conflict,) = found(stop.tour, Kind.ROOM)

    assert conflict.level == Level.IMPOSSIBLE
    assert plain(conflict.sentence) == (
        "Salle Jules-Verne is used twice at once: “Robots” (Albert, Wednesday 18 June, 09:00–11:00) and “Skills”"
        " (Wednesday 18 June, 10:30–12:00)."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rooms", "start"), [(("A", "A"), "11:00"), (("A", "B"), "10:00"), (("", ""), "10:00"), (("A", ""), "10:00")]
)
def test_rooms_that_follow_differ_or_are_not_known_do_not_clash(rooms: tuple[str, str], start: str) -> None:
    stop = stop_in("Albert")
    session_at(stop, "09:00", "11:00", room=rooms[0])
    session_at(stop, start, "12:00", room=rooms[1])

    assert found(stop.tour, Kind.ROOM) == []


@pytest.mark.django_db
def test_one_room_of_one_venue_may_be_wanted_by_two_tours() -> None:
    town = TerritoryFactory(name="Albert")
    one = stop_in("Albert", town=town, **HALL)
    other = stop_in("Albert", town=town, venue="salle des Fêtes")
    session_at(one, "09:00", "11:00", room="A")
    session_at(other, "10:00", "12:00", room="a")

    (conflict,) = found(one.tour, Kind.ROOM)

    assert conflict.level == Level.CHECK
    assert "A at Salle des fêtes is used by two stops at once" in conflict.sentence


@pytest.mark.django_db
def test_a_venue_of_that_name_in_another_town_is_another_venue() -> None:
    one = stop_in("Albert", **HALL)
    other = stop_in("Amiens", tour=one.tour, **HALL)
    session_at(one, "09:00", "11:00", room="A")
    session_at(other, "10:00", "12:00", room="A")

    assert found(one.tour, Kind.ROOM) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "outside"),
    [
        ("2031-06-19 09:00", "2031-06-19 10:00", True),
        ("2031-06-17 23:00", "2031-06-18 01:00", True),
        ("2031-06-18 00:00", "2031-06-18 01:00", False),
        ("2031-06-18 22:00", "2031-06-19 00:00", False),
        ("2031-06-18 22:00", "2031-06-19 00:01", True),
    ],
)
def test_a_session_stays_within_the_days_of_its_stop(start: str, end: str, outside: bool) -> None:
    stop = stop_in("Albert")
    session_at(stop, start, end)

    assert bool(found(stop.tour, Kind.OUTSIDE)) is outside


@pytest.mark.django_db
def test_a_day_is_that_of_the_stops_own_zone() -> None:
    stop = stop_in("Dover", time_zone="Europe/London")
    session_at(stop, "23:00", "23:30")  # past midnight in Paris

    assert found(stop.tour, Kind.OUTSIDE) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("capacity", "limit", "level"),
    [
        (81, 80, Level.IMPOSSIBLE), (80, 80, None), (None, 80, Level.CHECK), (500, None, None),
    ],
)  # fmt: skip
def test_seats_stay_within_the_rooms_safety_limit(capacity: int | None, limit: int | None, level: Level | None) -> None:
    stop = stop_in("Albert", safety_limit=limit)
    session_at(stop, "09:00", "11:00", capacity=capacity)

    assert [conflict.level for conflict in found(stop.tour, Kind.SAFETY)] == ([level] if level is not None else [])


@pytest.mark.django_db
def test_a_webinar_needs_no_room() -> None:
    stop = stop_in("Albert", safety_limit=10)
    session_at(stop, "09:00", "11:00", capacity=500, kind=Session.Kind.WEBINAR)

    assert found(stop.tour, Kind.SAFETY) == []


@pytest.mark.django_db
def test_what_happens_on_the_second_day_of_two_is_within() -> None:
    stop = stop_in("Albert", ends_on=THURSDAY, tour=TourFactory())
    session_at(stop, "2031-06-19 09:00", "2031-06-19 11:00")

    assert found(stop.tour, Kind.OUTSIDE) == []


def slot(pk: int, start: int, length: int) -> Slot:
    begins = MIDNIGHT + datetime.timedelta(minutes=start)
    ends = begins + datetime.timedelta(minutes=length)
    return Slot(pk, Stop(), "", begins, ends, "a", "A", None, False, ())


SLOTS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 120)), max_size=20)


@given(SLOTS, st.randoms(use_true_random=False))
def test_each_overlap_is_found_once_in_whatever_order_they_come(spans: list[tuple[int, int]], chance: object) -> None:
    slots = [slot(pk, start, length) for pk, (start, length) in enumerate(spans)]
    expected = {
        frozenset((one.pk, other.pk))
        for one in slots
        for other in slots
        if one.pk != other.pk and one.starts_at < other.ends_at and other.starts_at < one.ends_at
    }
    chance.shuffle(slots)  # type: ignore[attr-defined]  # hypothesis hands over a random.Random

    pairs = [frozenset((one.pk, other.pk)) for one, other in overlapping(slots)]

    assert len(pairs) == len(set(pairs))
    assert set(pairs) == expected
