"""Before a stop changes, its organiser reads what becomes of its questionnaires."""

import datetime
from typing import Any

import pytest
from django.utils import translation

from events.models import Stop
from events.planning.operations import cancel_stop, postpone_stop, reschedule_stop
from events.planning.telling.rehearsing import rehearse
from events.planning.telling.told import By, Kind
from surveys.campaigns.operations import ask_after
from surveys.models import Campaign
from tests.events.factories import SessionFactory, StopFactory
from tests.surveys.campaigns.asked import open_campaign
from tests.surveys.campaigns.test_pages import ready_questionnaire
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db


def postponed(stop: Any) -> None:
    postpone_stop(stop, reason_fr="Grève.", actor=None)


def cancelled(stop: Any) -> None:
    cancel_stop(stop, reason_fr="Grève.", actor=None)


def rescheduled(stop: Any) -> None:
    reschedule_stop(stop, starts_on=datetime.date(2031, 9, 1), actor=None)


def said(stop: Stop, kind: Kind, take: Any) -> list[str]:
    with translation.override("en"):
        told = rehearse(stop, kind, take, actor=UserFactory()).told
    return [sentence for one in told if one.by == By.FOLLOWS for sentence in one.said]


def asked_after() -> tuple[Stop, Campaign]:
    stop = StopFactory(published=True)
    SessionFactory(stop=stop)
    return stop, ask_after(stop, ready_questionnaire(stop.tour), actor=None)


def test_a_campaign_that_moves_says_when_it_is_sent_then() -> None:
    stop, campaign = asked_after()
    postponed(stop)
    before = Campaign.objects.values().get()

    (sentence,) = said(stop, Kind.RESCHEDULED, rescheduled)

    assert "2\xa0September 2031" in sentence
    assert Campaign.objects.values().get() == before
    rescheduled(stop)
    campaign.refresh_from_db()
    assert campaign.opens_at.date() == datetime.date(2031, 9, 2)


@pytest.mark.parametrize(
    ("kind", "take", "words"),
    [
        (Kind.POSTPONED, postponed, "It asks nobody until the stop has its new date."),
        (Kind.CANCELLED, cancelled, "It asks nobody as long as the stop is cancelled."),
    ],
)
def test_a_campaign_of_a_stop_that_does_not_take_place_asks_nobody(kind: Kind, take: Any, words: str) -> None:
    stop, _campaign = asked_after()

    assert said(stop, kind, take) == [words]


def test_a_campaign_that_was_stopped_is_not_named() -> None:
    campaign = open_campaign()
    Campaign.objects.update(state=Campaign.State.STOPPED)
    assert campaign.stop

    assert said(campaign.stop, Kind.POSTPONED, postponed) == []
