"""What arrives, in a real conversation with a mail server: the parts in their order, and who invites."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
import segno
import vobject
from django.utils import translation
from pytest_django import Settings

from events.models import Session
from events.planning.operations import edit_session, postpone_stop
from registrations.booking import links
from registrations.booking.operations import cancel_attendee, cancel_registration
from registrations.booking.operations.open_stop import MAX_ATTENDEES
from registrations.models import Registration
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.booking.party import registered
from tests.tournee.mail.mail_server import MailServer
from tournee.mail.sending import send_due

pytestmark = pytest.mark.django_db
UNSEEN: dict[str, Any] = {"expected_version": None, "actor": None}


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A running SMTP server, which the settings name."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "tournee.mail.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = server.port, 5
    yield server
    server.stop()


@pytest.fixture
def session() -> Any:
    stop = StopFactory(published=True, tour__contact_email="equipe@example.org", tour__contact_name="L’équipe")
    return SessionFactory(stop=stop, capacity=10)


def tree(part: Any) -> Any:
    """The types of a message, as they hold one another."""
    kind = part.get_content_type()
    return (kind, [tree(one) for one in part.iter_parts()]) if part.is_multipart() else kind


def last(server: MailServer) -> EmailMessage:
    send_due()
    return server.accepted[-1]


def entry_in(message: EmailMessage) -> Any:
    (part,) = [one for one in message.walk() if one.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    calendar = vobject.readOne(content.decode())
    assert part.get_param("method") == calendar.method.value
    return calendar


def sender_of(message: EmailMessage) -> str:
    return f"mailto:{message['From'].addresses[0].addr_spec}"


def test_the_parts_of_a_confirmation_and_who_invites(session: Any, mail_server: MailServer) -> None:
    registered(session, language="en")

    letter = last(mail_server)
    calendar = entry_in(letter)
    alternatives = ["text/plain", "text/html", "text/calendar"]
    assert tree(letter) == ("multipart/mixed", [("multipart/alternative", alternatives), "image/png"])
    assert calendar.method.value == "REQUEST"
    event = calendar.vevent
    assert event.organizer.value == sender_of(letter)
    assert event.organizer.params["CN"] == ["L’équipe"]
    assert event.attendee.value == "mailto:ana@example.org"
    assert event.attendee.params["RSVP"] == ["FALSE"]
    assert "Declining here does not cancel." in event.description.value


def test_the_code_is_shown_within_the_message_and_leads_to_the_ticket(session: Any, mail_server: MailServer) -> None:
    registration: Registration = registered(session, language="en")
    attendee = registration.attendees.get()

    letter = last(mail_server)
    (picture,) = [one for one in letter.walk() if one.get_content_type() == "image/png"]
    html = letter.get_body(("html",))
    assert html is not None
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in html.get_content()
    assert f"QR code of your ticket {attendee.code}" in html.get_content()
    assert picture.get_content_disposition() == "inline"
    drawn = io.BytesIO()
    with translation.override("en"):
        segno.make(links.my_ticket(attendee), micro=False, error="m").save(drawn, kind="png", scale=5, border=4)
    assert picture.get_payload(decode=True) == drawn.getvalue()


def test_whoever_registers_several_prints_the_code_of_each_from_one_message(
    session: Any, mail_server: MailServer
) -> None:
    registration = registered(session, people=3, language="en")
    gone = registration.attendees.latest("pk")
    send_due()
    cancel_attendee(gone)
    send_due()

    for number, coming in ((0, 3), (-1, 2)):
        letter = mail_server.accepted[number]
        html = letter.get_body(("html",))
        assert html is not None
        shown, pictures = html.get_content(), [one for one in letter.walk() if one.get_content_type() == "image/png"]
        people = list(registration.attendees.select_related("person").order_by("pk"))[:coming]
        assert [one.get_filename() for one in pictures] == [f"{one.code}.png" for one in people]
        for picture, one in zip(pictures, people, strict=True):
            assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in shown
            assert f'alt="QR code of the ticket {one.code}: {one.person.name}"' in shown
            assert shown.count(f"cid:{one.code}") == 1
        with translation.override("en"):
            assert all(links.my_ticket(one) in shown for one in people)


def test_a_message_to_as_many_as_one_registration_holds_is_small(session: Any, mail_server: MailServer) -> None:
    Session.objects.update(capacity=MAX_ATTENDEES)
    registered(session, people=MAX_ATTENDEES, language="en")

    letter = last(mail_server).as_bytes()
    assert len(letter) < 100_000


def test_whoever_registers_others_and_does_not_come_has_their_codes(session: Any, mail_server: MailServer) -> None:
    registered(session, language="en", contact_comes=None)
    letter = last(mail_server)
    html = letter.get_body(("html",))

    assert html is not None
    assert len([one for one in letter.walk() if one.get_content_type() == "image/png"]) == 1
    assert "Ana Exemple" in html.get_content()


@pytest.mark.parametrize(
    ("change", "method", "status"),
    [
        (lambda session, _one: edit_session(session, {"room": "12"}, **UNSEEN), "REQUEST", "CONFIRMED"),
        (lambda session, _one: postpone_stop(session.stop, reason_fr="Grève", actor=None), "REQUEST", "TENTATIVE"),
        (lambda _session, one: cancel_registration(one), "CANCEL", "CANCELLED"),
    ],
)  # fmt: skip
def test_a_change_updates_the_same_entry(
    session: Any, mail_server: MailServer, change: Any, method: str, status: str
) -> None:
    registration = registered(session)
    before = entry_in(last(mail_server)).vevent

    change(session, registration)

    letter = last(mail_server)
    calendar = entry_in(letter)
    after = calendar.vevent
    assert (calendar.method.value, after.status.value) == (method, status)
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) == int(before.sequence.value) + 1
    assert after.organizer.value == before.organizer.value == sender_of(letter)
