"""Two who write the same new addresses at one moment: one of them is told so, and nobody meets an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import OperationalError

from events.models import Session, Stop
from registrations.booking import seats
from registrations.booking.errors import BookingError
from registrations.booking.operations import add_attendee, register, replace_attendee
from registrations.booking.operations.deadlocks import tried_again
from registrations.booking.operations.open_stop import MAX_ATTENDEES
from registrations.booking.request import PersonRequest, RegistrationRequest
from registrations.models import Attendee, Registration
from tests.events.factories import SessionFactory, StopFactory
from tests.racing import in_the_way, race
from tests.registrations.booking.test_seats import a_firm
from tests.registrations.factories import AttendeeFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races, pytest.mark.xdist_group("races")]


@pytest.fixture
def stop() -> Stop:
    stop = StopFactory(published=True)
    SessionFactory.create_batch(2, stop=stop, capacity=100)
    return stop


def a_party(session: Session, *addresses: str) -> RegistrationRequest:
    people = [PersonRequest(address, address, sessions=frozenset({session.pk})) for address in addresses]
    return replace(a_firm(session), attendees=people)


def test_somebody_registers_with_the_address_that_a_replacement_is_given(stop: Stop) -> None:
    """Who replaces holds the sessions before they write the address: so does who registers."""
    session = stop.sessions.order_by("pk")[0]
    theirs = RegistrationFactory(stop=stop)

    def registers() -> None:
        with pytest.raises(BookingError) as refused:
            register(stop, a_party(session, "new@example.org"))
        assert refused.value.code == "registered_already"

    in_the_way(
        lambda: seats.locked_at(stop.pk),
        registers,
        then=lambda: AttendeeFactory(registration=theirs, person__email="new@example.org"),
    )

    assert Attendee.objects.filter(email_key="new@example.org").count() == 1


def test_two_parties_name_the_same_addresses_in_opposite_order(stop: Stop) -> None:
    """They want different sessions, so that only the addresses make them meet."""
    session = stop.sessions.order_by("pk")[0]
    theirs = RegistrationFactory(stop=stop)

    def named(address: str) -> Callable[[], object]:
        return lambda: AttendeeFactory(registration=theirs, person__email=address)

    def registers() -> None:
        with pytest.raises(BookingError) as refused:
            register(stop, a_party(session, "two@example.org", "one@example.org"))
        assert refused.value.code == "registered_already"

    in_the_way(named("one@example.org"), registers, then=named("two@example.org"))

    assert Attendee.objects.count() == 2


def test_the_same_addresses_in_every_order_and_a_replacement_all_at_once(stop: Stop) -> None:
    first, second = stop.sessions.order_by("pk")
    replaced = [register(stop, a_firm(first)).attendees.get() for _ in range(2)]
    addresses = [f"p{number}@example.org" for number in range(10)]

    results = race(
        [
            lambda: register(stop, a_party(first, *addresses)),
            lambda: register(stop, a_party(second, *reversed(addresses))),
            lambda: register(stop, a_party(second, *addresses[5:], *addresses[:5])),
            lambda: replace_attendee(replaced[0], PersonRequest("Bo", addresses[3])),
            lambda: replace_attendee(replaced[1], PersonRequest("Cy", addresses[7])),
        ]
    )

    assert not [one for one in results if isinstance(one, Exception) and not isinstance(one, BookingError)]
    live = list(Attendee.objects.filter(cancelled_at=None).exclude(email_key="").values_list("email_key", flat=True))
    assert len(live) == len(set(live))
    assert live


def test_two_people_added_at_once_do_not_pass_the_limit(stop: Stop) -> None:
    first, second = stop.sessions.order_by("pk")
    registration = register(stop, a_firm(first, people=MAX_ATTENDEES - 1))
    again = [Registration.objects.select_related("stop__tour", "contact", "company").get() for _ in range(4)]

    def adding(which: Registration, session: Session, name: str) -> Callable[[], object]:
        return lambda: add_attendee(which, PersonRequest(name, sessions=frozenset({session.pk})))

    results = race([adding(one, (first, second)[at % 2], f"P{at}") for at, one in enumerate(again)])

    refused = [one for one in results if isinstance(one, BookingError)]
    assert [one.code for one in refused] == ["too_many"] * 3
    assert registration.attendees.count() == MAX_ATTENDEES


def test_only_a_deadlock_is_tried_again_and_only_once() -> None:
    class Cause(Exception):
        sqlstate = "40P01"

    tries: list[str] = []

    @tried_again
    def loses(cause: Exception) -> None:
        tries.append("once")
        raise OperationalError from cause

    for cause in (Cause(), ValueError()):
        with pytest.raises(OperationalError):
            loses(cause)

    assert len(tries) == 3
