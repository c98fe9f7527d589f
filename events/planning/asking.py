"""What one stop asks of people, as its own page says it: what clashes, and for the team what the control room sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import capfirst

from events.models import Partnership, Session, Snooze, Stop
from events.planning.attention.gathering import said_once, thresholds_of
from events.planning.attention.needs import Need, Urgency, Watched, attention_rules
from events.planning.conflicts.finding import PRESSING, conflicts_in
from events.planning.conflicts.found import Conflict, Level
from events.planning.conflicts.queries import AROUND, known_to, last_day, read_around, today_of
from events.team.rules import reads_tour
from tournee.accounts.models import User
from tournee.web.navigation import Link

_CONFLICTS = "conflicts"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing: the sentence, how serious it is where it is a conflict (""), the tone of its line, what to press."""

    sentence: str
    level: str | Promise
    tone: str
    action: Link | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """All that a stop asks, the most serious first; `impossible` where something of it cannot take place."""

    lines: Sequence[Asked]
    clashes: bool
    impossible: bool


def asking_of(
    stop: Stop, user: User, *, programme: Sequence[Session], partners: Sequence[Partnership], edits: bool
) -> Asking:
    """What `stop` asks of `user`: its conflicts, and for the tour's team its needs; what was put off is left out.

    As many queries whatever the number of stops: only those around its days are compared. `programme` and `partners`
    are the stop's, read already.
    """
    today = today_of(stop.tour)
    if stop.state in (Stop.State.CANCELLED, Stop.State.RECORDED) or (stop.ends_on and stop.ends_on < today):
        return Asking((), clashes=False, impossible=False)
    in_team = reads_tour.test(user, stop)
    later = _put_off(stop) if in_team else frozenset()
    found = [one for one in _conflicts(stop, user) if one.key not in later]
    needs = [one for one in _needs(stop, programme, partners) if one.key not in later] if in_team else []
    lines = [_conflict_in_words(one, stop, edits=edits) for one in found]
    lines += [_need_in_words(one, edits=edits) for one in sorted(needs, key=lambda one: one.urgency)]
    return Asking(lines, bool(found), any(one.level == Level.IMPOSSIBLE for one in found))


def _put_off(stop: Stop) -> frozenset[str]:
    today = today_of(stop.tour)
    return frozenset(Snooze.objects.filter(tour=stop.tour_id, until__gt=today).values_list("key", flat=True))


def _conflicts(stop: Stop, user: User) -> list[Conflict]:
    """Those that ask for something to be done."""
    near = Q(pk=stop.pk)
    if stop.starts_on:
        near |= Q(starts_on__lte=last_day(stop) + AROUND, ends_on__gte=stop.starts_on - AROUND)
    stops = Stop.objects.filter(near, tour=stop.tour_id)
    read = read_around(stop.tour, today_of(stop.tour), reveals=known_to(user), stops=stops)
    touching = (one for one in conflicts_in(read, PRESSING) if stop.pk in one.actions)
    return [one for one in touching if one.level != Level.KNOW]


def _needs(stop: Stop, programme: Sequence[Session], partners: Sequence[Partnership]) -> list[Need]:
    """What the control room would say of the stop; conflicts are found apart, among the stops around."""
    seen = Watched(stop.tour, today_of(stop.tour), [stop], {stop.pk: programme}, {stop.pk: partners})
    thresholds = thresholds_of(stop.tour)
    rules = [(rule, thresholds[rule.name]) for rule in attention_rules if rule.name != _CONFLICTS]
    found = [need for rule, value in rules if value is not None for need in rule.find(seen, value)]
    return [need for need in said_once(found) if need.stop is not None and need.stop.pk == stop.pk]


def _conflict_in_words(found: Conflict, stop: Stop, *, edits: bool) -> Asked:
    return Asked(
        found.sentence, capfirst(str(found.level.word)), found.level.tone, found.action_at(stop) if edits else None
    )


def _need_in_words(need: Need, *, edits: bool) -> Asked:
    tone = {Urgency.NOW: "urgent", Urgency.SOON: "soon"}.get(need.urgency, "")
    return Asked(need.sentence, "", tone, need.action if edits else None)
