"""What nobody was asked by can be deleted: a campaign in preparation, a contact list that nothing was sent to."""

import pytest
from django.test import Client

from registrations.inviting.lists.operations import remove_contact_list
from registrations.models import Contact, ContactList
from surveys.campaigns.errors import CampaignError
from surveys.campaigns.operations import remove_campaign
from surveys.models import Campaign, Questionnaire
from tests.events.planning.pages import member
from tests.registrations.factories import ContactFactory
from tests.surveys.factories import CampaignFactory
from tournee.history.models import HistoryEntry
from tournee.history.operations import StaleVersion

pytestmark = pytest.mark.django_db


def with_list(**values: object) -> Campaign:
    """A campaign that goes to a list of one contact."""
    campaign: Campaign = CampaignFactory(basis=Campaign.Basis.LIST, **values)
    campaign.contact_lists.add(ContactFactory(contact_list__tour=campaign.tour).contact_list)
    return campaign


def test_a_campaign_in_preparation_is_deleted_and_history_names_it() -> None:
    campaign = with_list()

    remove_campaign(campaign, expected_version=campaign.version, actor=None)

    assert not Campaign.objects.exists()
    assert Questionnaire.objects.exists()
    assert Contact.objects.exists()
    entry = HistoryEntry.objects.get(action="campaign.remove")
    assert entry.changes["campaign"] == ["Après l’étape", ""]


@pytest.mark.parametrize("state", ["approved", "stopped"])
def test_a_campaign_that_was_approved_is_kept(state: str) -> None:
    campaign = CampaignFactory(approved=True)
    Campaign.objects.update(state=state)

    with pytest.raises(CampaignError) as refused:
        remove_campaign(campaign, expected_version=None, actor=None)

    assert refused.value.code == "approved"
    assert Campaign.objects.exists()


def test_a_campaign_that_was_changed_meanwhile_is_not_deleted_unseen() -> None:
    campaign = CampaignFactory()

    with pytest.raises(StaleVersion):
        remove_campaign(campaign, expected_version=campaign.version + 1, actor=None)


def test_the_second_step_says_what_is_lost(client: Client) -> None:
    campaign = with_list()
    member(client, campaign.tour, "editor")
    url = f"/en/workspace/campaigns/{campaign.slug}/remove/"

    asked = client.get(url).content.decode()
    done = client.post(url)

    assert "Whom it asks and when is lost" in asked
    assert done.headers["Location"] == f"/en/workspace/tours/{campaign.tour.slug}/campaigns/"
    assert not Campaign.objects.exists()


def test_the_second_step_of_an_approved_campaign_says_why_it_stays(client: Client) -> None:
    campaign = CampaignFactory(approved=True)
    member(client, campaign.tour, "editor")
    url = f"/en/workspace/campaigns/{campaign.slug}/remove/"

    assert "Stop it" in client.get(url).content.decode()
    assert client.post(url).status_code == 422
    assert Campaign.objects.exists()


def test_a_reader_deletes_neither(client: Client) -> None:
    campaign = with_list()
    member(client, campaign.tour, "reader")

    assert client.post(f"/workspace/campaigns/{campaign.slug}/remove/").status_code in {403, 404}
    contact_list = campaign.contact_lists.get()
    assert client.post(f"/workspace/contact-lists/{contact_list.public_id}/remove/").status_code in {403, 404}
    assert Campaign.objects.exists()
    assert ContactList.objects.exists()


def test_a_program_deletes_the_version_it_read(client: Client) -> None:
    campaign = CampaignFactory()
    member(client, campaign.tour, "editor")
    url = f"/api/v1/campaigns/{campaign.slug}/"

    stale = client.delete(url, headers={"if-match": '"99"'})
    done = client.delete(url, headers={"if-match": client.get(url).headers["ETag"]})

    assert stale.status_code == 412
    assert done.status_code == 204
    assert not Campaign.objects.exists()


def test_a_list_goes_with_its_contacts_and_leaves_campaigns_in_preparation() -> None:
    campaign = with_list()
    contact_list = campaign.contact_lists.get()

    remove_contact_list(contact_list, actor=None)

    assert not Contact.objects.exists()
    assert not campaign.contact_lists.exists()
    assert HistoryEntry.objects.get(action="contact_list.remove").changes["contact_list"] == [contact_list.name, ""]


def test_a_list_that_a_campaign_goes_to_is_kept_and_the_refusal_leads_there(client: Client) -> None:
    campaign = with_list(approved=True)
    contact_list = campaign.contact_lists.get()
    member(client, campaign.tour, "editor")

    refused = client.post(f"/workspace/contact-lists/{contact_list.public_id}/remove/")

    assert refused.status_code == 422
    assert f'<a href="/workspace/campaigns/{campaign.slug}/">' in refused.content.decode()
    assert Contact.objects.exists()


def test_the_second_step_counts_the_contacts_that_are_lost(client: Client) -> None:
    contact_list = ContactFactory().contact_list
    member(client, contact_list.tour, "editor")
    url = f"/en/workspace/contact-lists/{contact_list.public_id}/remove/"

    assert "Its 1 contact is deleted." in client.get(url).content.decode()
    assert client.post(url).headers["Location"] == f"/en/workspace/tours/{contact_list.tour.slug}/contact-lists/"
    assert not ContactList.objects.exists()
