"""The door: one fact a person, undone by another, and a walk-in that takes no seat."""

import datetime
import uuid

import pytest
from time_machine import travel

from events.models import Session
from events.planning.operations.tours import archive_tour, reopen_tour
from registrations.attendance.queries import people_present, people_registered, presence_figures
from registrations.attendance.report.counting import tally
from registrations.attendance.states import people_at as states_at
from registrations.booking.request import PersonRequest
from registrations.desk.operations import DeskError, Noted, check_in, undo, walk_in
from registrations.desk.queries import Door, counts_of, people_at, rows_of
from registrations.desk.taps import Tap
from registrations.models import CheckIn, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.factories import (
    AttendeeFactory,
    CompanyFactory,
    PersonFactory,
    RegistrationFactory,
    SeatFactory,
)
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def attendee():
    return AttendeeFactory()


def test_whoever_is_checked_in_is_present(attendee):
    fact = check_in(attendee, Noted(actor=UserFactory()))

    assert list(people_present(attendee.stop)) == [attendee]
    assert dict(people_present(attendee.stop).values_list("pk", "came_at")) == {attendee.pk: fact.at}


def test_a_second_tap_is_no_second_fact(attendee):
    first = check_in(attendee, Noted())

    assert check_in(attendee, Noted()) == first
    assert CheckIn.objects.count() == 1


def test_whoever_came_on_one_day_of_the_stop_is_noted_again_on_the_next():
    monday = datetime.date(2031, 6, 16)
    stop = StopFactory(published=True, starts_on=monday, ends_on=datetime.date(2031, 6, 17), time_zone="Europe/Paris")
    attendee, door = AttendeeFactory(registration=RegistrationFactory(stop=stop)), Door(stop, None)
    with travel("2031-06-16 21:59", tick=False):
        first = check_in(attendee, Noted())
        assert check_in(attendee, Noted()) == first
    with travel("2031-06-16 22:01", tick=False):  # in Paris it is the day after
        assert (counts_of(stop).here, list(people_at(door, shown="here"))) == (0, [])
        second = check_in(attendee, Noted())
        (row,) = rows_of(door, people_at(door, shown="here"))
        assert (row.facts, counts_of(stop).here) == ([second], 1)
        Tap(attendee, second, uuid.uuid4()).note(door, UserFactory())

    assert CheckIn.objects.standing().get() == first
    with travel("2031-06-20 08:00", tick=False):
        assert counts_of(stop).here == 1


def test_the_same_fact_received_ten_times_is_one(attendee):
    noted = Noted(nonce=uuid.uuid4())

    assert len({check_in(attendee, noted).pk for _time in range(10)}) == 1


def test_what_was_noted_by_mistake_is_undone_and_stays_readable(attendee):
    fact = check_in(attendee, Noted())

    undone = undo(fact, Noted())

    assert undo(fact, Noted()) == undone
    assert not people_present(attendee.stop).exists()
    assert CheckIn.objects.count() == 2


def test_somebody_undone_can_come_again(attendee):
    undo(check_in(attendee, Noted()), Noted())
    check_in(attendee, Noted())

    assert people_present(attendee.stop).count() == 1


def test_a_fact_cannot_be_rewritten(attendee):
    fact = check_in(attendee, Noted())

    with pytest.raises(TypeError):
        CheckIn.objects.filter(pk=fact.pk).update(at=datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC))


def test_a_session_of_another_stop_is_refused(attendee):
    with pytest.raises(DeskError) as refused:
        check_in(attendee, Noted(), session=SessionFactory())

    assert refused.value.code == "another_stop"


def test_a_walk_in_is_present_and_takes_no_seat():
    stop = StopFactory(published=True)
    session = SessionFactory(stop=stop, capacity=1, seats_taken=1)

    walk_in(stop, PersonRequest("Dominique Passant"), Noted(), firm_name="Scierie fictive")

    assert presence_figures(stop).walk_ins == 1
    assert not people_registered(stop).exists()
    assert not Seat.objects.exists()
    assert Session.objects.get(pk=session.pk).seats_taken == 1


def test_a_walk_in_without_a_name_is_refused():
    with pytest.raises(DeskError) as refused:
        walk_in(StopFactory(published=True), PersonRequest("  "), Noted())

    assert refused.value.field == "name"


def test_the_door_turns_nobody_away_for_an_address_that_is_registered(attendee):
    walk_in(attendee.stop, PersonRequest("Une homonyme", attendee.person.email), Noted())

    assert presence_figures(attendee.stop).walk_ins == 1


def test_companies_count_firms_and_people_count_apart():
    stop = StopFactory(published=True)
    firm = CompanyFactory()
    registration = RegistrationFactory(stop=stop, company=firm)
    colleagues = [
        AttendeeFactory(registration=registration, person=PersonFactory(company=firm)) for _number in range(2)
    ]
    teacher = PersonFactory(company=None, organisation_name="Lycée fictif")
    colleagues.append(AttendeeFactory(registration=registration, person=teacher))
    for attendee in colleagues:
        check_in(attendee, Noted())

    figures = presence_figures(stop)

    assert (figures.present, figures.companies, figures.organisations) == (3, 1, 1)


def test_who_waits_for_a_seat_is_expected_nowhere():
    stop = StopFactory(published=True)
    expected, waiting = AttendeeFactory.create_batch(2, registration=RegistrationFactory(stop=stop))
    SeatFactory(attendee=waiting, session=SessionFactory(stop=stop), state=Seat.State.WAITLISTED)
    check_in(expected, Noted())

    assert presence_figures(stop).expected == tally(states_at([stop])).expected == 1


@pytest.mark.parametrize("people", [1, 3])
def test_reading_presence_takes_the_same_queries_for_any_number(people, django_assert_num_queries):
    registration = RegistrationFactory()
    for attendee in AttendeeFactory.create_batch(people, registration=registration):
        check_in(attendee, Noted())

    with django_assert_num_queries(1):
        assert len(people_present(registration.stop)) == people
    with django_assert_num_queries(2):
        presence_figures(registration.stop)


def archived(attendee):
    with travel("2031-06-20 08:00", tick=False):
        archive_tour(attendee.stop.tour, actor=UserFactory())
    attendee.stop.tour.refresh_from_db()
    return attendee


@pytest.fixture
def of_archived_tour():
    return archived(AttendeeFactory(registration__stop=StopFactory(published=True)))


def test_a_fact_of_before_the_archive_is_kept_however_late_it_comes(of_archived_tour):
    noted = Noted(nonce=uuid.uuid4(), at=datetime.datetime(2031, 6, 18, 7, 12, tzinfo=datetime.UTC))

    fact = check_in(of_archived_tour, noted)

    assert check_in(of_archived_tour, noted) == fact


@pytest.mark.parametrize("at", [None, datetime.datetime(2031, 6, 20, 8, 1, tzinfo=datetime.UTC)])
def test_nothing_is_noted_of_after_the_archive(of_archived_tour, at):
    noted = Noted(nonce=uuid.uuid4(), at=at)

    for work in (
        lambda: check_in(of_archived_tour, noted),
        lambda: walk_in(of_archived_tour.stop, PersonRequest("Zoé Petit"), noted),
    ):
        with pytest.raises(DeskError) as refused:
            work()
        assert refused.value.code == "tour_archived"
    assert not CheckIn.objects.exists()


def test_a_fact_of_before_the_archive_is_not_undone_at_the_door_after_it():
    attendee = AttendeeFactory(registration__stop=StopFactory(published=True))
    fact = check_in(attendee, Noted())
    archived(attendee)

    with pytest.raises(DeskError):
        undo(fact, Noted())
    assert undo(fact, Noted(how=CheckIn.How.CORRECTION, reason="Signed for a colleague"))


def test_a_tour_that_is_reopened_notes_people_again(of_archived_tour):
    reopen_tour(of_archived_tour.stop.tour, actor=UserFactory())

    assert check_in(of_archived_tour, Noted())
