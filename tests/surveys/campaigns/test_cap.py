"""Questionnaires to contact lists count among what a firm is sent in a month, and wait where it was sent enough."""

import pytest
from pytest_django import Settings
from time_machine import travel

from surveys.campaigns.operations import invite_due
from surveys.models import Campaign
from tests.registrations.factories import ContactFactory
from tests.surveys.factories import CampaignFactory, RecipientFactory
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db


def test_a_firm_asked_often_enough_waits_for_the_next_month(settings: Settings) -> None:
    settings.SOLICITATIONS_A_MONTH = 1
    campaign = CampaignFactory(approved=True, basis=Campaign.Basis.LIST, closes_at="2031-08-01T12:00Z")
    for _ in range(2):
        contact = ContactFactory(contact_list__tour=campaign.tour, company_name="Atelier")
        campaign.contact_lists.add(contact.contact_list)

    with travel("2031-06-03 09:00", tick=False):
        invite_due()
        invite_due()
        assert OutboxMessage.objects.count() == 1
    with travel("2031-07-04 09:00", tick=False):
        invite_due()
        assert OutboxMessage.objects.count() == 2


def test_in_quiet_hours_contact_lists_wait_and_those_who_came_do_not() -> None:
    campaign = CampaignFactory(approved=True, basis=Campaign.Basis.BOTH, closes_at="2031-08-01T12:00Z")
    contact = ContactFactory(contact_list__tour=campaign.tour)
    campaign.contact_lists.add(contact.contact_list)
    came = RecipientFactory(origin="present", campaign=campaign)

    sent_to = []
    for moment in ("2031-06-07 21:00", "2031-06-08 11:00", "2031-06-10 09:00"):  # a Saturday, a Sunday, after a holiday
        with travel(moment, tick=False):
            invite_due()
            sent_to.append(set(OutboxMessage.objects.values_list("to_address", flat=True)))

    assert sent_to == [{came.email}, {came.email}, {came.email, contact.email}]


@travel("2031-06-03 09:00", tick=False)
def test_those_who_came_are_not_solicited(settings: Settings) -> None:
    settings.SOLICITATIONS_A_MONTH = 0
    RecipientFactory(origin="present", campaign__approved=True)

    invite_due()

    assert OutboxMessage.objects.count() == 1
