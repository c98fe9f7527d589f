"""A registration moves to another stop of the tour: seats, people, calendar, and what refuses it."""

from __future__ import annotations

from typing import Any

import pytest

from events.models import Session
from registrations.booking.errors import BookingError
from registrations.booking.operations.moving import move_registration
from registrations.booking.untold import untold
from registrations.models import CalendarInvitation, Registration, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.booking.party import registered
from tests.registrations.factories import CheckInFactory
from tournee.history.models import HistoryEntry
from tournee.mail.models import OutboxMessage, OutboxPart

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Any:
    return SessionFactory(stop=StopFactory(published=True), capacity=2)


@pytest.fixture
def there(here: Any) -> Any:
    return SessionFactory(stop=StopFactory(published=True, tour=here.stop.tour), capacity=2)


def taken(session: Any) -> int:
    return Session.objects.get(pk=session.pk).seats_taken


def test_seats_are_taken_there_and_given_back_here(here: Any, there: Any) -> None:
    registration = registered(here, people=2)
    codes = list(registration.attendees.values_list("code", flat=True))

    move_registration(registration, there.stop, [there.pk], actor=None)

    registration = Registration.objects.get()
    assert registration.stop == there.stop
    assert (taken(here), taken(there)) == (0, 2)
    assert set(registration.attendees.values_list("stop", "code")) == {(there.stop.pk, code) for code in codes}
    assert HistoryEntry.objects.filter(action="registration.move").count() == 1


def test_whoever_waited_here_gets_the_seats(here: Any, there: Any) -> None:
    registration = registered(here, people=2)
    registered(here, email="bo@example.org")

    move_registration(registration, there.stop, [there.pk], actor=None)

    assert taken(here) == 1
    assert not Seat.objects.filter(state="waitlisted").exists()


def test_where_it_is_full_they_wait(here: Any, there: Any) -> None:
    registered(there, people=2, email="full@example.org")
    registration = registered(here)

    move_registration(registration, there.stop, [there.pk], actor=None)

    live = Seat.objects.filter(attendee__registration=registration, state__in=Seat.LIVE)
    assert list(live.values_list("state", "session")) == [("waitlisted", there.pk)]
    assert taken(there) == 2


def test_the_calendar_entry_stays_the_same_one_and_moves(here: Any, there: Any) -> None:
    registration = registered(here)
    before = CalendarInvitation.objects.get()

    move_registration(registration, there.stop, [there.pk], actor=None)

    after = CalendarInvitation.objects.get()
    assert (after.public_id, after.sequence, after.cancelled) == (before.public_id, before.sequence + 1, False)
    assert "REQUEST" in OutboxPart.objects.filter(content_type__contains="calendar").latest("pk").content_type


def test_without_telling_nothing_is_written_but_to_whoever_gets_the_seat(here: Any, there: Any) -> None:
    registration = registered(here, people=2)
    registered(here, email="bo@example.org")
    OutboxMessage.objects.all().delete()

    with untold(registration):
        move_registration(registration, there.stop, [there.pk], actor=None)

    assert {message.to_address for message in OutboxMessage.objects.all()} == {"bo@example.org"}


def test_somebody_registered_there_already_is_named(here: Any, there: Any) -> None:
    registration = registered(here)
    registered(there)

    with pytest.raises(BookingError, match="Ana Exemple"):
        move_registration(registration, there.stop, [there.pk], actor=None)

    assert (taken(here), taken(there)) == (1, 1)


@pytest.mark.parametrize("case", ["same", "other tour", "other session", "cancelled", "checked in"])
def test_what_cannot_move_stays(here: Any, there: Any, case: str) -> None:
    registration = registered(here)
    stop, session = there.stop, there
    if case == "same":
        stop, session = here.stop, here
    elif case == "other tour":
        session = SessionFactory(stop=StopFactory(published=True))
        stop = session.stop
    elif case == "other session":
        session = here
    elif case == "cancelled":
        Registration.objects.update(state="cancelled")
    else:
        CheckInFactory(attendee=registration.attendees.get())

    with pytest.raises(BookingError):
        move_registration(registration, stop, [session.pk], actor=None)

    assert Registration.objects.get().stop_id == here.stop.pk
    assert taken(here) == 1
