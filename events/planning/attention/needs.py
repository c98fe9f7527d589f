"""What needs attention on a tour: each need in one sentence with its reason and one action; rules find them.

A rule is one function over what was read once (`Watched`): as many queries for three stops as for four hundred. Rooms
of this floor and the floors above contribute theirs.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise

from events.models import Partnership, Session, Side, Stop, Tour
from tournee.floors import Contribution
from tournee.web.navigation import Link

AHEAD = frozenset({Stop.State.IDEA, Stop.State.CONTACTED, Stop.State.CONFIRMED, Stop.State.PUBLISHED})
_ANY = "any-stop"


class Urgency(IntEnum):
    """How soon somebody must act; the most urgent first."""

    NOW = 0
    SOON = 1
    LATER = 2


def urgency_in(days: int) -> Urgency:
    """How urgent it is that something of a stop `days` days away is still missing."""
    if days <= 7:
        return Urgency.NOW
    return Urgency.SOON if days <= 28 else Urgency.LATER


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do. `key` is the same tomorrow for the same need (`no_venue:12`): what was put off is known by it.

    `sentence` says what and why; `action` is the one thing to press. It is owed by the team or by the co-host (`side`),
    and by one person where one is known (`person`, a user's id). It is not said where the rule named `unless` speaks of
    the same stop: that says the same, with its own action.
    """

    key: str
    sentence: str
    action: Link
    urgency: Urgency
    stop: Stop | None = None
    side: Side = Side.TEAM
    person: int | None = None
    unless: str = ""


@dataclass(frozen=True)
class Watched:
    """A tour on a day: its stops in order of date, each with its tour.

    `sessions` and `partnerships` (with their organisation) are those of the stops ahead and of the latest that are
    over, by the stop's id: a rule asks for them here, never a stop, which would ask the database.
    """

    tour: Tour
    today: datetime.date
    stops: Sequence[Stop]
    sessions: Mapping[int, Sequence[Session]] = field(default_factory=dict)
    partnerships: Mapping[int, Sequence[Partnership]] = field(default_factory=dict)

    @cached_property
    def ahead(self) -> list[Stop]:
        """The stops that are neither over nor called off; one without a day is always ahead."""
        return [stop for stop in self.stops if stop.state in AHEAD and not (stop.ends_on and stop.ends_on < self.today)]

    def within(self, days: int) -> Iterator[tuple[Stop, int]]:
        """The stops ahead whose first day is at most `days` days away, each with how many days that is."""
        for stop in self.ahead:
            if stop.starts_on and (left := (stop.starts_on - self.today).days) <= days:
                yield stop, left

    def planned_at(self, stop: Stop) -> list[Session]:
        """The sessions of `stop` that are to take place, in order."""
        return [one for one in self.sessions.get(stop.pk, ()) if one.state == Session.State.PLANNED]

    def partners_at(self, stop: Stop, role: str) -> list[Partnership]:
        """Those who have that role at `stop`."""
        return [one for one in self.partnerships.get(stop.pk, ()) if one.role == role]

    def addresses(self) -> Callable[[Stop], str]:
        """What leads from a stop to its page in the workspace; the address is made once for all of them."""
        before, after = reverse("planning_stop", args=[self.tour.slug, _ANY]).rsplit(_ANY, 1)
        return lambda stop: f"{before}{stop.slug}{after}"


@dataclass(frozen=True, slots=True)
class AttentionRule:
    """A rule called `name`; `find` is given the tour's threshold, counted in `unit` (a plural of days, people, …).

    `default` holds where the tour has set none; None for a rule that has no threshold but on and off.
    """

    name: str
    label: str | Promise
    find: Callable[[Watched, int], Iterable[Need]]
    default: int | None = None
    unit: str | Promise = ""


attention_rules: Contribution[AttentionRule] = Contribution(
    "attention_rules", says="What the control room watches for, each rule with its threshold (planning)"
)
