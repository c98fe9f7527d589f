"""Registrations counted: by week, relay, size, trade, region and distance; firms apart from people.

Outside the team's editors small numbers are not shown: nothing of fewer than five, no cell under three, and none that
subtracting the others from the sum would give back.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registrations.dossiers.filters import SIZE_WORDS, SIZES
from registrations.figures.gathered import Known, Party
from registrations.models import Trade

BASE = 5  # fewer are not told apart
CELL = 3
_DISTANCES = ((0, 10), (10, 30), (30, 60), (60, None))
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows of (label, count); a count of None is too small to be shown. `n` is what was counted."""

    rows: tuple[tuple[str, int | None], ...]
    n: int

    @property
    def shown(self) -> tuple[tuple[str, int], ...]:
        """The rows that may be drawn."""
        return tuple((label, count) for label, count in self.rows if count is not None)

    @property
    def hidden(self) -> int:
        """How many rows are too small to be shown."""
        return sum(1 for _label, count in self.rows if count is None)


def by_week(parties: Sequence[Party]) -> Counted:
    """People registered by week, from the first to the last, weeks without any included; Mondays as labels."""
    weeks: Counter[datetime.date] = Counter()
    for party in parties:
        weeks[party.on - datetime.timedelta(days=party.on.weekday())] += party.people
    rows = []
    week = min(weeks, default=None)
    while week is not None and week <= max(weeks):
        rows.append((week.isoformat(), weeks[week]))
        week += datetime.timedelta(days=7)
    return Counted(tuple(rows), sum(weeks.values()))


def by_relay(parties: Iterable[Party]) -> Counted:
    """People by who passed the invitation on, most first; those who came by themselves last. Empty without relays."""
    counts: Counter[str] = Counter()
    alone = 0
    for party in parties:
        if party.relayed:
            counts[party.relay] += party.people
        else:
            alone += party.people
    if not counts:
        return Counted((), 0)
    rows = (*counts.most_common(), *([(_("by themselves"), alone)] if alone else []))
    return Counted(rows, sum(counts.values()) + alone)


def by_size(firms: Sequence[int], known: Known) -> Counted:
    """Firms by band of headcount, smallest first; those of unknown size last."""
    counts = Counter(_band(known.sizes.get(firm)) for firm in firms)
    rows = tuple((str(words), counts[band]) for band, words in SIZE_WORDS if counts[band])
    return Counted(rows, len(firms))


def _band(headcount: int | None) -> str:
    if headcount is None:
        return UNKNOWN
    return next(band for band, (low, high) in SIZES.items() if low <= headcount and (high is None or headcount <= high))


def by_trade(firms: Sequence[int], known: Known) -> Counted:
    """Firms by trade, most first; those that said none last."""
    words = {str(trade.value): str(trade.label) for trade in Trade}
    told = Counter(words[known.trades[firm]] for firm in firms if known.trades.get(firm) in words)
    untold = len(firms) - sum(told.values())
    return Counted((*told.most_common(), *([(_("said no trade"), untold)] if untold else [])), len(firms))


def by_region(parties: Iterable[Party]) -> Counted:
    """Firms by the region of their commune, most first; a firm once, wherever it registered."""
    regions = {party.firm: party.region for party in parties if party.firm}
    named = Counter(region for region in regions.values() if region)
    unnamed = sum(1 for region in regions.values() if not region)
    return Counted((*named.most_common(), *([(_("place not known"), unnamed)] if unnamed else [])), len(regions))


def by_distance(parties: Iterable[Party]) -> Counted:
    """Firms' registrations by kilometres from their commune to the stop, as the crow flies, nearest first."""
    of_firms = [party for party in parties if party.firm]
    counts = Counter(_step(party.km) for party in of_firms)
    rows = [(_distance_in_words(low, high), counts[low]) for low, high in _DISTANCES]
    if counts[None]:
        rows.append((_("place not known"), counts[None]))
    return Counted(tuple(rows), len(of_firms))


def _step(km: float | None) -> int | None:
    return None if km is None else next(low for low, high in _DISTANCES if high is None or km < high)


def _distance_in_words(low: int, high: int | None) -> str:
    if high is None:
        return _("%(low)s km or more") % {"low": low}
    return _("%(low)s to %(high)s km") % {"low": low, "high": high} if low else _("under %(high)s km") % {"high": high}


def outside(counted: Counted) -> Counted | None:
    """The same for readers outside the team; None where there are too few to be told apart at all.

    Source: the two thresholds of the house's rule on small numbers; what one hidden cell would give away by
    subtraction hides the next smallest one too.
    """
    if counted.n < BASE:
        return None
    sizes = {label: count for label, count in counted.rows if count}
    hidden = {label for label, count in sizes.items() if count < CELL}
    if (hidden and _sum(sizes, hidden) < CELL) or len(hidden) == 1:
        others = sorted((count, label) for label, count in sizes.items() if label not in hidden)
        hidden |= {others[0][1]} if others else set()
    return Counted(tuple((label, None if label in hidden else count) for label, count in counted.rows), counted.n)


def _sum(sizes: Mapping[str, int], labels: Iterable[str]) -> int:
    return sum(sizes[label] for label in labels)
