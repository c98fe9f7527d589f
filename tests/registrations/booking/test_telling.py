"""Before a stop changes, its organiser reads how many registered people are told; so many messages are then sent."""

import datetime
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from django.urls import reverse
from django.utils import translation

from events.models import Session, Stop
from events.planning.operations import (
    cancel_session,
    cancel_stop,
    edit_session,
    move_stop,
    postpone_stop,
    reinstate_session,
    reinstate_stop,
    reschedule_stop,
)
from events.planning.telling.rehearsing import Rehearsal, rehearse
from events.planning.telling.told import By, Kind
from registrations.booking.operations import cancel_registration
from registrations.models import CalendarInvitation
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import controls, look, member
from tests.registrations.booking.party import registered
from tests.tournee.factories import UserFactory
from tournee.mail.models import OutboxMessage, OutboxPart

pytestmark = pytest.mark.django_db
Take = Callable[[Any], object]
REASON = {"reason_fr": "Salle fermée.", "actor": None}
CHANGES: list[tuple[Kind, Take]] = [
    (Kind.MOVED, lambda stop: move_stop(stop, {"starts_on": datetime.date(2031, 6, 20)}, **REASON)),
    (Kind.MOVED, lambda stop: move_stop(stop, {"venue": "Mairie"}, **REASON)),
    (Kind.POSTPONED, lambda stop: postpone_stop(stop, **REASON)),
    (Kind.CANCELLED, lambda stop: cancel_stop(stop, **REASON)),
]


@pytest.fixture
def stop() -> Stop:
    made: Stop = StopFactory(published=True)
    return made


@pytest.fixture
def session(stop: Stop) -> Session:
    made: Session = SessionFactory(stop=stop, capacity=3)
    return made


def rehearsed(thing: Any, kind: Kind, take: Take) -> Rehearsal:
    return rehearse(thing, kind, take, actor=UserFactory())


def sent_by(take: Take, thing: Any) -> int:
    """How many messages the change itself writes."""
    before = OutboxMessage.objects.count()
    take(thing)
    return OutboxMessage.objects.count() - before


def announced(rehearsal: Rehearsal) -> int:
    return sum(told.count or 0 for told in rehearsal.told if told.by == By.MAIL)


@pytest.mark.parametrize(("kind", "take"), CHANGES)
@pytest.mark.parametrize("parties", [0, 1, 4])
def test_as_many_messages_are_announced_as_are_then_sent(
    stop: Stop, session: Session, kind: Kind, take: Take, parties: int
) -> None:
    for number in range(parties):  # of three seats: the last ones wait
        registered(session, people=2 if number == 0 else 1, email=f"party{number}@example.org")
    registered(session, email="gone@example.org") if parties else None
    if parties:
        cancel_registration(stop.registrations.get(contact__email="gone@example.org"), actor=None)

    rehearsal = rehearsed(stop, kind, take)

    assert rehearsal.messages == announced(rehearsal) == sent_by(take, stop) == parties


@pytest.mark.parametrize(
    ("kind", "take"),
    [
        (Kind.SESSION_CANCELLED, lambda session: cancel_session(session, actor=None)),
        (
            Kind.SESSION_CHANGED,
            lambda session: edit_session(session, {"room": "Salle B"}, expected_version=None, actor=None),
        ),
    ],
)
def test_of_a_session_only_those_who_come_there_are_told(stop: Stop, session: Session, kind: Kind, take: Take) -> None:
    registered(session, email="there@example.org")
    registered(SessionFactory(stop=stop), email="elsewhere@example.org")

    rehearsal = rehearsed(session, kind, take)

    assert rehearsal.messages == announced(rehearsal) == sent_by(take, session) == 1


def test_taking_it_back_tells_them_again(stop: Stop, session: Session) -> None:
    registered(session)
    cancel_session(session, actor=None)
    back: Take = lambda thing: reinstate_session(thing, actor=None)  # noqa: E731 (one line, used twice)
    assert announced(rehearsed(session, Kind.SESSION_REINSTATED, back)) == sent_by(back, session) == 1
    cancel_stop(stop, **REASON)

    def again(thing: Any) -> object:
        return reinstate_stop(thing, actor=None)

    assert announced(rehearsed(stop, Kind.REINSTATED, again)) == sent_by(again, stop) == 1


def test_people_firms_waiting_and_those_without_an_address_are_counted(stop: Stop, session: Session) -> None:
    registered(session, people=3, email="ana@example.org")
    registered(session, email="bo@example.org")  # waits

    with translation.override("en"):
        (told,) = (told for told in rehearsed(stop, *CHANGES[3]).told if told.by == By.MAIL)

    said = " ".join(told.said)
    assert told.who == "4 people registered, of 2 firms"
    assert "2 messages, each" in said
    assert "2 of them have no e-mail address" in said
    assert "1 of them is on a waiting list." in said


def test_somebody_without_an_address_is_to_be_called(stop: Stop, session: Session) -> None:
    registration = registered(session)
    registration.contact.email, registration.contact.phone = "", "+33 3 22 00 00 00"
    registration.contact.save()

    rehearsal = rehearsed(stop, *CHANGES[3])

    (told,) = (told for told in rehearsal.told if told.by == By.CALL)
    assert told.who == "Ana Exemple (Atelier fictif)"
    assert "+33 3 22 00 00 00" in told.said[0]
    assert rehearsal.messages == 0


def test_the_message_that_is_shown_is_the_one_that_leaves_but_for_its_link(stop: Stop, session: Session) -> None:
    registered(session)

    (told,) = (told for told in rehearsed(stop, *CHANGES[3]).told if told.by == By.MAIL)
    cancel_stop(stop, **REASON)

    message = OutboxMessage.objects.latest("pk")
    assert told.letter is not None
    assert told.letter.subject == message.subject
    assert all(line in message.text for line in told.letter.beginning)
    assert any("Salle fermée." in line for line in told.letter.beginning)


def test_invitations_follow_each_change_with_a_higher_sequence(stop: Stop, session: Session) -> None:
    registered(session)

    def last() -> tuple[str, int]:
        part = OutboxPart.objects.filter(content_type__startswith="text/calendar").latest("pk")
        calendar = icalendar.Calendar.from_ical(bytes(part.content))
        (event,) = calendar.walk("VEVENT")
        return str(calendar["METHOD"]), event["SEQUENCE"]

    seen = [last()]
    for take in (
        lambda: move_stop(stop, {"starts_on": datetime.date(2031, 6, 20)}, **REASON),
        lambda: postpone_stop(stop, **REASON),
        lambda: reschedule_stop(stop, starts_on=datetime.date(2031, 9, 18), actor=None),
        lambda: cancel_stop(stop, **REASON),
    ):
        take()
        seen.append(last())

    assert seen == [("REQUEST", 0), ("REQUEST", 1), ("REQUEST", 2), ("REQUEST", 3), ("CANCEL", 4)]


def test_a_rehearsal_leaves_calendar_entries_as_they_were(stop: Stop, session: Session) -> None:
    registered(session)
    before = CalendarInvitation.objects.values().get()

    rehearsed(stop, *CHANGES[0])

    assert CalendarInvitation.objects.values().get() == before


def test_somebody_who_registers_meanwhile_is_told_like_the_others(client: Any, stop: Stop, session: Session) -> None:
    registered(session)
    member(client, stop.tour)
    url = reverse("planning_stop_cancel", args=[stop.tour.slug, stop.slug])
    shown = look(client, url, reason_fr="Salle fermée.")
    registered(session, email="late@example.org")

    done = client.post(url, controls(shown))

    assert done.status_code == 302
    assert OutboxMessage.objects.filter(to_address="late@example.org").count() == 2


def test_whoever_registers_after_a_move_does_not_read_why_it_moved(stop: Stop, session: Session) -> None:
    move_stop(stop, {"starts_on": datetime.date(2031, 6, 20)}, **REASON)

    registered(session)

    assert "Salle fermée." not in OutboxMessage.objects.latest("pk").text
