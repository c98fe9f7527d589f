"""Two ticks at once, two windows at once: what the database settles, on SQLite and on PostgreSQL."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest
from django.utils import timezone
from pytest_django import Settings
from time_machine import travel

from registrations.inviting.invitations.sending import send_invitation
from surveys.campaigns.operations import invite_due, remind_due, save_page
from surveys.models import Answer, Recipient, Response
from tests.racing import race
from tests.registrations.factories import ContactFactory, ContactListFactory, InvitationFactory
from tests.surveys.campaigns.asked import HOUR, ask, open_campaign
from tournee.mail.models import OutboxMessage
from tournee.questions.tally import Row

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.races,
    pytest.mark.xdist_group("races"),
]


@pytest.fixture(autouse=True)
def _one_morning() -> Iterator[None]:
    """Contact lists are written to by day only."""
    with travel("2031-06-03 09:00"):
        yield


def test_ticks_that_run_at_the_same_time_ask_everybody_once() -> None:
    campaign = open_campaign(basis="list")
    contacts = ContactListFactory(tour=campaign.tour)
    campaign.contact_lists.add(contacts)
    ContactFactory.create_batch(130, contact_list=contacts)

    outcomes = race([invite_due] * 3)
    invite_due()

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    messages = Counter(OutboxMessage.objects.values_list("to_address", flat=True))
    assert (len(messages), max(messages.values())) == (130, 1)


def test_ticks_that_run_at_the_same_time_remind_everybody_once() -> None:
    now = timezone.now()
    campaign = open_campaign(opens_at=now - 3 * HOUR, reminds_at=now - HOUR)
    for _number in range(20):
        ask(campaign)
    Recipient.objects.update(invited_at=now - 2 * HOUR)

    outcomes = race([remind_due] * 3)

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    messages = Counter(OutboxMessage.objects.values_list("to_address", flat=True))
    assert (len(messages), max(messages.values())) == (20, 1)


def test_a_firm_is_solicited_no_more_than_the_cap_whatever_writes_at_the_same_time(settings: Settings) -> None:
    settings.SOLICITATIONS_A_MONTH = 1
    campaign, now = open_campaign(basis="list"), timezone.now()
    contacts = ContactListFactory(tour=campaign.tour)
    campaign.contact_lists.add(contacts)
    ContactFactory(contact_list=contacts, company_name="Atelier")
    invitations = [InvitationFactory(state="approved") for _number in range(4)]
    for invitation in invitations:
        contacts = ContactListFactory(tour=invitation.stop.tour)
        ContactFactory(contact_list=contacts, company_name="Atelier")
        invitation.contact_lists.add(contacts)

    inviting = [partial(send_invitation, invitation, now) for invitation in invitations]
    outcomes = race([*inviting, invite_due])

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert OutboxMessage.objects.count() == 1


def test_a_page_sent_from_eight_windows_is_one_response_and_one_answer() -> None:
    recipient = ask()

    outcomes = race([lambda: save_page(recipient, 1, {"first": [Row(choice="client")]}, language="fr")] * 8)

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert (Response.objects.count(), Answer.objects.count()) == (1, 1)
