"""Present, absent and excused, by person, session and half-day."""

import datetime

import pytest
from django.utils import timezone
from time_machine import travel

from events.models import Stop
from registrations.attendance.filters import PresenceFilters
from registrations.attendance.half_days import HalfDay
from registrations.attendance.presence import evidence_at
from registrations.attendance.queries import listed_at
from registrations.attendance.states import State, half_days_of_people, people_at, state_of
from registrations.models import AttendanceRule, Attendee, Registration, Seat
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


def half_days_of(stop: Stop) -> dict[int, dict[HalfDay, State]]:
    return half_days_of_people(evidence_at([stop]), people_at([stop]), stop, timezone.now())


def attended_by(person: Attendee) -> list[int]:
    return [one.session.pk for one in evidence_at([person.stop]).attended_by(person.pk).sessions]


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
    assert state_of(came=came, began=BEGAN, over=BEGAN, cancelled_at=cancelled_at, now=now) == state


def test_of_a_stop_without_a_date_nobody_is_absent() -> None:
    assert state_of(came=False, began=None, over=None, cancelled_at=None, now=BEGAN) == State.EXPECTED


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
    assert attended_by(person) == [morning.pk]
    day = BEGAN.date()
    assert half_days_of(stop)[person.pk] == {HalfDay(day, False): State.PRESENT, HalfDay(day, True): State.ABSENT}


def test_a_session_over_two_days_is_attended_on_the_days_and_half_days_of_its_facts(stop) -> None:
    person = somebody(stop)
    both = SessionFactory(stop=stop, starts_at=BEGAN, ends_at=BEGAN + 32 * HOUR)
    SeatFactory(attendee=person, session=both)
    CheckInFactory(attendee=person, at=BEGAN)
    CheckInFactory(attendee=person, at=BEGAN + 3 * HOUR, direction="out")
    first, second = BEGAN.date(), BEGAN.date() + datetime.timedelta(days=1)
    assert attended_by(person) == [both.pk]
    assert half_days_of(stop)[person.pk] == {
        HalfDay(first, False): State.PRESENT, HalfDay(first, True): State.ABSENT,
        HalfDay(second, False): State.ABSENT, HalfDay(second, True): State.ABSENT,
    }  # fmt: skip


def test_who_gave_up_a_seat_in_time_is_excused_from_its_half_day(stop) -> None:
    person = somebody(stop)
    afternoon = SessionFactory(stop=stop, starts_at=BEGAN + 5 * HOUR, ends_at=BEGAN + 6 * HOUR)
    SeatFactory(attendee=person, session=stop.sessions.first(), state=Seat.State.CANCELLED, since=BEGAN - HOUR)
    SeatFactory(attendee=person, session=afternoon)
    day = BEGAN.date()
    assert half_days_of(stop)[person.pk] == {HalfDay(day, False): State.EXCUSED, HalfDay(day, True): State.ABSENT}


def test_a_walk_in_without_a_session_was_there_in_the_half_day_in_which_they_were_noted(stop) -> None:
    SessionFactory(stop=stop, starts_at=BEGAN + 5 * HOUR, ends_at=BEGAN + 6 * HOUR)
    person = somebody(stop)
    CheckInFactory(attendee=person, at=BEGAN + 6 * HOUR)
    assert half_days_of(stop)[person.pk] == {HalfDay(BEGAN.date(), True): State.PRESENT}


@pytest.mark.parametrize("regime", AttendanceRule.Regime.values)
def test_a_stop_of_one_half_day_has_in_it_whom_it_has_in_all(stop, regime: str) -> None:
    AttendanceRule.objects.create(stop=stop, regime=regime)
    morning = stop.sessions.get()
    SessionFactory(stop=stop, starts_at=BEGAN + HOUR, ends_at=BEGAN + 2 * HOUR, kind="plenary", capacity=None)
    people = {name: somebody(stop) for name in ("seated", "signed", "late", "early", "no_session", "missing", "stayed")}
    people["walked_in"] = somebody(stop)
    people["excused"] = somebody(stop, cancelled_at=BEGAN - HOUR)
    people["gave_up_late"] = somebody(stop, cancelled_at=BEGAN + HOUR)
    people["waiting"] = somebody(stop)
    type(people["walked_in"].registration).objects.filter(pk=people["walked_in"].registration_id).update(
        origin="walk_in"
    )
    for name in ("seated", "signed", "late", "early", "missing"):
        SeatFactory(attendee=people[name], session=morning)
    SeatFactory(attendee=people["waiting"], session=morning, state=Seat.State.WAITLISTED)
    for name, at in {"seated": 0, "walked_in": 0, "no_session": 0, "late": 7, "early": -2}.items():
        CheckInFactory(attendee=people[name], at=BEGAN + at * HOUR)
    CheckInFactory(attendee=people["signed"], session=morning, at=BEGAN, how="paper")

    states = {one.attendee: one.state for one in people_at([stop])}
    half_day = HalfDay(BEGAN.date(), False)
    found = {pk: half_days.get(half_day, State.WAITING) for pk, half_days in half_days_of(stop).items()}

    assert found == states
    assert {name: states[one.pk].value for name, one in people.items() if states[one.pk] != State.PRESENT} == {
        "missing": "absent", "stayed": "absent", "excused": "excused", "gave_up_late": "absent", "waiting": "waiting",
    }  # fmt: skip
    assert {len(half_days) for pk, half_days in half_days_of(stop).items() if pk != people["waiting"].pk} == {1}


def test_who_sent_a_colleague_is_excused(stop) -> None:
    person = somebody(stop, cancelled_at=BEGAN + HOUR)
    somebody(stop, instead_of=person)
    assert people_at([stop])[0].state == State.EXCUSED


def test_who_took_back_that_they_sent_a_colleague_and_stays_away_is_absent_alone(stop) -> None:
    person = somebody(stop, cancelled_at=BEGAN + HOUR)
    colleague = somebody(stop, instead_of=person, cancelled_at=BEGAN + HOUR)
    Attendee.objects.filter(pk=person.pk).update(instead_of=colleague)
    assert [one.state for one in people_at([stop])] == [State.ABSENT, State.EXCUSED]
    assert list(PresenceFilters({"who": "absent"}, queryset=listed_at(stop)).qs) == list(listed_at(stop)) == [person]


def test_whom_the_team_refused_is_nothing_to_the_stop_unless_they_came(stop) -> None:
    refused, came = [somebody(stop, cancelled_at=BEGAN - HOUR) for _people in range(2)]
    Registration.objects.update(refused_at=BEGAN - HOUR, state=Registration.State.CANCELLED)
    for one in (refused, came):
        SeatFactory(attendee=one, session=stop.sessions.get(), state=Seat.State.CANCELLED, since=BEGAN - HOUR)
    CheckInFactory(attendee=came, at=BEGAN)
    assert [(one.attendee, one.state) for one in people_at([stop])] == [(came.pk, State.PRESENT)]
    assert list(half_days_of(stop)) == [came.pk]


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
