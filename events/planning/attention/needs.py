"""What needs attention on a tour: each need in one sentence with its reason and one action; rules find them.

A rule is one function over what was read once (`Watched`): as many queries for three stops as for four hundred. Rooms
of this floor and the floors above contribute theirs.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from django.utils.functional import Promise

from events.models import Side, Stop, Tour
from tournee.floors import Contribution
from tournee.web.navigation import Link


class Urgency(IntEnum):
    """How soon somebody must act; the most urgent first."""

    NOW = 0
    SOON = 1
    LATER = 2


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do. `key` is the same tomorrow for the same need (`no_venue:12`): what was put off is known by it.

    `sentence` says what and why; `action` is the one thing to press. It is owed by the team or by the co-host (`side`),
    and by one person where one is known (`person`, a user's id).
    """

    key: str
    sentence: str
    action: Link
    urgency: Urgency
    stop: Stop | None = None
    side: Side = Side.TEAM
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """A tour on a day: its stops in order of date, each with its tour, sessions and partnerships read already."""

    tour: Tour
    today: datetime.date
    stops: Sequence[Stop]


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
