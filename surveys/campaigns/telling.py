"""What becomes of a stop's questionnaires when the stop changes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.telling.told import By, Change, Told
from surveys.campaigns.moments import zone_of
from surveys.models import Campaign
from tournee.texts.typography import format_date_time


def campaigns(change: Change) -> Iterator[Told]:
    """Each campaign that is not over: when it is sent after the change, or that nobody is asked meanwhile."""
    if change.session is not None:
        return
    stop = change.stop
    about = Campaign.objects.filter(Q(stop=stop) | Q(session__stop=stop), closes_at__gt=timezone.now())
    for campaign in about.exclude(state=Campaign.State.STOPPED).order_by("opens_at", "pk"):
        yield Told(_("Questionnaire “%(title)s”") % {"title": campaign.title}, By.FOLLOWS, [_said(campaign, change)])


def _said(campaign: Campaign, change: Change) -> str:
    if change.stop.state == Stop.State.CANCELLED:
        return _("It asks nobody as long as the stop is cancelled.")
    if change.stop.state == Stop.State.POSTPONED:
        return _("It asks nobody until the stop has its new date.")
    when = format_date_time(campaign.opens_at, zone=zone_of(change.stop))
    if campaign.opens_at <= timezone.now():
        return _("It is open already and stays so.")
    if campaign.state == Campaign.State.DRAFT:
        return _("It is to be sent on %(when)s, once it is approved.") % {"when": when}
    return _("It is sent on %(when)s.") % {"when": when}
