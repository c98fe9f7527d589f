"""A registration stands before its party is told: whatever happens in between, each is told once, and rightly."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from events.models import Session, Stop
from registrations.booking import notices
from registrations.booking.operations import add_attendee, cancel_registration, register
from registrations.booking.request import PersonRequest
from registrations.booking.untold import untold
from registrations.booking.upkeep import tell_late
from registrations.models import CalendarInvitation, NoticeDue, Registration
from tests.events.factories import SessionFactory, StopFactory
from tests.racing import race
from tests.registrations.booking.test_notices import a_firm, calendars, messages_to
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
CONFIRMED, CANCELLED = "You are registered: Albert", "Registration cancelled: Albert"


@pytest.fixture
def session() -> Session:
    return SessionFactory(stop=StopFactory(published=True, place="Albert"), capacity=10)


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Registers a party in a process that ends before it tells them; what it would have told with."""

    def registers(session: Session, *emails: str) -> list[Any]:
        at_hand: list[Any] = []

        def ends(*args: Any) -> None:
            at_hand.extend(args)
            raise SystemExit

        with monkeypatch.context() as process:
            process.setattr(notices, "registered", ends)
            with pytest.raises(SystemExit):
                register(Stop.objects.get(pk=session.stop_id), a_firm(session, *emails, language="en"))
        return at_hand

    return registers


def a_minute_passes() -> None:
    NoticeDue.objects.update(since=timezone.now() - datetime.timedelta(minutes=1))


def subjects(address: str) -> list[str]:
    return [message.subject for message in messages_to(address)]


def test_what_a_killed_process_left_is_told_by_the_tick_once(session: Session, killed: Callable[..., object]) -> None:
    killed(session, "ana@example.org", "bo@example.org")
    assert tell_late() is None  # whoever registered them may be about to
    assert not OutboxMessage.objects.exists()

    a_minute_passes()
    assert tell_late()
    assert tell_late() is None

    assert subjects("ana@example.org") == subjects("bo@example.org") == [CONFIRMED]
    assert CalendarInvitation.objects.count() == 2
    assert not NoticeDue.objects.exists()


def test_nothing_is_due_once_a_party_was_told(session: Session) -> None:
    register(session.stop, a_firm(session, "ana@example.org", language="en"))

    assert subjects("ana@example.org") == [CONFIRMED]
    assert not NoticeDue.objects.exists()


def test_a_message_that_cannot_be_written_undoes_no_registration(
    session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("No letter can be written today")

    with monkeypatch.context() as today:
        today.setattr(notices, "queue_message", fails)
        registration = register(session.stop, a_firm(session, "ana@example.org", language="en"))
        a_minute_passes()
        with pytest.raises(RuntimeError):
            tell_late()

    assert f"The party of {registration} is told later" in caplog.text
    assert tell_late()
    assert subjects("ana@example.org") == [CONFIRMED]


def test_who_cancels_before_they_were_told_reads_that_alone(session: Session, killed: Callable[..., Any]) -> None:
    registration, standing = killed(session, "ana@example.org", "bo@example.org")

    cancel_registration(registration)
    notices.registered(registration, standing)
    a_minute_passes()

    assert tell_late() is None
    assert subjects("ana@example.org") == [CANCELLED]
    assert not calendars(messages_to("ana@example.org")[0])  # nothing was in it
    assert subjects("bo@example.org") == []  # never heard of it


def test_who_changes_before_they_were_told_reads_what_stands(session: Session, killed: Callable[..., Any]) -> None:
    registration, standing = killed(session, "ana@example.org", "bo@example.org")

    add_attendee(registration, PersonRequest("Cy", "cy@example.org", sessions=frozenset({session.pk})))
    notices.registered(registration, standing)

    for address in ("ana@example.org", "bo@example.org", "cy@example.org"):
        assert subjects(address) == [CONFIRMED]
    assert "Cy" in messages_to("ana@example.org")[0].text
    assert not NoticeDue.objects.exists()


def test_what_the_team_ended_without_a_word_is_not_confirmed(session: Session, killed: Callable[..., Any]) -> None:
    registration, _standing = killed(session, "ana@example.org")
    with untold(registration):
        cancel_registration(registration)
    a_minute_passes()

    tell_late()

    assert not OutboxMessage.objects.exists()
    assert not NoticeDue.objects.exists()


def test_a_registration_made_without_a_word_owes_none(session: Session) -> None:
    with untold(None):
        register(session.stop, a_firm(session, "ana@example.org"))

    assert not NoticeDue.objects.exists()
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.races
@pytest.mark.xdist_group("races")
def test_who_registered_them_the_tick_and_a_cancellation_at_once(session: Session, killed: Callable[..., Any]) -> None:
    """Some hear that they come and then that they do not, some only the end of it; nobody anything else."""
    parties = [killed(session, f"ana{number}@example.org", f"bo{number}@example.org") for number in range(3)]
    a_minute_passes()
    again = {one.pk: one for one in Registration.objects.select_related("stop__tour", "contact", "company")}

    def cancels(registration: Registration) -> Callable[[], object]:
        return lambda: cancel_registration(again[registration.pk])

    def tells(registration: Registration, standing: Any) -> Callable[[], object]:
        return lambda: notices.registered(registration, standing)

    attempts = [attempt for party in parties for attempt in (tells(*party), cancels(party[0]))]
    outcomes = race([tell_late, *attempts, tell_late])

    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert not NoticeDue.objects.exists()
    for number in range(3):
        told = subjects(f"ana{number}@example.org")
        assert told in ([CONFIRMED, CANCELLED], [CANCELLED])
        theirs = messages_to(f"bo{number}@example.org")
        methods = [part.content_type.split("method=")[1][:7].strip(";") for one in theirs for part in calendars(one)]
        assert methods == (["REQUEST", "CANCEL"] if len(told) == 2 else [])
        assert [one.subject for one in theirs] == (told if len(told) == 2 else [])
