"""What campaigns add to a firm's dossier, and what of theirs follows it."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from registrations.dossiers.operations import merge, separate
from registrations.models import Company
from surveys.campaigns.dossiers import asked_of
from tests.registrations.factories import CompanyFactory
from tests.surveys.factories import CampaignFactory, RecipientFactory, ResponseFactory

pytestmark = pytest.mark.django_db


def asked(firm: Company, campaign, *, answers: bool = False) -> None:
    recipient = RecipientFactory(campaign=campaign, company=firm, invited_at=timezone.now())
    if answers:
        ResponseFactory(recipient=recipient, company=firm, submitted_at=timezone.now())


def test_a_dossier_counts_who_was_asked_and_who_answered() -> None:
    firm, campaign = CompanyFactory(), CampaignFactory(approved=True)
    asked(firm, campaign)
    asked(firm, campaign, answers=True)
    with override("en"):
        (part,) = asked_of(firm, None)
    assert part.lines[0].words.endswith("2 people asked, 1 answer")


def test_an_editor_of_another_tour_reads_nothing_of_it() -> None:
    firm, campaign = CompanyFactory(), CampaignFactory(approved=True)
    asked(firm, campaign)
    assert list(asked_of(firm, frozenset())) == []
    assert list(asked_of(firm, frozenset({campaign.tour_id})))


def test_a_firm_that_nobody_asked_has_no_such_part() -> None:
    assert list(asked_of(CompanyFactory(), None)) == []


def test_they_follow_the_firm_and_come_back() -> None:
    kept, gone, campaign = CompanyFactory(), CompanyFactory(), CampaignFactory(approved=True)
    asked(gone, campaign, answers=True)

    done = merge(kept, gone, actor=None)
    assert (kept.recipients.count(), kept.responses.count()) == (1, 1)

    separate(done, actor=None)
    assert (gone.recipients.count(), gone.responses.count()) == (1, 1)
