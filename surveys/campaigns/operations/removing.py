"""Deleting a campaign that nobody was asked by."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from events.planning.operations.changing import changes_a_tour
from surveys.campaigns.errors import CampaignError
from surveys.models import Campaign
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import StaleVersion, record


@changes_a_tour
def remove_campaign(campaign: Campaign, *, expected_version: int | None, actor: User | None) -> None:
    """Delete one in preparation; its questionnaire and contact lists stay.

    Raises CampaignError (see `faults_of_removal`), StaleVersion, TourArchived.
    """
    current = Campaign.objects.select_for_update(of=("self",)).select_related("tour").get(pk=campaign.pk)
    if expected_version is not None and expected_version != current.version:
        raise StaleVersion(current, {})
    raise_first(faults_of_removal(current))
    record("campaign.remove", current.tour, actor=actor, changes={"campaign": (str(current), "")})
    current.delete()


def faults_of_removal(campaign: Campaign) -> Iterator[CampaignError]:
    """Why `campaign` cannot be deleted."""
    if campaign.state != Campaign.State.DRAFT:
        yield CampaignError(
            _("People were asked by this campaign, or will be, so it is kept. Stop it, and nobody is asked any more."),
            code="approved",
        )
