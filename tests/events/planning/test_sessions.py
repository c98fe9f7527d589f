"""A stop's programme."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from events.models import Session, Speaking, Stop
from events.planning.announcements import SessionChange, session_changed
from events.planning.errors import IllegalTransition, PlanningError
from events.planning.operations import (
    add_session,
    cancel_session,
    edit_session,
    reinstate_session,
    remove_session,
    set_speakers,
)
from tests.events.factories import SessionFactory, SpeakerFactory, StopFactory
from tests.surveys.factories import PassageFactory

pytestmark = pytest.mark.django_db


def at(stop: Stop, hour: int, day: int = 18) -> datetime.datetime:
    return datetime.datetime(2031, 6, day, hour, tzinfo=stop.zone)


def test_a_session_lies_on_a_day_of_its_stop_in_the_stops_zone() -> None:
    stop = StopFactory(dated=True, time_zone="Pacific/Noumea")

    session = add_session(
        stop, {"title_fr": "Atelier", "starts_at": at(stop, 8), "ends_at": at(stop, 10)}, actor=None
    )  # 8:00 in Nouméa is still the day before in UTC

    assert session.starts_at.astimezone(datetime.UTC).day == 17


@pytest.mark.parametrize(("start", "end", "field"), [((9, 18), (9, 18), "ends_at"), ((9, 19), (11, 19), "starts_at")])
def test_times_that_cannot_be_are_refused_beside_their_field(
    start: tuple[int, int], end: tuple[int, int], field: str
) -> None:
    stop = StopFactory(dated=True)

    with pytest.raises(PlanningError) as refusal:
        add_session(stop, {"title_fr": "A", "starts_at": at(stop, *start), "ends_at": at(stop, *end)}, actor=None)

    assert (refusal.value.field, Session.objects.count()) == (field, 0)


def test_a_stop_without_a_date_has_no_session_yet() -> None:
    stop = StopFactory()

    with pytest.raises(PlanningError) as refusal:
        add_session(stop, {"title_fr": "A", "starts_at": at(stop, 9), "ends_at": at(stop, 10)}, actor=None)

    assert refusal.value.code == "no_date_yet"


def test_a_capacity_below_the_seats_taken_is_refused_and_says_how_many_are() -> None:
    session = SessionFactory(capacity=30, seats_taken=26)

    with pytest.raises(PlanningError, match="26") as refusal:
        edit_session(session, {"capacity": 25}, expected_version=session.version, actor=None)

    assert (refusal.value.field, Session.objects.get().capacity) == ("capacity", 30)


def test_the_database_refuses_to_oversell_on_any_path() -> None:
    session = SessionFactory(capacity=10, seats_taken=10)

    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(seats_taken=11)


def test_no_capacity_is_unlimited() -> None:
    session = SessionFactory(capacity=10, seats_taken=10)

    edit_session(session, {"capacity": None}, expected_version=session.version, actor=None)
    Session.objects.filter(pk=session.pk).update(seats_taken=4000)

    assert Session.objects.get().seats_taken == 4000


def test_a_new_room_of_a_public_session_raises_its_sequence_and_is_announced() -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    heard: list[SessionChange] = []
    session_changed.subscribe(heard.append, by="tests")
    try:
        edit_session(session, {"room": "Amphi B"}, expected_version=session.version, actor=None)
    finally:
        session_changed._subscribers.pop()

    assert session.sequence == 1
    assert heard[0].fields == {"room"}


def test_a_cancelled_session_stays_and_may_come_back() -> None:
    session = SessionFactory(stop=StopFactory(published=True))

    cancel_session(session, actor=None)
    with pytest.raises(IllegalTransition):
        cancel_session(session, actor=None)
    reinstate_session(session, actor=None)

    assert (session.state, session.sequence) == (Session.State.PLANNED, 2)


def test_a_session_that_readers_have_seen_is_cancelled_not_removed() -> None:
    session = SessionFactory(stop=StopFactory(published=True))

    with pytest.raises(PlanningError):
        remove_session(session, actor=None)

    assert Session.objects.exists()


def test_a_session_nobody_has_seen_can_be_removed() -> None:
    session = SessionFactory()

    remove_session(session, actor=None)

    assert not Session.objects.exists()


def test_speakers_stand_in_the_order_given() -> None:
    session, first, second = SessionFactory(), SpeakerFactory(), SpeakerFactory()

    set_speakers(session, [(second, Speaking.Role.FACILITATOR), (first, Speaking.Role.SPEAKER)], actor=None)

    assert [speaking.speaker for speaking in session.speakings.all()] == [second, first]


def test_a_session_without_a_seat_is_refused() -> None:
    stop = StopFactory(dated=True)

    with pytest.raises(PlanningError) as refusal:
        add_session(
            stop, {"title_fr": "A", "starts_at": at(stop, 9), "ends_at": at(stop, 10), "capacity": 0}, actor=None
        )

    assert (refusal.value.field, Session.objects.count()) == ("capacity", 0)


def test_a_session_about_which_something_was_noted_is_cancelled_rather_than_removed() -> None:
    session = SessionFactory(stop=StopFactory(confirmed=True))
    PassageFactory(stop=session.stop, session=session)

    with pytest.raises(PlanningError) as refused:
        remove_session(session, actor=None)

    assert refused.value.code == "in_use"
    assert Session.objects.filter(pk=session.pk).exists()
