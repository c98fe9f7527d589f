"""How long what was written to people is kept."""

import datetime

from django.utils import timezone

from tests.tournee.mail.conftest import Write
from tournee.mail.models import BouncedAddress, OutboxMessage, OutboxPart, State
from tournee.mail.operations import Part, erase_address
from tournee.mail.purging import purge_messages


def settled_days_ago(message: OutboxMessage, days: int) -> None:
    """As if `message` had been accepted `days` ago."""
    settled_at = timezone.now() - datetime.timedelta(days=days)
    OutboxMessage.objects.filter(pk=message.pk).update(state=State.ACCEPTED, settled_at=settled_at)


def test_texts_go_first_and_what_became_of_it_stays(write: Write) -> None:
    message = write(attachments=[Part("text/plain", b"x", "x.txt")])
    settled_days_ago(message, 91)
    assert purge_messages() == "texts of 1 messages removed, 0 rows deleted"
    message.refresh_from_db()
    assert (message.subject, message.text, message.html, message.to_name, message.search) == ("", "", "", "", "")
    assert message.state == State.ACCEPTED
    assert not message.can_be_resent
    assert not OutboxPart.objects.exists()
    assert purge_messages() is None


def test_rows_and_bounces_go_after_two_years(write: Write) -> None:
    settled_days_ago(write(), 731)
    BouncedAddress.objects.create(
        address="camille@example.org", source="server", since=timezone.now() - datetime.timedelta(days=731)
    )
    purge_messages()
    assert not OutboxMessage.objects.exists()
    assert not BouncedAddress.objects.exists()


def test_what_still_waits_is_kept_however_old(write: Write) -> None:
    message = write()
    OutboxMessage.objects.update(state=State.HELD, queued_at=timezone.now() - datetime.timedelta(days=1000))
    assert purge_messages() is None
    message.refresh_from_db()
    assert message.text


def test_a_person_is_erased_from_the_outbox(write: Write) -> None:
    waiting, other = write("Camille@example.org"), write("basile@example.org")
    BouncedAddress.objects.create(address="camille@example.org", source="server")
    assert erase_address("camille@example.org ") == 1
    waiting.refresh_from_db()
    other.refresh_from_db()
    assert (waiting.state, waiting.text, other.text != "") == (State.CANCELLED, "", True)
    assert "camille" not in waiting.to_address.lower()
    assert not BouncedAddress.objects.exists()
