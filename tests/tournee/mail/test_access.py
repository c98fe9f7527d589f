"""Who sees messages, and what they can do from their pages."""

from collections.abc import Iterator

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.tournee.factories import UserFactory
from tests.tournee.mail.conftest import Write
from tournee.history.models import HistoryEntry
from tournee.mail.addresses import Recipient
from tournee.mail.models import BouncedAddress, OutboxMessage, State
from tournee.mail.operations import Part
from tournee.mail.pictures import QR_CODE, content_id, drawn
from tournee.mail.queries import about_any
from tournee.mail.rules import message_access
from tournee.models import User


@pytest.fixture
def member(db: None) -> Iterator[User]:
    """Somebody whose team writes about themselves only: a stand-in for a tour's team."""
    member = UserFactory()

    def own(user: User) -> Q | None:
        return about_any(User, [user.pk]) if user.pk == member.pk else None

    message_access.add(own, by="tests")
    yield member
    message_access._items = [item for item in message_access._items if item[1] != "tests"]


def signed_in(user: User) -> Client:
    """A browser in which `user` is signed in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_an_administrator_sees_every_message(write: Write, administrator: User) -> None:
    write(place="Albert")
    page = signed_in(administrator).get(reverse("messages"))
    assert "L’étape de Albert" in page.text


def test_a_team_sees_its_own_messages_only(write: Write, member: User) -> None:
    own = write(place="Albert", about=member)
    other = write(place="Lens")
    client = signed_in(member)
    page = client.get(reverse("messages")).text
    assert "Albert" in page
    assert "Lens" not in page
    assert client.get(reverse("message", args=[own.pk])).status_code == 200
    assert client.get(reverse("message", args=[other.pk])).status_code == 403
    assert client.get(reverse("message_html", args=[other.pk])).status_code == 403
    assert client.post(reverse("message_cancel", args=[other.pk])).status_code == 403


def test_whoever_has_no_team_has_no_outbox(write: Write, user: User) -> None:
    assert signed_in(user).get(reverse("messages")).status_code == 403
    assert Client().get(reverse("messages")).status_code == 302


def test_an_empty_outbox_says_what_will_be_there(administrator: User) -> None:
    assert "tournee/web/empty.html" in [
        template.name for template in signed_in(administrator).get(reverse("messages")).templates
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(
    write: Write, administrator: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        write(f"person{number}@example.org")
    client = signed_in(administrator)
    with django_assert_num_queries(6):  # session, user, whether a second factor is required, count, page, held
        client.get(reverse("messages"))


def test_it_can_be_searched_and_narrowed_by_address(write: Write, administrator: User) -> None:
    write(Recipient("elodie@example.org", "Élodie Masson"))
    write(Recipient("basile@example.org", "Basile Roux"))
    client = signed_in(administrator)
    found = client.get(reverse("messages"), {"q": "elodie masson", "state": "queued"}).text
    assert "Élodie Masson" in found
    assert "Basile Roux" not in found
    assert "Masson" not in client.get(reverse("messages"), {"state": "accepted"}).text


def test_the_preview_runs_nothing_and_only_our_page_frames_it(write: Write, administrator: User) -> None:
    message = write()
    client = signed_in(administrator)
    preview = client.get(reverse("message_html", args=[message.pk]))
    assert preview["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    page = client.get(reverse("message", args=[message.pk]))
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "style=" not in page.text


def test_the_preview_shows_the_pictures_within_the_message_and_fetches_none(write: Write, administrator: User) -> None:
    message = write(attachments=[Part(QR_CODE, b"https://example.org/mine", filename="T1.png")])
    OutboxMessage.objects.update(html=f'<img src="cid:{content_id("T1.png")}" alt="QR code"><img src="cid:other">')
    shown = signed_in(administrator).get(reverse("message_html", args=[message.pk])).text

    picture = str(drawn("https://example.org/mine", "T1.png").get_payload()).replace("\n", "")
    assert shown == f'<img src="data:image/png;base64,{picture}" alt="QR code"><img src="cid:other">'


def test_a_settled_message_is_sent_once_more_as_a_new_one(write: Write, administrator: User) -> None:
    message = write(about=administrator)
    OutboxMessage.objects.update(state=State.ACCEPTED)
    client = signed_in(administrator)
    answer = client.post(reverse("message_resend", args=[message.pk]))
    again = OutboxMessage.objects.latest("pk")
    assert answer["Location"] == reverse("message", args=[again.pk])
    assert (again.text, again.resend_of, again.state) == (message.text, message, State.QUEUED)
    assert again.message_id != message.message_id
    assert again.abouts.count() == 1
    assert HistoryEntry.objects.get().action == "mail.resend"
    client.post(reverse("message_resend", args=[message.pk]))
    assert OutboxMessage.objects.count() == 2  # pressed twice, sent once


def test_a_message_on_its_way_is_not_sent_once_more(write: Write, administrator: User) -> None:
    message = write()
    answer = signed_in(administrator).post(reverse("message_resend", args=[message.pk]), follow=True)
    assert "notice-error" in answer.text
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize(("decision", "state"), [("release", State.QUEUED), ("cancel", State.CANCELLED)])
def test_a_held_message_waits_for_a_decision(write: Write, administrator: User, decision: str, state: State) -> None:
    message = write(bulk=True)
    OutboxMessage.objects.update(state=State.HELD)
    signed_in(administrator).post(reverse(f"message_{decision}", args=[message.pk]))
    message.refresh_from_db()
    assert message.state == state
    assert HistoryEntry.objects.get().changes == {"state": ["held", state.value]}


def test_a_sent_message_cannot_be_stopped(write: Write, administrator: User) -> None:
    message = write()
    OutboxMessage.objects.update(state=State.ACCEPTED)
    answer = signed_in(administrator).post(reverse("message_cancel", args=[message.pk]), follow=True)
    message.refresh_from_db()
    assert message.state == State.ACCEPTED
    assert "notice-error" in answer.text


def test_only_an_administrator_says_that_an_address_works_again(
    write: Write, member: User, administrator: User
) -> None:
    message = write(about=member)
    BouncedAddress.objects.create(address=message.to_address, source="server")
    assert signed_in(member).post(reverse("message_forgive", args=[message.pk])).status_code == 403
    signed_in(administrator).post(reverse("message_forgive", args=[message.pk]))
    assert not BouncedAddress.objects.exists()
