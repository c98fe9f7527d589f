"""Preparing a campaign, approving it, stopping it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Stop, Tour
from events.planning.operations.changing import require_open
from surveys.campaigns.audience import TO_LISTS
from surveys.campaigns.errors import CampaignError
from surveys.campaigns.faults import FIELDS, faults_of_campaign
from surveys.campaigns.moments import default_moments
from surveys.models import Campaign, Questionnaire
from surveys.questionnaires.operations import freeze
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes
from tournee.texts.slugs import free_slug


def create_campaign(tour: Tour, values: Mapping[str, Any], *, actor: User | None) -> Campaign:
    """A campaign of the tour, in preparation; `values` as the model's fields, `contact_lists` a list.

    Raises CampaignError for moments out of order, a sample without its frame, or an object of another tour.
    """
    with transaction.atomic():
        require_open(tour)
        raise_first(faults_of_campaign(tour, values, None))
        fields = {name: values[name] for name in FIELDS if name in values}
        campaign = Campaign(tour=tour, **fields)
        campaign.slug = free_slug(campaign.title_fr, Campaign.objects.all(), fallback="campagne")
        campaign.save()
        campaign.contact_lists.set(values.get("contact_lists") or [])
        record("campaign.create", campaign, actor=actor)
    return campaign


def ask_after(stop: Stop, questionnaire: Questionnaire, *, actor: User | None) -> Campaign:
    """A campaign in preparation that asks everyone present at `stop`, at the usual moments. Raises CampaignError."""
    moments = default_moments(stop, now=timezone.now())
    titles = {}
    for language in ("fr", "en"):
        with translation.override(language):
            titles[f"title_{language}"] = gettext("After the stop at %(place)s") % {"place": stop.place}
    values = {
        **titles,
        "stop": stop,
        "questionnaire": questionnaire,
        "basis": Campaign.Basis.PRESENT,
        "opens_at": moments.opens_at,
        "reminds_at": moments.reminds_at,
        "closes_at": moments.closes_at,
    }
    return create_campaign(stop.tour, values, actor=actor)


def edit_campaign(
    campaign: Campaign, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Campaign:
    """Change a campaign in preparation. Raises CampaignError once it is approved, StaleVersion."""
    fields = {name: values[name] for name in FIELDS if name in values}
    with transaction.atomic():
        require_open(campaign)
        current = Campaign.objects.select_for_update().get(pk=campaign.pk)
        _require_draft(current)
        raise_first(faults_of_campaign(campaign.tour, values, current))
        save_changes(campaign, fields, expected_version=expected_version, actor=actor, action="campaign.edit")
        if "contact_lists" in values:
            _set_lists(campaign, values["contact_lists"], actor)
    return campaign


def approve_campaign(campaign: Campaign, *, actor: User | None) -> Campaign:
    """Freeze what is asked, and let the tick send it when it opens.

    Raises CampaignError for one that is closed already or asks nobody, and what freezing refuses.
    """
    with transaction.atomic():
        require_open(campaign)
        # What is approved is what stands: somebody who edits it at this moment comes before, or is refused after.
        campaign.refresh_from_db(from_queryset=Campaign.objects.select_for_update(no_key=True))
        raise_first(faults_of_approval(campaign))
        version = freeze(campaign.questionnaire, actor=actor)
        moved = Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.DRAFT).update(
            state=Campaign.State.APPROVED, version_asked=version, version=F("version") + 1
        )
        campaign.refresh_from_db()
        if not moved:
            _require_draft(campaign)
        record("campaign.approve", campaign, actor=actor)
    return campaign


def faults_of_approval(campaign: Campaign) -> list[CampaignError]:
    """Why the campaign cannot be approved as it stands, whatever its questionnaire lacks."""
    faults = []
    if campaign.closes_at <= timezone.now():
        faults.append(
            CampaignError(
                _("It would close before it opens: give it a later closing."), code="closed", field="closes_at"
            )
        )
    if campaign.basis in TO_LISTS and not campaign.contact_lists.exists():
        faults.append(
            CampaignError(_("Choose the contact lists it goes to."), code="nobody_asked", field="contact_lists")
        )
    return faults


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


def _set_lists(campaign: Campaign, lists: Any, actor: User | None) -> None:
    """Send it to those lists; history names them."""
    before = {each.pk: each.name for each in campaign.contact_lists.all()}
    after = {each.pk: each.name for each in lists}
    if before.keys() != after.keys():
        campaign.contact_lists.set(after)
        changes = {"contact_lists": (list(before.values()), list(after.values()))}
        record("campaign.edit", campaign, actor=actor, changes=changes)
