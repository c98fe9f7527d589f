"""What happens to a stop reaches its campaigns."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Session, Stop
from events.planning.operations import postpone_stop, remove_session, reschedule_stop
from events.planning.operations.removing import remove_stop
from surveys.campaigns.errors import CampaignError
from surveys.campaigns.operations import ask_after
from surveys.models import Campaign
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import member
from tests.surveys.campaigns.asked import open_campaign
from tests.surveys.campaigns.test_pages import ready_questionnaire
from tests.surveys.factories import CampaignFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def move(stop: Stop | None) -> None:
    """Postpone it, then give it 1 September."""
    assert stop
    postpone_stop(stop, reason_fr="Grève.", reason_en="", actor=None)
    reschedule_stop(stop, starts_on=datetime.date(2031, 9, 1), actor=None)


def test_a_campaign_moves_with_its_stop_and_keeps_its_distances() -> None:
    stop = StopFactory(published=True)
    SessionFactory(stop=stop)
    campaign = ask_after(stop, ready_questionnaire(stop.tour), actor=None)
    lasts = campaign.closes_at - campaign.opens_at

    move(stop)

    campaign.refresh_from_db()
    assert campaign.opens_at.astimezone(PARIS) == datetime.datetime(2031, 9, 2, 9, tzinfo=PARIS)
    assert campaign.closes_at - campaign.opens_at == lasts


def test_a_campaign_that_is_open_stays() -> None:
    campaign = open_campaign()
    opened = campaign.opens_at

    move(campaign.stop)

    campaign.refresh_from_db()
    assert campaign.opens_at == opened


def test_a_stop_that_was_never_public_goes_with_its_drafts() -> None:
    stop = StopFactory()
    CampaignFactory(stop=stop)

    remove_stop(stop, expected_version=None, actor=None)

    assert not Campaign.objects.exists()


def test_a_stop_that_somebody_is_asked_about_is_not_deleted() -> None:
    stop = StopFactory()
    CampaignFactory(stop=stop, approved=True)

    with pytest.raises(CampaignError):
        remove_stop(stop, expected_version=None, actor=None)


def test_a_session_that_a_campaign_asks_about_is_kept_and_the_refusal_leads_there(client: Client) -> None:
    session = SessionFactory(stop=StopFactory())
    campaign = CampaignFactory(stop=None, session=session, tour=session.stop.tour, title_fr="Après <l’atelier>")
    member(client, session.stop.tour, "editor")

    at = (session.stop.tour.slug, session.stop.slug)
    refused = client.post(reverse("planning_session_remove", args=[*at, session.pk]))

    assert refused.status_code == 422
    said = refused.content.decode()
    assert f'<a href="/workspace/campaigns/{campaign.slug}/">' in said
    assert "Après &lt;l’atelier&gt;" in said
    assert Session.objects.exists()


def test_a_program_reads_the_refusal_without_markup() -> None:
    session = SessionFactory(stop=StopFactory())
    CampaignFactory(stop=None, session=session, tour=session.stop.tour, approved=True)

    with pytest.raises(CampaignError) as refused:
        remove_session(session, actor=None)

    assert refused.value.code == "campaign_asks"
    assert "<" not in refused.value.for_programs()


def test_a_session_that_no_campaign_is_about_goes() -> None:
    remove_session(SessionFactory(stop=StopFactory()), actor=None)

    assert not Session.objects.exists()
