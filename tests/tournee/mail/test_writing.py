"""Writing a message into the outbox."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks as Capture

from tests.tournee.factories import UserFactory
from tests.tournee.mail.conftest import Write
from tournee.mail.addresses import MailError, Recipient
from tournee.mail.models import BouncedAddress, OutboxMessage, State
from tournee.mail.operations import Part
from tournee.mail.purging import purge_messages
from tournee.mail.rendering import without_signature
from tournee.models import User


def test_it_is_written_in_the_language_of_its_reader_and_not_of_whoever_acts(write: Write) -> None:
    with translation.override("fr"):
        message = write(language="en")
    assert message.subject == "The stop at Albert & you"
    assert message.text.startswith("Hello, the stop at Albert is near.")


def test_plain_text_is_not_escaped_and_html_is(write: Write) -> None:
    message = write(place="Saint-Dié <& l’Anse>")
    assert message.subject == "L’étape de Saint-Dié <& l’Anse> & vous"
    assert "Saint-Dié <& l’Anse>" in message.text
    assert "<p>Saint-Dié &lt;&amp; l’Anse&gt;</p>" in message.html


def test_no_line_end_gets_into_a_header(write: Write) -> None:
    message = write(
        Recipient("camille@example.org", "Camille\r\nBcc: all@example.org"),
        place="Albert\r\nBcc: all@example.org",
        sender_name="Pôle\nX-Evil: 1",
        headers={"X-Tour": "a\r\nb"},
    )
    assert "\n" not in message.subject + message.to_name + message.sender_name + message.headers["X-Tour"]


@pytest.mark.parametrize(
    "address", ["", "camille", "camille@", "a@example.org, b@example.org", "a@example.org\nb@c.org"]
)
def test_what_cannot_be_an_address_is_refused_beside_its_field(write: Write, address: str) -> None:
    with pytest.raises(MailError) as refusal:
        write(address)
    assert (refusal.value.code, refusal.value.field) == ("bad_address", "email")
    assert not OutboxMessage.objects.exists()


def test_replies_need_an_address_too(write: Write) -> None:
    with pytest.raises(MailError) as refusal:
        write(reply_to="nobody")
    assert refusal.value.code == "bad_reply_to"


def test_a_user_is_written_to_by_name(write: Write) -> None:
    message = write(UserFactory(name="Élodie Masson", email="elodie@example.org"))
    assert (message.to_name, message.to_address) == ("Élodie Masson", "elodie@example.org")


def test_its_purpose_is_read_in_the_language_of_the_team(write: Write) -> None:
    with translation.override("fr"):
        message = write(purpose=gettext_lazy("French"))
        assert message.purpose == "French"
        assert message.purpose_in_words == "Français"


def test_a_failed_transaction_leaves_no_message_and_no_task(
    write: Write, django_capture_on_commit_callbacks: Capture
) -> None:
    def fail() -> None:
        with transaction.atomic():
            write()
            raise ValueError("the operation failed after writing")

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValueError, match="failed"):
        fail()
    assert not OutboxMessage.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_hundred_messages_enqueue_one_task(write: Write, django_capture_on_commit_callbacks: Capture) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        for number in range(100):
            write(f"person{number}@example.org")
    assert len(callbacks) == 1
    with django_capture_on_commit_callbacks(execute=True):
        write()
    assert DBTaskResult.objects.count() == 1


def test_what_goes_to_many_spares_an_address_that_bounces(write: Write) -> None:
    BouncedAddress.objects.create(address="camille@example.org", source="server", reason="550 No such user")
    message = write("Camille@Example.org", bulk=True)
    assert message.state == State.REFUSED
    assert "550 No such user" in message.last_error


def test_a_personal_message_is_tried_even_so(write: Write) -> None:
    BouncedAddress.objects.create(address="camille@example.org", source="server")
    assert write().state == State.QUEUED


def test_its_parts_and_subjects_are_kept(write: Write) -> None:
    about = UserFactory()
    message = write(about=[about], attachments=[Part("text/calendar; method=REQUEST", b"BEGIN", alternative=True)])
    assert message.parts.get().alternative
    assert list(OutboxMessage.objects.about(about)) == [message]
    assert not OutboxMessage.objects.about(UserFactory()).exists()


def test_accents_and_case_do_not_hide_a_message(write: Write) -> None:
    message = write(Recipient("camille@example.org", "Élodie Masson"))
    assert list(OutboxMessage.objects.containing("elodie ALBERT")) == [message]
    assert not OutboxMessage.objects.containing("elodie Lens").exists()


def test_a_confidential_message_is_shown_to_nobody_and_its_text_goes_once_it_is_settled(
    write: Write, client: Client, administrator: User
) -> None:
    message = write(place="1234", confidential=True)
    client.force_login(administrator)

    page = client.get(reverse("message", args=[message.pk])).content.decode()
    frame = client.get(reverse("message_html", args=[message.pk]))
    OutboxMessage.objects.update(state=State.ACCEPTED, settled_at=timezone.now())
    purge_messages()

    message.refresh_from_db()
    assert "1234" not in page
    assert frame.status_code == 404
    assert (message.text, message.subject, message.can_be_resent) == ("", "", False)


def test_a_text_is_cut_at_its_signature_and_at_no_other_dashes() -> None:
    assert without_signature("Programme\n-- 14:00\n\n-- \nÀ bientôt\n\n-- \nTournée\n").endswith("À bientôt\n")
    assert without_signature("Sans signature\n--\n") == "Sans signature\n--\n"
