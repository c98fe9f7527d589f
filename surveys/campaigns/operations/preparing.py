"""Preparing a campaign, approving it, stopping it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.planning.operations.changing import require_open
from surveys.campaigns.errors import CampaignError
from surveys.models import Campaign
from surveys.questionnaires.operations import freeze
from tournee.accounts.models import User
from tournee.history.operations import record, save_changes
from tournee.texts.slugs import free_slug

FIELDS = (
    "title_fr", "title_en", "stop", "session", "organisation", "questionnaire", "unit", "basis", "frame", "frame_size",
    "opens_at", "reminds_at", "closes_at",
)  # fmt: skip


def create_campaign(tour: Tour, values: Mapping[str, Any], *, actor: User | None) -> Campaign:
    """A campaign of the tour, in preparation; `values` as the model's fields, `contact_lists` a list.

    Raises CampaignError for moments out of order, a sample without its frame, or an object of another tour.
    """
    with transaction.atomic():
        require_open(tour)
        fields = {name: values[name] for name in FIELDS if name in values}
        campaign = Campaign(tour=tour, **fields)
        _check(campaign)
        campaign.slug = free_slug(campaign.title_fr, Campaign.objects.all(), fallback="campagne")
        campaign.save()
        campaign.contact_lists.set(values.get("contact_lists") or [])
        record("campaign.create", campaign, actor=actor)
    return campaign


def edit_campaign(
    campaign: Campaign, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Campaign:
    """Change a campaign in preparation. Raises CampaignError once it is approved, StaleVersion."""
    fields = {name: values[name] for name in FIELDS if name in values}
    with transaction.atomic():
        require_open(campaign)
        current = Campaign.objects.select_for_update().get(pk=campaign.pk)
        _require_draft(current)
        for name, value in fields.items():
            setattr(current, name, value)
        _check(current)
        save_changes(campaign, fields, expected_version=expected_version, actor=actor, action="campaign.edit")
        if "contact_lists" in values:
            campaign.contact_lists.set(values["contact_lists"])
    return campaign


def approve_campaign(campaign: Campaign, *, actor: User | None) -> Campaign:
    """Freeze what is asked, and let the tick send it when it opens.

    Raises CampaignError for one that is closed already or asks nobody, and what freezing refuses.
    """
    with transaction.atomic():
        require_open(campaign)
        if campaign.closes_at <= timezone.now():
            raise CampaignError(
                _("It would close before it opens: give it a later closing."), code="closed", field="closes_at"
            )
        if campaign.basis != Campaign.Basis.PRESENT and not campaign.contact_lists.exists():
            raise CampaignError(_("Choose the contact lists it goes to."), code="nobody_asked", field="contact_lists")
        version = freeze(campaign.questionnaire, actor=actor)
        moved = Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.DRAFT).update(
            state=Campaign.State.APPROVED, version_asked=version, version=F("version") + 1
        )
        campaign.refresh_from_db()
        if not moved:
            _require_draft(campaign)
        record("campaign.approve", campaign, actor=actor)
    return campaign


def stop_campaign(campaign: Campaign, *, actor: User | None) -> Campaign:
    """Nobody is asked or reminded any more, and no answer is taken; those given stay. Stopped twice, it is stopped."""
    with transaction.atomic():
        require_open(campaign)
        moved = Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.APPROVED).update(
            state=Campaign.State.STOPPED, version=F("version") + 1
        )
        campaign.refresh_from_db()
        if moved:
            record("campaign.stop", campaign, actor=actor)
    return campaign


def _require_draft(campaign: Campaign) -> None:
    if campaign.state != Campaign.State.DRAFT:
        raise CampaignError(
            _("This campaign is approved: people have been asked, or will be. Stop it and prepare another."),
            code="approved",
        )


def _check(campaign: Campaign) -> None:
    """What the database would refuse too, in words."""
    if campaign.closes_at <= campaign.opens_at:
        raise CampaignError(_("It closes before it opens."), code="backwards", field="closes_at")
    if campaign.reminds_at and not campaign.opens_at < campaign.reminds_at < campaign.closes_at:
        raise CampaignError(
            _("The reminder goes out while the questionnaire is open."), code="reminder", field="reminds_at"
        )
    if campaign.basis == Campaign.Basis.SAMPLE and not (campaign.frame and campaign.frame_size):
        raise CampaignError(
            _("Say what the sample was drawn from, and how large that is."), code="no_frame", field="frame"
        )
    for field in ("stop", "session", "questionnaire"):
        thing = getattr(campaign, field)
        owner = thing.stop if field == "session" and thing else thing
        if owner and owner.tour_id != campaign.tour_id:
            raise CampaignError(_("This belongs to another tour."), code="another_tour", field=field)
