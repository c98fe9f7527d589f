"""Several phones at one door, at the very same moment."""

import uuid

import pytest

from registrations.booking.request import PersonRequest
from registrations.desk.newcomers import SameName, note_newcomer
from registrations.desk.operations import Noted, check_in, undo, walk_in
from registrations.models import CheckIn, Registration
from tests.events.factories import StopFactory
from tests.racing import race
from tests.registrations.factories import AttendeeFactory

pytestmark = pytest.mark.django_db(transaction=True)
PHONES = 6


def test_phones_that_note_one_person_agree_on_one_fact() -> None:
    attendee = AttendeeFactory()

    facts = race([lambda: check_in(attendee, Noted(nonce=uuid.uuid4())).pk for _phone in range(PHONES)])

    assert len(set(facts)) == 1
    assert CheckIn.objects.count() == 1


def test_one_fact_received_several_times_at_once_is_one() -> None:
    attendee, noted = AttendeeFactory(), Noted(nonce=uuid.uuid4())

    race([lambda: check_in(attendee, noted) for _time in range(PHONES)])

    assert CheckIn.objects.count() == 1


def test_a_fact_undone_by_several_phones_is_undone_once() -> None:
    fact = check_in(AttendeeFactory(), Noted())

    undone = race([lambda: undo(fact, Noted(nonce=uuid.uuid4())).pk for _phone in range(PHONES)])

    assert len(set(undone)) == 1
    assert CheckIn.objects.count() == 2


def test_a_walk_in_sent_several_times_at_once_is_one_person() -> None:
    stop, noted = StopFactory(published=True), Noted(nonce=uuid.uuid4())

    outcomes = race([lambda: walk_in(stop, PersonRequest("Zoé Petit"), noted).pk for _time in range(PHONES)])

    assert len(set(outcomes)) == 1
    assert Registration.objects.count() == 1


def test_two_phones_that_add_people_with_one_address_add_both() -> None:
    stop = StopFactory(published=True)
    wanted = PersonRequest("Zoé Petit", "zoe@example.org")

    outcomes = race([lambda: walk_in(stop, wanted, Noted(nonce=uuid.uuid4())).pk for _phone in range(2)])

    assert len(set(outcomes)) == 2
    assert CheckIn.objects.count() == 2


def test_two_pages_that_add_one_name_at_once_add_one_and_ask_once() -> None:
    stop = StopFactory(published=True)

    outcomes = race([lambda: note_newcomer(stop, PersonRequest("Zoé Petit"), Noted(nonce=uuid.uuid4()))] * 2)

    assert {type(one) for one in outcomes} == {CheckIn, SameName}
    assert CheckIn.objects.count() == 1


def test_one_form_sent_several_times_at_once_is_one_person_and_asks_nothing() -> None:
    stop, noted = StopFactory(published=True), Noted(nonce=uuid.uuid4())

    outcomes = race([lambda: note_newcomer(stop, PersonRequest("Zoé Petit"), noted).pk] * PHONES)

    assert len(set(outcomes)) == 1
    assert CheckIn.objects.count() == 1
