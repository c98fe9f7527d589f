"""What proposals add to what a tour watches: those that wait too long, or of a stop that is near."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Proposal, Stop
from events.planning.attention.needs import AttentionRule, Need, Urgency, Watched, urgency_in
from events.planning.proposals.queries import waiting_at
from events.planning.proposals.words import title_of
from tournee.web.navigation import Link

NEAR_DAYS = 14  # a proposal for a stop this near is looked at the day it comes


def find_waiting(watched: Watched, threshold: int) -> Iterator[Need]:
    """One need for each proposal that waits since `threshold` days, or whose stop is near. One query."""
    near = {stop.pk: days for stop, days in watched.within(NEAR_DAYS)}
    zone = ZoneInfo(watched.tour.time_zone)
    for proposal in waiting_at([stop for stop in watched.stops if stop.state != Stop.State.CANCELLED]):
        waited = max((watched.today - proposal.proposed_at.astimezone(zone).date()).days, 0)
        if waited >= threshold or proposal.stop_id in near:
            yield _need(proposal, waited, near.get(proposal.stop_id))


def _need(proposal: Proposal, waited: int, days_left: int | None) -> Need:
    return Need(
        key=f"proposals_waiting:{proposal.pk}",
        sentence=_sentence(proposal, waited),
        action=Link(_("Look at the proposal"), reverse("planning_proposal", args=[proposal.pk])),
        urgency=Urgency.SOON if days_left is None else urgency_in(days_left),
        stop=proposal.stop,
        person=proposal.stop.lead_id,
    )


def _sentence(proposal: Proposal, waited: int) -> str:
    said = {"who": proposal.proposed_by or capfirst(_("the co-host")), "what": title_of(proposal), "count": waited}
    if not waited:
        return _("%(who)s has proposed today, and waits for an answer: %(what)s.") % said
    return (
        ngettext(
            "%(who)s has waited for an answer for %(count)d day: %(what)s.",
            "%(who)s has waited for an answer for %(count)d days: %(what)s.",
            waited,
        )
        % said
    )


PROPOSALS_WAITING = AttentionRule(
    name="proposals_waiting",
    label=gettext_lazy("A co-host’s proposal that nobody has answered"),
    find=find_waiting,
    default=3,
    unit=gettext_lazy("days"),
)
