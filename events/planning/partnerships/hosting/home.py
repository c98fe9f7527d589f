"""What a co-host's home puts together: its stops as they come, then those that are over."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Organisation, Proposal, Stop
from events.planning.attention.words import in_how_long
from events.planning.partnerships.hosting.facts import HostedFact, hosted_stop_facts
from events.planning.partnerships.hosting.owed import TO_CHECKLIST, Owed, owed_at
from events.planning.queries import stops_hosted_by
from events.planning.words import Standing, standing, when_planned
from events.team.queries import roles_of
from tournee.accounts.models import User
from tournee.web.navigation import Link

if TYPE_CHECKING:
    from events.planning.queries import PlannedStop


@dataclass(frozen=True, slots=True)
class HostedStop:
    """One stop in words: when, in how long (""), what its co-host owes it, what there is to know and to open."""

    stop: Stop
    url: str
    when: str
    distance: str
    standing: Standing
    tone: str
    owed: Sequence[Owed]
    facts: Sequence[HostedFact]
    over: bool
    undated: str = ""

    @property
    def now(self) -> list[HostedFact]:
        """What the co-host came for today: the door, the page of the evening."""
        return [fact for fact in self.facts if fact.first]

    @property
    def known(self) -> list[HostedFact]:
        """What else there is to know and to open."""
        return [fact for fact in self.facts if not fact.first]

    @property
    def asked(self) -> list[list[Owed]]:
        """What is owed, gathered by what is pressed for it: several tasks lead to one checklist."""
        found: dict[str, list[Owed]] = defaultdict(list)
        for one in self.owed:
            found[one.action.url.partition("#")[0] if one.action.label == TO_CHECKLIST else one.action.url].append(one)
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Home:
    """A co-host's home: `coming` and `over` stops, and where colleagues of each organisation are invited."""

    coming: Sequence[HostedStop]
    over: Sequence[HostedStop]
    invitations: Sequence[Link]

    @property
    def owed(self) -> int:
        """How many things are owed in all."""
        return sum(len(hosted.owed) for hosted in (*self.coming, *self.over))


def home_of(user: User, now: datetime.datetime) -> Home:
    """The stops of all tours that `user` co-hosts, and nothing of the others'. As many queries for one as for ten."""
    stops = list(stops_hosted_by(user).prefetch_related("sessions", "partnerships"))
    owed, facts = owed_at(stops, user, now.date()), _facts_of(stops)
    shown = [_hosted(stop, owed.get(stop.pk, []), facts[stop.pk], now) for stop in stops]
    coming = sorted((one for one in shown if not one.over), key=_by_day)
    over = sorted((one for one in shown if one.over), key=_by_day, reverse=True)
    return Home(coming, over, _invitations(user))


def _hosted(stop: PlannedStop, owed: Sequence[Owed], facts: Sequence[HostedFact], now: datetime.datetime) -> HostedStop:
    phase = stop.phase(now)
    over = phase == Stop.Phase.HELD or stop.state in (Stop.State.RECORDED, Stop.State.CANCELLED)
    soon = "soon" if owed else ""
    return HostedStop(
        stop=stop,
        url=reverse("planning_stop", args=[stop.tour.slug, stop.slug]),
        when=when_planned(stop, stop.options),
        distance="" if over or stop.starts_on is None else in_how_long(stop, now.astimezone(stop.zone).date()),
        standing=standing(stop, now),
        tone="urgent" if phase == Stop.Phase.TODAY or any(one.late for one in owed) else soon,
        owed=owed,
        facts=facts,
        over=over,
        undated="" if over or stop.starts_on else _undated(stop),
    )


def _undated(stop: PlannedStop) -> str:
    """That its date is not fixed, and what a co-host can do about it."""
    if stop.state == Stop.State.POSTPONED:
        return _("The stop is postponed and has no new date yet. Tell the team which days suit you.")
    if stop.options:
        return _("The date is not fixed yet. Look at the possible dates, and tell the team which suits you.")
    return _("The date is not fixed yet. Tell the team which days suit you.")


def _by_day(hosted: HostedStop) -> datetime.date:
    return hosted.stop.starts_on or hosted.stop.month or datetime.date.max


def _facts_of(stops: Sequence[Stop]) -> dict[int, list[HostedFact]]:
    """Proposals that wait for the team, then what the floors above say."""
    found: dict[int, list[HostedFact]] = defaultdict(list)
    if not stops:
        return found
    waiting = Proposal.objects.filter(stop__in=stops, state=Proposal.State.OPEN).order_by().values_list("stop")
    pages = {stop.pk: reverse("planning_stop_proposals", args=[stop.tour.slug, stop.slug]) for stop in stops}
    for stop, count in waiting.annotate(Count("pk")):
        said = ngettext("%(count)d proposal waits for the team", "%(count)d proposals wait for the team", count)
        found[stop].append(HostedFact(said % {"count": count}, pages[stop]))
    for contributed in hosted_stop_facts:
        for pk, facts in contributed(stops).items():
            found[pk] += facts
    return found


def _invitations(user: User) -> list[Link]:
    """“Invite a colleague” for each organisation one represents; its name is said where there are several."""
    organisations = list(Organisation.objects.filter(pk__in=roles_of(user).organisations))
    return [
        Link(
            _("Invite a colleague") if len(organisations) == 1 else _("Invite a colleague of %(name)s") % {"name": one},
            f"{reverse('representatives', args=[one.slug])}#invite",
        )
        for one in organisations
    ]
