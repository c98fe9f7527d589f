"""The tables of campaigns and of their recipients."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from events.planning import words
from surveys.campaigns.moments import stop_of_campaign, zone_of
from surveys.campaigns.queries import Rate, Standing
from surveys.models import Campaign
from tournee.web.tables import Column

if TYPE_CHECKING:
    from surveys.campaigns.queries import CountedCampaign

CAMPAIGNS = (
    Column("title", _("Campaign"), sort=("title_fr",)),
    Column("subject", _("About")),
    Column("state", _("State"), sort=("state", "opens_at")),
    Column("opens", _("Opens"), sort=("opens_at",)),
    Column("closes", _("Closes"), sort=("closes_at",)),
    Column("asked", _("Asked"), sort=("asked",), numeric=True),
    Column("answered", _("Answered"), sort=("answered",), numeric=True),
)
RECIPIENTS = (
    Column("name", _("Name"), sort=("name", "email_key")),
    Column("address", _("Address"), sort=("email_key",)),
    Column("origin", _("Why they are asked"), sort=("origin", "email_key")),
    Column("state", _("State"), sort=("standing", "email_key")),
    Column("asked", _("Asked on"), sort=("invited_at",)),
)
_PHASE_TONES = {"draft": "idea", "to_come": "open", "open": "ok", "closed": "done"}
TONES = {
    Standing.WAITING: "idea",
    Standing.INVITED: "open",
    Standing.REMINDED: "open",
    Standing.BEGAN: "part",
    Standing.ANSWERED: "done",
    Standing.OPTED_OUT: "off",
    Standing.BOUNCED: "danger",
    Standing.ERASED: "off",
}


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign as a list shows it."""

    campaign: Campaign
    subject: str
    state: words.Standing
    rate: Rate
    zone: datetime.tzinfo


def campaign_rows(campaigns: Iterable[CountedCampaign], *, at: datetime.datetime) -> list[CampaignRow]:
    """The rows of `campaigns` (from `queries.with_counts`) at the moment `at`; no further query."""
    return [
        CampaignRow(
            campaign=campaign,
            subject=subject_of(campaign),
            state=state_of(campaign, at),
            rate=Rate(campaign.answered, campaign.asked),
            zone=zone_of(stop_of_campaign(campaign)),
        )
        for campaign in campaigns
    ]


def state_of(campaign: Campaign, at: datetime.datetime) -> words.Standing:
    """The word and the tone of what the campaign is at that moment."""
    phase = campaign.phase(at)
    if campaign.state == Campaign.State.STOPPED:
        return words.Standing(Campaign.State.STOPPED.label, "off")
    return words.Standing(phase.label, _PHASE_TONES[phase])


def subject_of(campaign: Campaign) -> str:
    """What it is about, in words."""
    return str(campaign.stop or campaign.session or campaign.organisation or campaign.tour)
