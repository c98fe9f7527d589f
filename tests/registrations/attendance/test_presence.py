"""Who really attended which session and for how long, from the facts that stand."""

import datetime

import pytest

from events.models import Session, Stop
from registrations.attendance.presence import Attended, evidence_at
from registrations.desk.operations import Noted, undo
from registrations.models import AttendanceRule, Attendee, CheckIn, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.factories import AttendeeFactory, CheckInFactory, RegistrationFactory, SeatFactory

pytestmark = pytest.mark.django_db


def at(hour: int, minute: int = 0, day: int = 4) -> datetime.datetime:
    return datetime.datetime(2019, 6, day, hour, minute, tzinfo=datetime.UTC)


@pytest.fixture
def stop() -> Stop:
    return StopFactory(held=True, time_zone="UTC")


@pytest.fixture
def morning(stop: Stop) -> Session:
    return SessionFactory(stop=stop, starts_at=at(9), ends_at=at(11))


@pytest.fixture
def somebody(stop: Stop) -> Attendee:
    return AttendeeFactory(registration=RegistrationFactory(stop=stop))


def seat(somebody: Attendee, session: Session, state: str = Seat.State.CONFIRMED) -> None:
    SeatFactory(attendee=somebody, session=session, state=state)


def noted(somebody: Attendee, moment: datetime.datetime, session: Session | None = None, **more: object) -> CheckIn:
    return CheckInFactory(attendee=somebody, at=moment, session=session, **more)


def of(somebody: Attendee) -> Attended:
    return evidence_at([somebody.stop]).attended()[somebody.pk]


def minutes(somebody: Attendee) -> list[tuple[str, int, bool]]:
    return [(one.session.title, one.minutes, one.presumed) for one in of(somebody).sessions]


@pytest.mark.parametrize(("came", "stayed"), [(at(8), 120), (at(9, 10), 120), (at(9, 11), 109), (at(10, 59), 1)])
def test_somebody_at_the_stop_is_presumed_where_they_have_a_seat(somebody, morning, came, stayed) -> None:
    seat(somebody, morning)
    noted(somebody, came)
    assert minutes(somebody) == [(morning.title, stayed, True)]


def test_a_session_that_was_over_when_they_came_is_not_presumed(somebody, morning) -> None:
    seat(somebody, morning)
    noted(somebody, at(11))
    assert of(somebody) == Attended(0, ())


@pytest.mark.parametrize("state", [Seat.State.WAITLISTED, Seat.State.CANCELLED, None])
def test_without_a_seat_nothing_is_presumed_but_what_was_noted_there_counts(somebody, morning, stop, state) -> None:
    later = SessionFactory(stop=stop, starts_at=at(14), ends_at=at(15))
    if state:
        seat(somebody, morning, state)
    noted(somebody, at(8))
    noted(somebody, at(14, 5), later)
    assert minutes(somebody) == [(later.title, 60, False)]


@pytest.mark.parametrize(("regime", "counts"), [("information", 45), ("co_funded", 0), ("training", 0)])
def test_without_a_seat_one_is_presumed_in_plenaries_open_to_all(somebody, morning, stop, regime, counts) -> None:
    AttendanceRule.objects.create(stop=stop, regime=regime)
    plenary = {"stop": stop, "kind": Session.Kind.PLENARY, "starts_at": at(14), "ends_at": at(15)}
    SessionFactory(**plenary, capacity=80)
    open_to_all = SessionFactory(**plenary, capacity=None, title_fr="Soirée")
    noted(somebody, at(14, 15))
    assert minutes(somebody) == ([("Soirée", counts, True)] if counts else [])
    seat(somebody, morning)
    assert of(somebody).minutes == 0  # whoever chose sessions is presumed in those alone
    noted(somebody, at(14), open_to_all)
    assert of(somebody).minutes == 60


def test_going_out_ends_what_coming_back_begins_again(somebody, morning) -> None:
    seat(somebody, morning)
    noted(somebody, at(9))
    noted(somebody, at(9, 30), direction="out")
    noted(somebody, at(10, 15))
    noted(somebody, at(10, 45), direction="out")
    assert of(somebody).minutes == 60


def test_leaving_another_session_is_no_leaving_of_this_one(somebody, morning, stop) -> None:
    beside = SessionFactory(stop=stop, starts_at=at(9), ends_at=at(10))
    seat(somebody, morning)
    noted(somebody, at(9), beside)
    noted(somebody, at(9, 20), beside, direction="out")
    assert sorted(minutes(somebody)) == sorted([(beside.title, 20, False), (morning.title, 100, True)])


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [((9, 11), (9, 11), [120]), ((9, 11), (10, 12), [120, 60]), ((8, 12), (9, 11), [240]), ((9, 11), (9, 12), [120])],
)
def test_nobody_is_presumed_in_two_sessions_at_once(somebody, stop, first, second, counted) -> None:
    for start, end in (first, second):
        seat(somebody, SessionFactory(stop=stop, starts_at=at(start), ends_at=at(end)))
    noted(somebody, at(8))
    assert [one.minutes for one in of(somebody).sessions] == counted
    assert of(somebody).minutes == sum(counted)


def test_a_confirmed_session_prevails_over_one_presumed_at_the_same_time(somebody, morning, stop) -> None:
    beside = SessionFactory(stop=stop, starts_at=at(10), ends_at=at(11))
    for session in (morning, beside):
        seat(somebody, session)
    noted(somebody, at(9))
    assert minutes(somebody) == [(morning.title, 120, True)]
    noted(somebody, at(10), beside)
    assert minutes(somebody) == [(morning.title, 60, True), (beside.title, 60, False)]
    noted(somebody, at(9), morning)
    assert minutes(somebody) == [(morning.title, 120, False), (beside.title, 60, False)]
    assert of(somebody).minutes == 120


def test_being_here_on_one_day_says_nothing_of_the_next(somebody, morning, stop) -> None:
    next_day = SessionFactory(stop=stop, starts_at=at(9, day=5), ends_at=at(11, day=5))
    for session in (morning, next_day):
        seat(somebody, session)
    noted(somebody, at(9))
    assert minutes(somebody) == [(morning.title, 120, True)]
    noted(somebody, at(10, day=5))
    assert minutes(somebody) == [(morning.title, 120, True), (next_day.title, 60, True)]


@pytest.mark.parametrize("own", [True, False])
def test_of_a_session_over_two_days_each_is_told_by_its_own_facts_and_no_night_counts(somebody, stop, own) -> None:
    both = SessionFactory(stop=stop, starts_at=at(9), ends_at=at(17, day=5))
    seat(somebody, both)
    noted(somebody, at(9), both if own else None)
    assert minutes(somebody) == [(both.title, 480, not own)]
    noted(somebody, at(12, day=5), both if own else None)
    assert minutes(somebody) == [(both.title, 780, not own)]


def test_a_day_of_a_session_that_only_the_stops_door_noted_is_presumed_beside_one_confirmed(somebody, stop) -> None:
    both = SessionFactory(stop=stop, starts_at=at(9), ends_at=at(17, day=5))
    noted(somebody, at(9), both)
    noted(somebody, at(9, day=5))
    assert of(somebody).minutes == 480
    seat(somebody, both)
    assert minutes(somebody) == [(both.title, 960, False)]


def test_a_session_that_ends_after_midnight_is_of_the_day_it_begins_on(somebody, stop) -> None:
    night = SessionFactory(stop=stop, starts_at=at(22), ends_at=at(1, day=5))
    seat(somebody, night)
    noted(somebody, at(22))
    assert minutes(somebody) == [(night.title, 180, True)]


def test_the_sessions_own_door_prevails_over_what_is_presumed(somebody, morning) -> None:
    seat(somebody, morning)
    noted(somebody, at(8))
    noted(somebody, at(10), morning)
    assert minutes(somebody) == [(morning.title, 60, False)]


def test_who_is_noted_in_a_session_as_it_empties_was_in_it(somebody, morning) -> None:
    noted(somebody, at(11, 5), morning)
    assert minutes(somebody) == [(morning.title, 120, False)]


@pytest.mark.parametrize("regime", [AttendanceRule.Regime.CO_FUNDED, AttendanceRule.Regime.TRAINING])
def test_where_the_rule_asks_for_it_a_session_counts_only_once_confirmed(somebody, morning, stop, regime) -> None:
    AttendanceRule.objects.create(stop=stop, regime=regime)
    seat(somebody, morning)
    noted(somebody, at(8))
    assert of(somebody).sessions == ()
    noted(somebody, at(9), morning, how=CheckIn.How.SELF)
    assert minutes(somebody) == [(morning.title, 120, False)]


def test_a_sessions_own_rule_prevails_over_its_stops(somebody, morning, stop) -> None:
    AttendanceRule.objects.create(stop=stop, regime=AttendanceRule.Regime.TRAINING)
    AttendanceRule.objects.create(stop=stop, session=morning, regime=AttendanceRule.Regime.INFORMATION)
    seat(somebody, morning)
    noted(somebody, at(8))
    assert of(somebody).minutes == 120


@pytest.mark.parametrize(("signed", "stayed"), [([at(9)], 240), ([at(16)], 240), ([at(9), at(13)], 480)])
def test_a_signature_stands_for_its_half_day(somebody, stop, signed, stayed) -> None:
    day = SessionFactory(stop=stop, starts_at=at(9), ends_at=at(17))
    for moment in signed:
        noted(somebody, moment, day, how=CheckIn.How.PAPER)
    assert of(somebody).minutes == stayed


def test_what_was_undone_and_what_was_cancelled_do_not_count(somebody, morning, stop) -> None:
    dropped = SessionFactory(stop=stop, starts_at=at(14), ends_at=at(15), state=Session.State.CANCELLED)
    for session in (morning, dropped):
        seat(somebody, session)
    fact = noted(somebody, at(8))
    assert [one.session for one in of(somebody).sessions] == [morning]
    undo(fact, Noted())
    assert evidence_at([stop]).attended() == {}


def test_as_many_queries_for_three_people_as_for_one(stop, morning, django_assert_num_queries) -> None:
    for _people in range(3):
        somebody = AttendeeFactory(registration=RegistrationFactory(stop=stop))
        seat(somebody, morning)
        noted(somebody, at(9))
        with django_assert_num_queries(4):
            evidence_at([stop]).attended()
