"""A speaker in two places: sessions that overlap, and places too far apart for the time between."""

import datetime

import pytest

from events.models import Session, Stop
from events.planning.conflicts.found import Kind, Level
from tests.events.factories import SpeakerFactory, TourFactory
from tests.events.planning.conflicts.world import THURSDAY, found, plain, session_at, stop_in

pytestmark = pytest.mark.django_db


def test_two_sessions_at_once_are_both_named_with_their_hours() -> None:
    one = stop_in("Albert")
    other = stop_in("Amiens", tour=one.tour)
    person = SpeakerFactory(name="Ada Lenoir")
    session_at(one, "09:00", "11:00", person, title_en="Robots")
    session_at(other, "10:00", "12:00", person, title_en="Skills")

    (conflict,) = found(one.tour, Kind.SPEAKER)

    assert conflict.level == Level.IMPOSSIBLE
    assert plain(conflict.sentence) == (
        "Ada Lenoir is expected at two sessions at once: “Robots” (Albert, Wednesday 18 June, 09:00–11:00) and"
        " “Skills” (Amiens, Wednesday 18 June, 10:00–12:00)."
    )
    assert conflict.stop == other
    assert conflict.action_at(one).url != conflict.action.url


def test_sessions_that_touch_at_one_stop_leave_time_enough() -> None:
    stop = stop_in("Albert")
    person = SpeakerFactory()
    session_at(stop, "09:00", "11:00", person)
    session_at(stop, "11:00", "12:00", person)

    assert found(stop.tour, Kind.SPEAKER) == []


def test_two_rooms_of_one_stop_at_once_are_two_places_too() -> None:
    stop = stop_in("Albert")
    person = SpeakerFactory()
    session_at(stop, "09:00", "11:00", person)
    session_at(stop, "10:00", "12:00", person)

    assert len(found(stop.tour, Kind.SPEAKER)) == 1


@pytest.mark.parametrize(("start", "conflicts"), [("14:00", 1), ("18:53", 1), ("19:25", 0)])
def test_the_time_between_must_suffice_for_the_way(start: str, conflicts: int) -> None:
    one = stop_in("Albert")
    other = stop_in("Thiers", tour=one.tour)
    person = SpeakerFactory()
    session_at(one, "09:00", "11:00", person)
    session_at(other, start, "20:00", person)

    assert len(found(one.tour, Kind.SPEAKER)) == conflicts


def test_the_estimate_is_printed_with_its_numbers() -> None:
    one = stop_in("Albert")
    other = stop_in("Thiers", tour=one.tour)
    person = SpeakerFactory(name="Ada Lenoir")
    session_at(one, "09:00", "11:00", person)
    session_at(other, "14:00", "16:00", person)

    (conflict,) = found(one.tour, Kind.SPEAKER)

    assert plain(conflict.formula) == "466 km as the crow flies × 1.3 ÷ 80 km/h + 30 min ≈ 8 h 04"
    assert "has 3 h to go from" in plain(conflict.sentence)
    assert "takes about 8 h 04" in plain(conflict.sentence)


def test_a_night_between_two_days_counts_as_time() -> None:
    one = stop_in("Albert")
    other = stop_in("Thiers", THURSDAY, tour=one.tour)
    person = SpeakerFactory()
    session_at(one, "16:00", "18:00", person)
    session_at(other, "09:00", "11:00", person)

    assert found(one.tour, Kind.SPEAKER) == []


def test_a_session_until_midnight_and_one_from_midnight_on_do_not_overlap() -> None:
    stop = stop_in("Albert", ends_on=THURSDAY)
    person = SpeakerFactory()
    session_at(stop, "22:00", "2031-06-19 00:00", person)
    session_at(stop, "2031-06-19 00:00", "2031-06-19 01:00", person)

    assert found(stop.tour, Kind.SPEAKER) == []


def test_two_time_zones_are_compared_by_the_moment_and_told_by_their_own_clocks() -> None:
    calais = stop_in("Calais")
    dover = stop_in("Dover", tour=calais.tour, time_zone="Europe/London")
    person = SpeakerFactory()
    session_at(calais, "10:00", "11:00", person)
    session_at(dover, "09:30", "10:30", person)  # 10:30 in Calais

    (conflict,) = found(calais.tour, Kind.SPEAKER)

    assert "10:00–11:00" in conflict.sentence
    assert "09:30–10:30" in conflict.sentence


def test_the_same_hour_by_two_clocks_is_not_the_same_moment() -> None:
    calais = stop_in("Calais")
    dover = stop_in("Dover", tour=calais.tour, time_zone="Europe/London")
    person = SpeakerFactory()
    session_at(calais, "08:00", "09:00", person)
    session_at(dover, "10:00", "11:00", person)  # 11:00 in Calais: two hours later

    assert found(calais.tour, Kind.SPEAKER) == []


def test_the_night_of_summer_time_is_an_hour_shorter() -> None:
    day = datetime.date(2031, 3, 29)
    tour = TourFactory(starts_on=day - datetime.timedelta(days=90))
    one = stop_in("Albert", day, tour=tour)
    other = stop_in("Thiers", datetime.date(2031, 3, 30), tour=tour)
    person = SpeakerFactory()
    session_at(one, "20:00", "22:00", person)
    later = session_at(other, "06:30", "08:00", person)  # 7 h 30 later, where clocks say 8 h 30

    assert len(found(tour, Kind.SPEAKER, today=datetime.date(2031, 3, 1))) == 1

    later.starts_at += datetime.timedelta(minutes=45)
    later.save()
    assert found(tour, Kind.SPEAKER, today=datetime.date(2031, 3, 1)) == []


@pytest.mark.parametrize(
    "away",
    [
        lambda session, stop: Session.objects.filter(pk=session.pk).update(state="cancelled"),
        lambda session, stop: Stop.objects.filter(pk=stop.pk).update(state="cancelled"),
        lambda session, stop: Stop.objects.filter(pk=stop.pk).update(starts_on=None, ends_on=None),
    ],
)
def test_what_does_not_take_place_clashes_with_nothing(away: object) -> None:
    one = stop_in("Albert")
    other = stop_in("Amiens", tour=one.tour)
    person = SpeakerFactory()
    session_at(one, "09:00", "11:00", person)
    session = session_at(other, "10:00", "12:00", person)

    away(session, other)  # type: ignore[operator]  # parametrised functions are objects to pytest

    assert found(one.tour, Kind.SPEAKER) == []


def test_a_webinar_is_joined_from_anywhere_but_not_during_another_session() -> None:
    one = stop_in("Albert")
    other = stop_in("Thiers", tour=one.tour)
    person = SpeakerFactory()
    session_at(one, "09:00", "11:00", person)
    webinar = session_at(other, "11:00", "12:00", person, kind="webinar")

    assert found(one.tour, Kind.SPEAKER) == []

    Session.objects.filter(pk=webinar.pk).update(starts_at=webinar.starts_at - datetime.timedelta(minutes=30))
    assert len(found(one.tour, Kind.SPEAKER)) == 1


def test_another_tours_stop_counts_and_is_named_only_once_it_is_public() -> None:
    one = stop_in("Albert")
    other = stop_in("Lille")
    person = SpeakerFactory()
    session_at(one, "09:00", "11:00", person)
    session_at(other, "10:00", "12:00", person, title_en="Secret")

    (conflict,) = found(one.tour, Kind.SPEAKER)

    assert "Lille" not in conflict.sentence
    assert "Secret" not in conflict.sentence
    assert "a session of a stop that is not public yet" in conflict.sentence
    assert list(conflict.actions) == [one.pk]
