"""What happens below reaches campaigns."""

from __future__ import annotations

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.planning.announcements import SessionChange, StopChange
from registrations.inviting.announcements import ListRemoved
from registrations.privacy.announcements import PersonErased
from surveys.campaigns.audience import TO_PRESENT
from surveys.campaigns.errors import CampaignError, NeededByCampaign
from surveys.campaigns.moments import default_moments
from surveys.models import Campaign, Recipient
from tournee.history.operations import record


def forget(erased: PersonErased) -> None:
    """Remove the name and address of an erased person from every campaign; what they answered stays, unnamed.

    The recipient stays without them, so that nobody is asked again and the answer rate stays right.
    """
    by_address = Recipient.objects.filter(email_key__in=erased.email_keys)
    by_attendance = Recipient.objects.filter(attendee__in=erased.attendee_ids)
    for found in (by_address, by_attendance):
        found.update(email="", email_key="", name="", contact=None, erased_at=timezone.now())


def move_with_stop(change: StopChange) -> None:
    """A campaign that asks those who come opens the morning after the stop's new last day, unless it is open already.

    Its reminder and its closing keep their distance.
    """
    now = timezone.now()
    opens_at = default_moments(change.stop, now=now).opens_at
    about = Campaign.objects.filter(stop=change.stop, basis__in=TO_PRESENT, opens_at__gt=now)
    for campaign in about.exclude(state=Campaign.State.STOPPED).exclude(opens_at=opens_at):
        by = opens_at - campaign.opens_at
        moved = {
            "opens_at": opens_at,
            "reminds_at": campaign.reminds_at + by if campaign.reminds_at else None,
            "closes_at": campaign.closes_at + by,
        }
        Campaign.objects.filter(pk=campaign.pk).update(**moved, version=F("version") + 1)
        changes = {name: (getattr(campaign, name), value) for name, value in moved.items()}
        record("campaign.move", campaign, actor=change.actor, changes=changes)


def let_go_of_stop(change: StopChange) -> None:
    """A stop that was never public goes with the campaigns in preparation about it; one that was approved keeps it."""
    about = Campaign.objects.filter(stop=change.stop) | Campaign.objects.filter(session__stop=change.stop)
    if about.exclude(state=Campaign.State.DRAFT).exists():
        raise CampaignError(
            _("A campaign asks about this stop. Cancel the stop instead of deleting it."), code="campaign_approved"
        )
    Campaign.objects.filter(pk__in=about.values("pk")).delete()


def keep_session(change: SessionChange) -> None:
    """A session that a campaign asks about stays: whoever removes it is led to the campaign."""
    campaign = Campaign.objects.filter(session=change.session).order_by("pk").first()
    if campaign is not None:
        in_preparation = campaign.state == Campaign.State.DRAFT
        said = (
            gettext("The campaign “%(campaign)s” asks about this session: delete it or choose another session there.")
            if in_preparation
            else gettext("The campaign “%(campaign)s” asks about this session: cancel the session instead.")
        )
        raise _needed_by(campaign, said, code="campaign_asks")


def keep_list(removed: ListRemoved) -> None:
    """A list that a campaign was sent to, or will be, stays; those in preparation go without it."""
    used = removed.contact_list.campaigns.exclude(state=Campaign.State.DRAFT).order_by("pk")
    if (campaign := used.first()) is not None:
        said = gettext("The campaign “%(campaign)s” goes to this list, so the list is kept. Remove single contacts.")
        raise _needed_by(campaign, said, code="in_use")


def _needed_by(campaign: Campaign, said: str, *, code: str) -> NeededByCampaign:
    url = reverse("campaign", args=[campaign.slug])
    return NeededByCampaign(said % {"campaign": campaign.title}, url=url, code=code)
