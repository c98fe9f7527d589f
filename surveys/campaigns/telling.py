"""What becomes of a stop's questionnaires when the stop changes, and whom they are sent to once they are noted."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.telling.told import By, Change, Told
from surveys.campaigns.audience import TO_PRESENT
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


def sent_to_those_noted(stop: Stop) -> Iterator[str]:
    """What whoever is noted afterwards as here is asked, a sentence for each questionnaire; one query at most."""
    if stop.state in {Stop.State.CANCELLED, Stop.State.POSTPONED}:
        return
    now = timezone.now()
    whole_tour = Q(tour=stop.tour_id, stop=None, session=None)
    asking = Campaign.objects.filter(Q(stop=stop) | Q(session__stop=stop) | whole_tour, closes_at__gt=now)
    asking = asking.filter(state=Campaign.State.APPROVED, basis__in=TO_PRESENT)
    for campaign in asking.order_by("opens_at", "pk"):
        said = _(
            "A questionnaire will be sent to them an hour after they are noted, by day and on no Sunday or public "
            "holiday: “%(title)s”. Whoever is taken back before then receives nothing."
        )
        if campaign.opens_at > now:
            said = _("A questionnaire will be sent to them on %(when)s: “%(title)s”.")
        yield said % {"title": campaign.title, "when": format_date_time(campaign.opens_at, zone=zone_of(stop))}


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
