"""Present, absent and excused, by person, session and half-day."""

import datetime

import pytest
from time_machine import travel

from events.models import Stop
from registrations.attendance.half_days import HalfDay
from registrations.attendance.states import State, people_at, presence_of, state_of
from registrations.models import Attendee, Registration, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.factories import AttendeeFactory, CheckInFactory, RegistrationFactory, SeatFactory

pytestmark = pytest.mark.django_db
BEGAN = datetime.datetime(2019, 6, 4, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def stop() -> Stop:
    stop = StopFactory(held=True, time_zone="UTC")
    SessionFactory(stop=stop, starts_at=BEGAN, ends_at=BEGAN + 2 * HOUR)
    return stop


def somebody(stop: Stop, **values: object) -> Attendee:
    return AttendeeFactory(registration=RegistrationFactory(stop=stop), **values)


@pytest.mark.parametrize(
    ("came", "cancelled", "hours_later", "state"),
    [
        (True, None, 1, State.PRESENT),
        (True, -HOUR, 1, State.PRESENT),
        (False, None, 0, State.ABSENT),
        (False, None, -1, State.EXPECTED),
        (False, -HOUR, 1, State.EXCUSED),
        (False, HOUR, 1, State.ABSENT),
    ],
)
def test_who_cancelled_before_it_began_is_excused(came, cancelled, hours_later, state) -> None:
    cancelled_at = None if cancelled is None else BEGAN + cancelled
    now = BEGAN + hours_later * HOUR
    assert state_of(came=came, began=BEGAN, cancelled_at=cancelled_at, now=now) == state


def test_of_a_stop_without_a_date_nobody_is_absent() -> None:
    assert state_of(came=False, began=None, cancelled_at=None, now=BEGAN) == State.EXPECTED


def test_each_person_of_a_stop_is_what_the_door_and_their_seats_say(stop, django_assert_num_queries) -> None:
    came, missing, walked_in, waiting, too_late = [somebody(stop) for _people in range(5)]
    type(walked_in.registration).objects.filter(pk=walked_in.registration.pk).update(origin="walk_in")
    for one in (came, walked_in):
        CheckInFactory(attendee=one, at=BEGAN)
    SeatFactory(attendee=waiting, session=stop.sessions.get(), state=Seat.State.WAITLISTED)
    SeatFactory(attendee=too_late, session=stop.sessions.get(), state=Seat.State.EXPIRED)
    with django_assert_num_queries(2):
        found = {one.attendee: (one.state, one.walked_in) for one in people_at([stop])}
    assert found == {
        came.pk: (State.PRESENT, False),
        missing.pk: (State.ABSENT, False),
        walked_in.pk: (State.PRESENT, True),
        waiting.pk: (State.WAITING, False),
        too_late.pk: (State.WAITING, False),  # of an offer: they never had a seat
    }


def test_half_days_follow_the_sessions(stop) -> None:
    person, morning = somebody(stop), stop.sessions.get()
    afternoon = SessionFactory(stop=stop, starts_at=BEGAN + 5 * HOUR, ends_at=BEGAN + 6 * HOUR)
    for session in (morning, afternoon):
        SeatFactory(attendee=person, session=session)
    CheckInFactory(attendee=person, at=BEGAN)
    CheckInFactory(attendee=person, at=BEGAN + 3 * HOUR, direction="out")
    presence = presence_of(stop)[person.pk]
    assert presence.sessions == {morning.pk: State.PRESENT, afternoon.pk: State.ABSENT}
    day = BEGAN.date()
    assert presence.half_days == {HalfDay(day, False): State.PRESENT, HalfDay(day, True): State.ABSENT}


def test_a_session_over_two_days_is_attended_on_the_days_and_half_days_of_its_facts(stop) -> None:
    person = somebody(stop)
    both = SessionFactory(stop=stop, starts_at=BEGAN, ends_at=BEGAN + 32 * HOUR)
    SeatFactory(attendee=person, session=both)
    CheckInFactory(attendee=person, at=BEGAN)
    CheckInFactory(attendee=person, at=BEGAN + 3 * HOUR, direction="out")
    presence = presence_of(stop)[person.pk]
    first, second = BEGAN.date(), BEGAN.date() + datetime.timedelta(days=1)
    assert presence.sessions == {both.pk: State.PRESENT}
    assert presence.half_days == {
        HalfDay(first, False): State.PRESENT, HalfDay(first, True): State.ABSENT,
        HalfDay(second, False): State.ABSENT, HalfDay(second, True): State.ABSENT,
    }  # fmt: skip


def test_who_gave_up_a_seat_in_time_is_excused_from_its_session(stop) -> None:
    person = somebody(stop)
    SeatFactory(attendee=person, session=stop.sessions.get(), state=Seat.State.CANCELLED, since=BEGAN - HOUR)
    assert list(presence_of(stop)[person.pk].sessions.values()) == [State.EXCUSED]


def test_a_walk_in_without_a_session_was_there_when_the_door_noted_them(stop) -> None:
    person = somebody(stop)
    CheckInFactory(attendee=person, at=BEGAN + 6 * HOUR)
    assert presence_of(stop)[person.pk].half_days == {HalfDay(BEGAN.date(), True): State.PRESENT}


def test_who_sent_a_colleague_is_excused(stop) -> None:
    person = somebody(stop, cancelled_at=BEGAN + HOUR)
    somebody(stop, instead_of=person)
    assert people_at([stop])[0].state == State.EXCUSED


def test_whom_the_team_refused_is_nothing_to_the_stop_unless_they_came(stop) -> None:
    refused, came = [somebody(stop, cancelled_at=BEGAN - HOUR) for _people in range(2)]
    Registration.objects.update(refused_at=BEGAN - HOUR, state=Registration.State.CANCELLED)
    for one in (refused, came):
        SeatFactory(attendee=one, session=stop.sessions.get(), state=Seat.State.CANCELLED, since=BEGAN - HOUR)
    CheckInFactory(attendee=came, at=BEGAN)
    assert [(one.attendee, one.state) for one in people_at([stop])] == [(came.pk, State.PRESENT)]
    assert list(presence_of(stop)) == [came.pk]


def test_a_seat_in_a_cancelled_session_makes_nobody_expected(stop) -> None:
    cancelled = SessionFactory(stop=stop, state="cancelled")
    SeatFactory(attendee=somebody(stop), session=cancelled)
    assert [one.state for one in people_at([stop])] == [State.WAITING]


def test_a_walk_in_taken_back_was_never_missed(stop) -> None:
    person = somebody(stop)
    Registration.objects.update(origin="walk_in")
    fact = CheckInFactory(attendee=person, at=BEGAN)
    assert [one.state for one in people_at([stop])] == [State.PRESENT]
    CheckInFactory(attendee=person, at=BEGAN, undoes=fact)
    assert people_at([stop]) == []


@travel("2019-06-04T08:00:00Z", tick=False)
def test_before_the_first_hour_everybody_is_expected(stop) -> None:
    somebody(stop)
    assert [one.state for one in people_at([stop])] == [State.EXPECTED]
