"""An invitation goes out at its pace, to those it should, and stops when it must."""

import datetime
from collections.abc import Iterator

import pytest
from pytest_django import Settings
from time_machine import travel

from events.models import Stop
from events.planning.operations import cancel_stop
from registrations.inviting.invitations.operations import approve_invitation, stop_invitation
from registrations.inviting.invitations.sending import send_due
from registrations.inviting.lists.operations import remove_contact
from registrations.inviting.oppositions import hash_of, oppose
from registrations.models import Contact, ContactList, Invitation, Invitee, Solicitation
from tests.registrations.factories import (
    AttendeeFactory,
    CompanyFactory,
    ContactFactory,
    ContactListFactory,
    InvitationFactory,
    RegistrationFactory,
)
from tournee.mail.models import BouncedAddress, OutboxMessage, State

pytestmark = pytest.mark.django_db
MORNING = "2031-02-03 09:00"


@pytest.fixture(autouse=True)
def _one_morning() -> Iterator[None]:
    with travel(MORNING, tick=False):
        yield


def prepared(*lists: ContactList, **values: object) -> Invitation:
    """An invitation to those lists, in preparation."""
    made: Invitation = InvitationFactory(**values)
    for each in lists:
        ContactList.objects.filter(pk=each.pk).update(tour=made.stop.tour)
    made.contact_lists.set(lists)
    return made


def listed(count: int, **values: object) -> ContactList:
    contact_list: ContactList = ContactListFactory()
    ContactFactory.create_batch(count, contact_list=contact_list, **values)
    return contact_list


def sent_to() -> set[str]:
    return set(OutboxMessage.objects.values_list("to_address", flat=True))


def test_each_reads_their_language_their_firm_their_link_and_where_their_address_comes_from() -> None:
    contacts = ContactListFactory(source="annuaire de la chambre", obtained_on=datetime.date(2030, 5, 4))
    ContactFactory(contact_list=contacts, company_name="Atelier & Fils", name="Ada")
    ContactFactory(contact_list=contacts, language="en", name="")
    invitation = prepared(contacts, subject_en="Come to {town}", text_en="How does {firm} innovate?")
    approve_invitation(invitation, actor=None)

    send_due()

    french, english = OutboxMessage.objects.order_by("-language")
    assert (french.subject, english.subject) == ("Venez à Albert", "Come to Albert")
    assert "Comment Atelier & Fils innove-t-elle" in french.text
    assert "Atelier &amp; Fils" in french.html
    assert "How does your firm innovate?" in english.text
    assert "annuaire de la chambre" in french.text
    assert "2030" in french.text
    assert french.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert french.headers["List-Unsubscribe"].strip("<>") in french.text
    assert "/i/" in french.text
    assert "/en/i/" in english.text
    assert french.bulk
    assert "\ue000" not in french.text + french.html + english.html
    assert Solicitation.objects.count() == 2


def test_a_person_is_written_to_once_and_a_firm_through_one_list() -> None:
    first, second = listed(0), listed(0)
    for contact_list, email, firm in (
        (first, "ada@example.net", "Atelier"),
        (first, "bob@example.net", "Atelier"),
        (second, "ADA@example.net", "Atelier"),
        (second, "eve@example.net", "Atelier"),
        (second, "you@example.net", "Autre"),
    ):
        ContactFactory(contact_list=contact_list, email=email, email_key=email.casefold(), company_name=firm)
    approve_invitation(prepared(first, second), actor=None)

    send_due()

    assert sent_to() == {"ada@example.net", "bob@example.net", "you@example.net"}


def test_whoever_is_opposed_registered_bouncing_or_asked_enough_is_left_out_and_said_so(settings: Settings) -> None:
    settings.SOLICITATIONS_A_MONTH = 1
    contacts = ContactListFactory()
    firm = CompanyFactory()
    for name, extra in {
        "opposed": {}, "registered": {}, "colleague": {"company": firm}, "bouncing": {},
        "first": {"company_name": "Atelier"}, "second": {"company_name": "Atelier"},
    }.items():  # fmt: skip
        ContactFactory(contact_list=contacts, email=f"{name}@example.net", **extra)
    invitation = prepared(contacts)
    oppose(hash_of("opposed@example.net"))
    AttendeeFactory(registration__stop=invitation.stop, email_key="registered@example.net")
    RegistrationFactory(stop=invitation.stop, company=firm)
    BouncedAddress.objects.create(address="bouncing@example.net", source="server")
    approve_invitation(invitation, actor=None)

    send_due()

    states = dict(Invitee.objects.values_list("email_key", "state"))
    assert states == {
        "opposed@example.net": "opposed", "registered@example.net": "registered", "colleague@example.net": "registered",
        "bouncing@example.net": "bounced", "first@example.net": "sent", "second@example.net": "capped",
    }  # fmt: skip
    assert sent_to() == {"first@example.net"}


def test_it_keeps_its_pace_and_sends_nothing_twice() -> None:
    approve_invitation(prepared(listed(7), per_hour=120), actor=None)

    counts = []
    for minute in range(5):
        with travel(f"2031-02-03 09:0{minute}", tick=False):
            send_due()
            counts.append(OutboxMessage.objects.count())

    assert counts == [2, 4, 6, 7, 7]


def test_an_hour_holds_no_more_than_its_pace() -> None:
    approve_invitation(prepared(listed(3), per_hour=1), actor=None)
    for moment in ("09:00", "09:30", "10:01"):
        with travel(f"2031-02-03 {moment}", tick=False):
            send_due()
    assert OutboxMessage.objects.count() == 2


@pytest.mark.parametrize("moment", ["2031-02-03 21:00", "2031-02-09 11:00", "2031-02-03 08:59"])
def test_nothing_goes_out_in_quiet_hours_nor_before_its_moment(moment: str) -> None:
    approve_invitation(prepared(listed(1)), actor=None)
    with travel(moment, tick=False):
        send_due()
    assert not OutboxMessage.objects.exists()


def test_only_those_not_registered_are_reminded_and_once() -> None:
    contacts = listed(2)
    reminds_at = datetime.datetime(2031, 2, 10, 9, tzinfo=datetime.UTC)
    approve_invitation(prepared(contacts, reminds_at=reminds_at), actor=None)
    send_due()
    came, silent = Invitee.objects.order_by("pk")
    RegistrationFactory(stop=came.invitation.stop, invitee=came)

    for _ in range(2):
        with travel("2031-02-10 09:05", tick=False):
            send_due()

    reminders = OutboxMessage.objects.filter(subject__startswith="Rappel")
    assert set(reminders.values_list("to_address", flat=True)) <= {silent.email}
    assert OutboxMessage.objects.count() == 3
    assert Invitee.objects.get(pk=came.pk).sent_at  # counted as sent still


def test_a_stop_cancelled_while_it_is_sent_holds_the_rest_back_and_what_was_not_sent_yet() -> None:
    invitation = prepared(listed(4), per_hour=120)
    approve_invitation(invitation, actor=None)
    send_due()
    first, second = OutboxMessage.objects.order_by("pk")
    OutboxMessage.objects.filter(pk=first.pk).update(state=State.ACCEPTED)

    cancel_stop(Stop.objects.get(pk=invitation.stop_id), reason_fr="Salle fermée.", actor=None)
    with travel("2031-02-03 09:05", tick=False):
        send_due()

    second.refresh_from_db()
    assert second.state == State.CANCELLED
    assert OutboxMessage.objects.filter(template__contains="inviting").count() == 2
    assert Invitee.objects.filter(state=Invitee.State.WAITING).count() == 3
    assert [row.address_hash for row in Solicitation.objects.all()] == [hash_of(first.to_address)]


def test_once_it_is_stopped_or_the_contact_is_removed_nobody_is_written_to() -> None:
    invitation = prepared(listed(4), per_hour=60)
    approve_invitation(invitation, actor=None)
    send_due()
    remove_contact(Contact.objects.get(invitees__state="waiting", pk=Contact.objects.last().pk), actor=None)
    assert Invitee.objects.count() == 3

    stop_invitation(invitation, actor=None)
    with travel("2031-02-03 09:05", tick=False):
        send_due()
    assert OutboxMessage.objects.count() == 1


def test_whoever_was_invited_to_the_stop_before_is_not_invited_again() -> None:
    contacts = listed(1)
    first = prepared(contacts)
    approve_invitation(first, actor=None)
    send_due()
    ContactFactory(contact_list=contacts, email="new@example.net")
    second = InvitationFactory(relay=first.relay, stop=first.stop)
    second.contact_lists.set([contacts])
    approve_invitation(second, actor=None)

    send_due()

    assert OutboxMessage.objects.count() == 2


def test_two_invitations_to_one_stop_that_were_gathered_together_write_to_everybody_once() -> None:
    contacts = listed(3)
    first = prepared(contacts, per_hour=120)
    second = InvitationFactory(relay=first.relay, stop=first.stop)
    second.contact_lists.set([contacts])
    for invitation in (first, second):
        approve_invitation(invitation, actor=None)

    for minute in range(3):
        with travel(f"2031-02-03 09:0{minute}", tick=False):
            send_due()

    assert sorted(OutboxMessage.objects.values_list("to_address", flat=True)) == sorted(sent_to())
    assert Invitee.objects.count() == 3
