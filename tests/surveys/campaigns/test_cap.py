"""Questionnaires to contact lists count among what a firm is sent in a month, and wait where it was sent enough."""

import pytest
from freezegun import freeze_time
from pytest_django import Settings

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

    with freeze_time("2031-06-03 09:00"):
        invite_due()
        invite_due()
        assert OutboxMessage.objects.count() == 1
    with freeze_time("2031-07-04 09:00"):
        invite_due()
        assert OutboxMessage.objects.count() == 2


@freeze_time("2031-06-03 09:00")
def test_those_who_came_are_not_solicited(settings: Settings) -> None:
    settings.SOLICITATIONS_A_MONTH = 0
    RecipientFactory(origin="present", campaign__approved=True)

    invite_due()

    assert OutboxMessage.objects.count() == 1
