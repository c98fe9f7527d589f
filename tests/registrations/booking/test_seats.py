"""Seats: taken together, waited for in order, given back once."""

import pytest

from events.models import Session
from registrations.booking.errors import BookingError
from registrations.booking.operations import (
    cancel_attendee,
    cancel_registration,
    change_sessions,
    leave_waiting_list,
    promote,
    register,
    replace_attendee,
)
from registrations.booking.request import FirmRequest, PersonRequest, RegistrationRequest
from registrations.models import Registration, Seat, WaitingEntry
from tests.events.factories import SessionFactory

pytestmark = pytest.mark.django_db


def a_firm(*sessions: Session, people: int = 1, **more) -> RegistrationRequest:
    chosen = frozenset(session.pk for session in sessions)
    return RegistrationRequest(
        Registration.Party.FIRM,
        "Ana Exemple",
        "",
        [PersonRequest(f"Personne {number}", sessions=chosen) for number in range(people)],
        firm=FirmRequest("Atelier fictif"),
        **more,
    )


def taken(session: Session) -> int:
    return Session.objects.get(pk=session.pk).seats_taken


def states(registration: Registration) -> list[str]:
    return sorted(Seat.objects.filter(attendee__registration=registration).values_list("state", flat=True))


def test_a_free_seat_is_confirmed(stop):
    session = SessionFactory(stop=stop, capacity=2)

    registration = register(stop, a_firm(session, people=2))

    assert states(registration) == ["confirmed", "confirmed"]
    assert taken(session) == 2


def test_colleagues_wait_together_where_there_is_one_seat_for_two(stop):
    session = SessionFactory(stop=stop, capacity=1)

    registration = register(stop, a_firm(session, people=2))

    assert states(registration) == ["waitlisted", "waitlisted"]
    assert taken(session) == 0


def test_one_session_may_be_confirmed_while_another_is_waited_for(stop):
    small, large = SessionFactory(stop=stop, capacity=1), SessionFactory(stop=stop, capacity=9)
    register(stop, a_firm(small))

    registration = register(stop, a_firm(small, large))

    assert states(registration) == ["confirmed", "waitlisted"]
    assert (taken(small), taken(large)) == (1, 1)


def test_all_or_none_takes_nothing_while_one_session_is_full(stop):
    small, large = SessionFactory(stop=stop, capacity=1), SessionFactory(stop=stop, capacity=9)
    register(stop, a_firm(small))

    registration = register(stop, a_firm(small, large, all_or_none=True))

    assert states(registration) == ["waitlisted", "waitlisted"]
    assert taken(large) == 0


def test_nobody_passes_a_group_that_waits(stop):
    session = SessionFactory(stop=stop, capacity=2)
    register(stop, a_firm(session))
    register(stop, a_firm(session, people=2))

    assert states(register(stop, a_firm(session))) == ["waitlisted"]


def test_a_freed_seat_goes_to_whoever_came_first(stop):
    session = SessionFactory(stop=stop, capacity=1)
    holder = register(stop, a_firm(session))
    first, second = register(stop, a_firm(session)), register(stop, a_firm(session))

    cancel_registration(holder)

    assert (states(first), states(second)) == (["confirmed"], ["waitlisted"])
    assert first.waiting_entries.get().state == WaitingEntry.State.PROMOTED
    assert taken(session) == 1


def test_a_promoted_party_that_cancels_returns_its_seat_once(stop):
    session = SessionFactory(stop=stop, capacity=1)
    holder = register(stop, a_firm(session))
    promoted = register(stop, a_firm(session))
    cancel_registration(holder)

    cancel_registration(promoted)
    cancel_registration(promoted)

    assert taken(session) == 0


def test_a_group_too_large_for_what_is_free_holds_its_place(stop):
    session = SessionFactory(stop=stop, capacity=3)
    holders = [register(stop, a_firm(session)) for _ in range(3)]
    group, single = register(stop, a_firm(session, people=2)), register(stop, a_firm(session))

    cancel_registration(holders[0])
    assert states(single) == ["waitlisted"]
    cancel_registration(holders[1])

    assert states(group) == ["confirmed", "confirmed"]
    assert states(single) == ["waitlisted"]


def test_a_raised_capacity_promotes(stop):
    session = SessionFactory(stop=stop, capacity=1)
    register(stop, a_firm(session))
    waiting = register(stop, a_firm(session))
    Session.objects.filter(pk=session.pk).update(capacity=2)

    promote(stop)

    assert states(waiting) == ["confirmed"]


def test_leaving_the_list_lets_those_behind_through(stop):
    session = SessionFactory(stop=stop, capacity=2)
    register(stop, a_firm(session))
    group = register(stop, a_firm(session, people=2))
    single = register(stop, a_firm(session))

    leave_waiting_list(group)

    assert states(single) == ["confirmed"]


def test_one_of_two_may_stay_away(stop):
    session = SessionFactory(stop=stop, capacity=2)
    registration = register(stop, a_firm(session, people=2))

    cancel_attendee(registration.attendees.first())

    assert states(registration) == ["cancelled", "confirmed"]
    assert registration.state == Registration.State.LIVE
    assert taken(session) == 1


def test_the_last_one_takes_the_registration_with_them(stop):
    session = SessionFactory(stop=stop, capacity=2)
    registration = register(stop, a_firm(session))

    cancel_attendee(registration.attendees.get())

    assert Registration.objects.get().state == Registration.State.CANCELLED


def test_another_session_is_taken_before_the_former_is_freed(stop):
    full, free = SessionFactory(stop=stop, capacity=1), SessionFactory(stop=stop, capacity=1)
    registration = register(stop, a_firm(full))

    change_sessions(registration.attendees.get(), {free.pk})

    assert (taken(full), taken(free)) == (0, 1)


def test_somebody_else_comes_with_the_same_seats(stop):
    session = SessionFactory(stop=stop, capacity=1)
    registration = register(stop, a_firm(session))

    newcomer = replace_attendee(registration.attendees.get(), PersonRequest("Bo Exemple", "bo@example.org"))

    assert newcomer.seats.get().state == Seat.State.CONFIRMED
    assert taken(session) == 1


def test_the_form_sent_twice_is_one_registration(stop):
    session = SessionFactory(stop=stop, capacity=5)
    request = a_firm(session)

    assert register(stop, request) == register(stop, request)
    assert taken(session) == 1


def test_nobody_is_registered_twice_at_a_stop(stop):
    session = SessionFactory(stop=stop, capacity=5)
    person = PersonRequest("Ana", "ana@example.org", sessions=frozenset({session.pk}))
    request = RegistrationRequest(Registration.Party.PERSON, "Ana", "ana@example.org", [person])
    register(stop, request)
    again = RegistrationRequest(
        Registration.Party.PERSON,
        "Ana",
        "ANA@example.org",
        [PersonRequest("Ana", "ANA@Example.org", sessions=frozenset({session.pk}))],
    )

    with pytest.raises(BookingError) as refused:
        register(stop, again)

    assert (refused.value.code, refused.value.attendee) == ("registered_already", 0)
    assert taken(session) == 1
