"""Sending, in real conversations with a server."""

import datetime

import pytest
from django.core.mail import get_connection
from pytest_django import Settings
from time_machine import travel

from tests.served import free_port
from tests.tournee.mail.conftest import Write
from tests.tournee.mail.mail_server import OK, MailServer
from tournee.mail.models import BouncedAddress, OutboxMessage, State
from tournee.mail.operations import Part, Recipient, cancel_queued
from tournee.mail.sending import _claim_batch, _send_each, recover_uncertain, send_batch, send_due

AT_ONCE = datetime.timedelta(0)


def states() -> list[str]:
    """The states of all messages, in the order of writing."""
    return list(OutboxMessage.objects.order_by("pk").values_list("state", flat=True))


def test_an_accepted_message_arrives_as_written(write: Write, mail_server: MailServer) -> None:
    message = write(
        Recipient("camille@example.org", "Camille Vérité, « l’Œuvre »"),
        sender_name="Pôle d’Albert",
        reply_to="accueil@pole.example.org",
        context={"place": "Saint-Dié", "details": "é" * 1500},
    )
    send_due()
    message.refresh_from_db()
    [received] = mail_server.accepted
    assert message.state == State.ACCEPTED
    assert received["Message-ID"] == message.message_id
    assert received["Reply-To"] == "accueil@pole.example.org"
    assert received["From"] == "Pôle d’Albert <tournee@localhost>"
    assert received["To"].addresses[0].display_name == "Camille Vérité, « l’Œuvre »"
    assert received["Subject"] == message.subject
    assert received["Auto-Submitted"] == "auto-generated"
    text = received.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == message.text
    assert received.get_body(("html",)) is not None


def test_what_comes_back_goes_to_the_return_path(write: Write, mail_server: MailServer, settings: Settings) -> None:
    settings.MAIL_RETURN_PATH = "bounces@tour.example.org"
    write()
    send_due()
    assert mail_server.senders == ["bounces@tour.example.org"]
    assert mail_server.accepted[0]["From"].addresses[0].addr_spec == "tournee@localhost"


def test_an_invitation_travels_beside_the_text(write: Write, mail_server: MailServer) -> None:
    invitation = "BEGIN:VCALENDAR\r\nSUMMARY:Étape\r\nEND:VCALENDAR\r\n".encode()
    write(
        attachments=[
            Part("text/calendar; method=REQUEST", invitation, alternative=True),
            Part("application/ics", invitation, filename="étape.ics"),
        ]
    )
    send_due()
    parts = {part.get_content_type(): part for part in mail_server.accepted[0].walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert "Étape" in parts["text/calendar"].get_content()
    assert parts["application/ics"].get_filename() == "étape.ics"
    assert parts["application/ics"].get_payload(decode=True) == invitation


def test_a_hundred_messages_take_one_connection_a_batch(write: Write, mail_server: MailServer) -> None:
    for number in range(100):
        write(f"person{number}@example.org")
    assert send_due() == "100 of 100 accepted"
    assert mail_server.connections == 2
    assert len(set(mail_server.ids)) == 100


def test_personal_messages_go_before_those_to_many(write: Write, mail_server: MailServer) -> None:
    write("many@example.org", bulk=True)
    write("one@example.org")
    send_due()
    assert list(mail_server.asked) == ["one@example.org", "many@example.org"]


def test_what_is_put_off_is_tried_again_with_the_same_id(write: Write, mail_server: MailServer) -> None:
    mail_server.on_recipient = lambda _address, times: OK if times == 2 else "451 4.7.1 Greylisted, try later"
    message = write()
    send_due()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.DEFERRED, 1)
    assert message.last_error == "451 4.7.1 Greylisted, try later"
    assert send_due() == "0 of 0 accepted"  # not before its time
    with travel(message.not_before, tick=False):
        send_due()
    assert states() == [State.ACCEPTED]
    assert mail_server.ids == [message.message_id]


def test_after_two_days_it_is_given_up(write: Write, mail_server: MailServer) -> None:
    mail_server.on_recipient = lambda _address, _times: "450 Mailbox busy"
    message = write()
    tries = 0
    while message.state in {State.QUEUED, State.DEFERRED}:
        with travel(message.not_before, tick=False):
            send_due()
        message.refresh_from_db()
        tries += 1
    assert message.state == State.FAILED
    assert message.settled_at is not None
    assert message.settled_at - message.queued_at <= datetime.timedelta(hours=48)
    assert tries == message.attempts > 10


@pytest.mark.parametrize("answer", ["550 No such user here", "550 5.1.1 Unknown", "521 5.2.1 Mailbox disabled"])
def test_an_unknown_address_is_refused_and_remembered(write: Write, mail_server: MailServer, answer: str) -> None:
    mail_server.on_recipient = lambda _address, _times: answer
    write("Camille@example.org")
    send_due()
    assert states() == [State.REFUSED]
    bounced = BouncedAddress.objects.get()
    assert (bounced.address, bounced.reason) == ("camille@example.org", answer)


def test_a_message_not_liked_is_no_fault_of_the_address(write: Write, mail_server: MailServer) -> None:
    mail_server.on_data = lambda _address, _times: "554 5.7.1 Looks like spam"
    write()
    send_due()
    assert states() == [State.REFUSED]
    assert not BouncedAddress.objects.exists()


def test_an_address_that_takes_mail_again_is_forgotten(write: Write, mail_server: MailServer) -> None:
    BouncedAddress.objects.create(address="camille@example.org", source="server")
    write()
    send_due()
    assert not BouncedAddress.objects.exists()


def test_a_refusal_does_not_hold_up_the_rest(write: Write, mail_server: MailServer) -> None:
    mail_server.on_recipient = lambda address, _times: "550 No" if address.startswith("b") else OK
    for address in ("a@example.org", "b@example.org", "c@example.org"):
        write(address)
    send_due()
    assert states() == [State.ACCEPTED, State.REFUSED, State.ACCEPTED]
    assert mail_server.connections == 1


def test_without_a_server_everything_waits_without_blame(write: Write, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tournee.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    message = write()
    assert "could not be reached" in send_due()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.claim) == (State.QUEUED, 0, "")
    assert "refused" in message.last_error


def test_a_connection_lost_before_the_content_blames_nobody(write: Write, mail_server: MailServer) -> None:
    mail_server.on_recipient = lambda address, times: "cut" if address.startswith("b") and times == 1 else OK
    for address in ("a@example.org", "b@example.org", "c@example.org"):
        write(address, bulk=True)
    send_batch()
    assert states() == [State.ACCEPTED, State.QUEUED, State.QUEUED]
    send_due()
    assert states() == [State.ACCEPTED] * 3
    assert len(mail_server.ids) == len(set(mail_server.ids)) == 3
    assert set(OutboxMessage.objects.values_list("attempts", flat=True)) == {1}


def test_a_server_that_closes_politely_blames_nobody(write: Write, mail_server: MailServer) -> None:
    mail_server.on_recipient = lambda _address, times: "421 Too busy, closing" if times == 1 else OK
    write()
    send_batch()
    assert states() == [State.QUEUED]


def test_a_personal_message_lost_in_hand_is_sent_again_with_the_same_id(write: Write, mail_server: MailServer) -> None:
    mail_server.on_data = lambda _address, times: "cut" if times == 1 else OK
    message = write()
    send_batch()
    message.refresh_from_db()
    assert (message.state, message.uncertain_at is not None) == (State.QUEUED, True)
    send_batch()
    assert mail_server.ids == [message.message_id]


def test_one_of_many_lost_in_hand_is_held_and_the_others_wait(write: Write, mail_server: MailServer) -> None:
    mail_server.on_data = lambda address, times: "cut" if address.startswith("b") and times == 1 else OK
    for address in ("a@example.org", "b@example.org", "c@example.org"):
        write(address, bulk=True)
    send_batch()
    assert states() == [State.ACCEPTED, State.HELD, State.QUEUED]


def test_a_message_that_always_breaks_the_connection_is_given_up(write: Write, mail_server: MailServer) -> None:
    mail_server.on_data = lambda _address, _times: "cut"
    message = write()
    while message.state == State.QUEUED:
        with travel(message.not_before, tick=False):
            send_batch()
        message.refresh_from_db()
    assert message.state == State.FAILED


def test_a_message_cancelled_while_its_batch_is_sent_is_not_sent(write: Write, mail_server: MailServer) -> None:
    first, second = write("a@example.org"), write("b@example.org")
    claimed = _claim_batch("mine")
    cancel_queued(second, actor=None)
    assert _send_each(claimed, "mine", get_connection()) == (1, True)
    assert mail_server.ids == [first.message_id]


def test_a_sender_that_lost_its_claim_sends_nothing(write: Write, mail_server: MailServer) -> None:
    write()
    OutboxMessage.objects.update(claim="another sender", claimed_at=datetime.datetime.now(datetime.UTC))
    assert send_due() == "0 of 0 accepted"
    assert not mail_server.accepted


def test_a_live_claim_is_left_alone(write: Write) -> None:
    write()
    OutboxMessage.objects.update(claim="alive", claimed_at=datetime.datetime.now(datetime.UTC))
    assert recover_uncertain() is None


def test_what_a_dead_sender_had_only_claimed_is_freed_without_doubt(write: Write) -> None:
    message = write(bulk=True)
    OutboxMessage.objects.update(claim="dead", claimed_at=datetime.datetime.now(datetime.UTC))
    assert recover_uncertain(older_than=AT_ONCE) == "1 claims freed, 0 messages uncertain"
    message.refresh_from_db()
    assert (message.state, message.uncertain_at, message.claim) == (State.QUEUED, None, "")


@pytest.mark.parametrize(("bulk", "state"), [(False, State.QUEUED), (True, State.HELD)])
def test_what_a_dead_sender_had_in_hand_is_uncertain(write: Write, bulk: bool, state: State) -> None:
    message = write(bulk=bulk)
    OutboxMessage.objects.update(claim="dead", claimed_at=datetime.datetime.now(datetime.UTC), state=State.SENDING)
    recover_uncertain(older_than=AT_ONCE)
    message.refresh_from_db()
    assert (message.state, message.claim) == (state, "")
    assert message.uncertain_at is not None
