"""Preparing an invitation: what is refused, what is asked before it is sent, and what each page shows."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from events.models import Stop
from registrations.inviting.errors import InvitingError
from registrations.inviting.invitations import operations
from registrations.inviting.lists.operations import remove_contact_list
from registrations.models import Invitation
from tests.events.factories import StopFactory
from tests.events.planning.pages import member, send, text_of
from tests.registrations.factories import ContactFactory, ContactListFactory, InvitationFactory, RelayFactory
from tests.tournee.factories import UserFactory
from tournee.history.models import HistoryEntry
from tournee.history.operations import StaleVersion
from tournee.mail.models import OutboxMessage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_one_morning")]
STARTS = datetime.datetime(2031, 2, 3, 9, tzinfo=datetime.UTC)


@pytest.fixture
def _one_morning() -> Any:
    with travel("2031-02-01 09:00", tick=False):
        yield


@pytest.fixture
def stop(client: Client) -> Stop:
    """A public stop whose editor is signed in."""
    made: Stop = StopFactory(published=True)
    member(client, made.tour, "editor")
    return made


@pytest.fixture
def invitation(stop: Stop) -> Invitation:
    """To a list of one, in preparation."""
    made: Invitation = InvitationFactory(relay__stop=stop)
    contacts = ContactListFactory(tour=stop.tour, name="Chambre")
    ContactFactory(contact_list=contacts)
    made.contact_lists.add(contacts)
    return made


def code_of(refused: Any) -> str:
    return str(refused.value.code)


def test_it_is_prepared_looked_through_tried_and_approved(client: Client, stop: Stop) -> None:
    contacts = ContactListFactory(tour=stop.tour)
    ContactFactory(contact_list=contacts)

    made = send(
        client, f"/workspace/tours/{stop.tour.slug}/stops/{stop.slug}/invitations/new/", contact_lists=contacts.pk
    )
    page = client.get(made["Location"])
    client.post(f"{made['Location']}test/")
    asked = client.get(f"{made['Location']}approve/")
    client.post(f"{made['Location']}approve/")

    invitation = Invitation.objects.get()
    assert (invitation.state, str(invitation.relay)) == ("approved", "l’équipe")
    assert "iframe" in text_of(page)
    assert OutboxMessage.objects.count() == 2  # the test, in each language
    assert "1" in asked.context["title"]
    assert "Albert" in client.get(f"{made['Location']}preview-fr/").content.decode()
    assert client.get(f"{made['Location']}preview-xx/").status_code == 404


def test_what_is_left_out_is_said_with_its_reason_before_one_writes(client: Client, invitation: Invitation) -> None:
    twice = ContactListFactory(tour=invitation.tour)
    ContactFactory(contact_list=twice, email=invitation.contact_lists.get().contacts.get().email)
    invitation.contact_lists.add(twice)

    page = client.get(f"/en/workspace/stop-invitations/{invitation.public_id}/approve/").content.decode()

    assert "You are about to write to 1 person" in page
    assert "Left out: 1 address that is on two of the lists." in page


def test_a_preview_shows_the_way_out_and_a_test_says_that_it_is_one(client: Client, invitation: Invitation) -> None:
    page = f"/en/workspace/stop-invitations/{invitation.public_id}/"

    client.post(f"{page}test/")

    assert "Plus de questionnaires" in client.get(f"{page}preview-fr/").content.decode()
    message = OutboxMessage.objects.get()
    assert message.subject.startswith("Essai")
    assert message.text.startswith(("Ceci est un essai", "This is a test"))


def test_an_invitation_in_one_language_says_how_many_read_the_other(client: Client, invitation: Invitation) -> None:
    Invitation.objects.update(subject_en="", text_en="")
    invitation.contact_lists.get().contacts.update(language="en")
    page = f"/en/workspace/stop-invitations/{invitation.public_id}/"

    said = "1 person is known to read English, in which nothing is written"

    assert said in text_of(client.get(page))
    assert said in text_of(client.get(f"{page}approve/"))


def test_who_reads_a_list_already_sees_on_which_other_an_address_is(client: Client, invitation: Invitation) -> None:
    first = invitation.contact_lists.get()
    second = ContactListFactory(tour=invitation.tour)
    ContactFactory(contact_list=second, email=first.contacts.get().email)

    assert "Chambre" in text_of(client.get(f"/workspace/contact-lists/{second.public_id}/"))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"text_fr": "Bonjour {prénom}"}, "unknown_placeholder"),
        ({"text_fr": "Bonjour {"}, "lone_brace"),
        ({"per_hour": 0}, "no_pace"),
        ({"starts_at": STARTS, "reminds_at": STARTS}, "reminds_before"),
    ],
)
def test_what_cannot_be_filled_in_or_sent_is_refused(stop: Stop, values: dict[str, Any], code: str) -> None:
    with pytest.raises(InvitingError) as refused:
        operations.create_invitation(stop, {"starts_at": STARTS, **values}, actor=None)
    assert code_of(refused) == code


def test_a_relay_of_another_stop_and_a_list_of_another_tour_are_refused(stop: Stop) -> None:
    for values, code in (
        ({"relay": RelayFactory()}, "relay_elsewhere"),
        ({"contact_lists": [ContactListFactory()]}, "list_elsewhere"),
    ):
        with pytest.raises(InvitingError) as refused:
            operations.create_invitation(stop, {"starts_at": STARTS, **values}, actor=None)
        assert code_of(refused) == code


@pytest.mark.parametrize(
    ("state", "code"),
    [("cancelled", "stop_not_upcoming"), ("postponed", "stop_not_upcoming"), ("idea", "stop_not_upcoming")],
)
def test_nobody_is_invited_to_a_stop_that_does_not_take_place(invitation: Invitation, state: str, code: str) -> None:
    Stop.objects.filter(pk=invitation.stop_id).update(state=state)
    with pytest.raises(InvitingError) as refused:
        operations.approve_invitation(invitation, actor=None)
    assert code_of(refused) == "stop_not_upcoming"


def test_nothing_is_approved_without_words_or_anybody_to_write_to(invitation: Invitation) -> None:
    invitation.contact_lists.get().contacts.all().delete()
    with pytest.raises(InvitingError) as nobody:
        operations.approve_invitation(invitation, actor=None)
    Invitation.objects.update(text_fr="")
    with pytest.raises(InvitingError) as silent:
        operations.approve_invitation(invitation, actor=None)
    assert (code_of(nobody), code_of(silent)) == ("nobody_left", "no_words")


def test_the_second_of_two_who_approve_is_told_and_it_is_edited_no_more(invitation: Invitation) -> None:
    other = Invitation.objects.get(pk=invitation.pk)
    operations.approve_invitation(invitation, actor=None)
    for act in (
        lambda: operations.approve_invitation(other, actor=None),
        lambda: operations.edit_invitation(other, {"per_hour": 5}, expected_version=None, actor=None),
        lambda: operations.remove_invitation(other, expected_version=None, actor=None),
    ):
        with pytest.raises(InvitingError) as refused:
            act()
        assert code_of(refused) == "approved"


def test_its_lists_are_part_of_its_version(invitation: Invitation) -> None:
    before, after = invitation.contact_lists.get(), ContactListFactory(tour=invitation.tour, name="Club")
    stale = Invitation.objects.get(pk=invitation.pk)
    operations.edit_invitation(
        invitation, {"contact_lists": [after], "per_hour": 5}, expected_version=invitation.version, actor=None
    )

    with pytest.raises(StaleVersion) as refused:
        operations.edit_invitation(stale, {"contact_lists": []}, expected_version=stale.version, actor=None)

    assert refused.value.theirs == {"contact_lists": ([after], [])}
    assert list(invitation.contact_lists.all()) == [after]
    entry = HistoryEntry.objects.get(action="stop_invitation.edit")
    assert entry.changes == {"per_hour": [600, 5], "contact_lists": [[before.name], ["Club"]]}


def test_who_approves_has_the_lists_read_once(client: Client, invitation: Invitation) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/workspace/stop-invitations/{invitation.public_id}/approve/")
    assert sum('FROM "registrations_contact"' in query["sql"] for query in asked) == 1


def test_a_list_an_invitation_goes_to_is_kept(invitation: Invitation) -> None:
    operations.approve_invitation(invitation, actor=None)
    with pytest.raises(InvitingError) as refused:
        remove_contact_list(invitation.contact_lists.get(), actor=None)
    assert code_of(refused) == "in_use"


def test_readers_and_strangers_see_no_invitation(client: Client, invitation: Invitation) -> None:
    path = f"/workspace/stop-invitations/{invitation.public_id}/"
    member(client, invitation.tour, "reader")
    assert client.get(path).status_code == 403
    client.force_login(UserFactory())
    assert client.get(path).status_code == 403
