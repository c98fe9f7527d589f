"""Gathering what needs attention: the tour is read once, every rule looks at it, what was put off is set aside."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from events.models import Partnership, Session, Snooze, Stop, Threshold, Tour
from events.planning.attention.needs import AttentionRule, Need, Watched, attention_rules

T = TypeVar("T", Session, Partnership)
LATEST_OVER = 20
# Long texts, and what is kept for readers' calendars: no rule asks for them.
_UNASKED = (
    "summary_fr", "summary_en", "access_en", "reason_fr", "reason_en", "source_url", "search_key", "changed_at",
)  # fmt: skip
_OF_A_SESSION = (
    "stop_id", "kind", "state", "title_fr", "title_en", "starts_at", "ends_at", "room", "online_url", "capacity",
    "seats_taken",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PutOff:
    """A need that somebody put off, with who, until when and why."""

    need: Need
    snooze: Snooze


@dataclass(frozen=True, slots=True)
class Attention:
    """What a tour asks of people on a day: most urgent first, then by day of the stop; and what was put off."""

    watched: Watched
    needs: list[Need]
    put_off: list[PutOff]


def watched(tour: Tour, today: datetime.date) -> Watched:
    """The tour as the rules see it; four queries, whatever the number of stops.

    Sessions and partnerships are read of the stops that are not over and of the latest that are: no rule asks for
    those of a stop held long ago. They are kept beside the stops: prefetched, each stop would get a query set of its
    own, which takes longer than the reading.
    """
    stops = list(Stop.objects.filter(tour=tour).defer(*_UNASKED).along_the_route())
    for stop in stops:
        stop.tour = tour
    over = [stop.pk for stop in stops if stop.ends_on and stop.ends_on < today]
    asked = over[-LATEST_OVER:] + [stop.pk for stop in stops if stop.ends_on is None or stop.ends_on >= today]
    sessions = Session.objects.filter(stop__in=asked).only(*_OF_A_SESSION)
    partnerships = Partnership.objects.filter(stop__in=asked).prefetch_related("organisation")
    return Watched(tour, today, stops, _by_stop(asked, sessions), _by_stop(asked, partnerships))


def _by_stop(stops: Iterable[int], rows: Iterable[T]) -> dict[int, list[T]]:
    """For each of `stops` its sessions or partnerships, in the order given."""
    found: dict[int, list[T]] = {stop: [] for stop in stops}
    for row in rows:
        found[row.stop_id or 0].append(row)
    return found


def thresholds_of(tour: Tour) -> dict[str, int | None]:
    """The threshold of each rule on this tour, by the rule's name: its own, else the rule's; None where it is off."""
    own = dict(Threshold.objects.filter(tour=tour).values_list("rule", "value"))
    return {rule.name: own.get(rule.name, rule.default or 0) for rule in attention_rules}


def attention_of(tour: Tour, today: datetime.date) -> Attention:
    """All that needs attention on `tour` today; as many queries for three stops as for four hundred."""
    seen = watched(tour, today)
    found = sorted(_found(seen, thresholds_of(tour)), key=_order)
    snoozes = {one.key: one for one in Snooze.objects.filter(tour=tour, until__gt=today).select_related("by")}
    return Attention(
        seen,
        [need for need in found if need.key not in snoozes],
        [PutOff(need, snoozes[need.key]) for need in found if need.key in snoozes],
    )


def needs_of(tour: Tour, today: datetime.date, *, snoozed: bool = False) -> list[Need]:
    """What needs attention, most urgent first, then by day of the stop; with `snoozed`, what was put off instead."""
    attention = attention_of(tour, today)
    return [one.need for one in attention.put_off] if snoozed else attention.needs


def rule_named(name: str) -> AttentionRule | None:
    """The rule of that name, if any room contributes it."""
    return next((rule for rule in attention_rules if rule.name == name), None)


def _found(seen: Watched, thresholds: Mapping[str, int | None]) -> list[Need]:
    on = [(rule, value) for rule in attention_rules if (value := thresholds[rule.name]) is not None]
    return said_once([need for rule, value in on for need in rule.find(seen, value)])


def said_once(found: Sequence[Need]) -> list[Need]:
    """Those of `found` that no other says too, by their `unless`."""
    said = {(need.key.partition(":")[0], need.stop.pk) for need in found if need.stop}
    return [need for need in found if need.stop is None or (need.unless, need.stop.pk) not in said]


def _order(need: Need) -> tuple[int, datetime.date, str]:
    """Urgency, then the stop's day; what is of the tour as a whole comes first among equals."""
    if need.stop is None:
        return need.urgency, datetime.date.min, need.key
    return need.urgency, need.stop.starts_on or need.stop.month or datetime.date.max, need.key
