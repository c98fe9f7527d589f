"""Registrations counted: by week, relay, size, trade, region and distance; firms apart from people.

Outside the team's editors small numbers are not shown (the house's rule, counted in people *and* in firms): nothing of
fewer than the base, no row behind which stand fewer than three, none that one firm makes nearly alone, and none that
subtracting the others from the sum would give back.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from registrations.dossiers.words import SIZE_WORDS, SIZES
from registrations.figures.gathered import Known, Party
from registrations.models import Trade

CELL = 3
DOMINANCE = 0.85  # a share of one party from which on the row is that party's
_DISTANCES = ((0, 10), (10, 30), (30, 60), (60, None))
UNKNOWN = "unknown"


@dataclass(slots=True)
class Row:
    """What is counted under one label: how many, and of it how many each firm or other party makes."""

    count: int = 0
    parties: Counter[Hashable] = field(default_factory=Counter)

    def add(self, of: Hashable, count: int = 1) -> None:
        """Count so many more, of that party."""
        self.count += count
        self.parties[of] += count

    @property
    def tells(self) -> bool:
        """Whether it would speak of somebody: too few, of too few parties, or of one nearly alone."""
        largest = max(self.parties.values(), default=0)
        return self.count > 0 and (self.count < CELL or len(self.parties) < CELL or largest > DOMINANCE * self.count)


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows of (label, what is counted), None where it is held back. `n` is what was counted in all."""

    rows: tuple[tuple[str, Row | None], ...]
    n: int

    @property
    def shown(self) -> tuple[tuple[str, int], ...]:
        """The rows that may be drawn."""
        return tuple((label, row.count) for label, row in self.rows if row is not None)

    @property
    def hidden(self) -> int:
        """How many rows are held back."""
        return sum(1 for _label, row in self.rows if row is None)


def base() -> int:
    """The fewest that are told apart: the installation's base, never under three."""
    return max(CELL, settings.SURVEYS_BASE)


def by_week(parties: Sequence[Party]) -> Counted:
    """People registered by week, from the first to the last, weeks without any included; Mondays as labels."""
    weeks: defaultdict[datetime.date, Row] = defaultdict(Row)
    for party in parties:
        weeks[party.on - datetime.timedelta(days=party.on.weekday())].add(party.of, party.people)
    rows = []
    week, last = min(weeks, default=None), max(weeks, default=None)
    while week is not None and last is not None and week <= last:
        rows.append((week.isoformat(), weeks[week]))
        week += datetime.timedelta(days=7)
    return Counted(tuple(rows), _sum(rows))


def by_relay(parties: Iterable[Party]) -> Counted:
    """People by who passed the invitation on, most first; those who came by themselves last; empty if all did."""
    rows: defaultdict[str, Row] = defaultdict(Row)
    alone = Row()
    for party in parties:
        (rows[party.relay] if party.relay else alone).add(party.of, party.people)
    return _most_first(rows, _("by themselves"), alone) if rows else Counted((), 0)


def by_size(firms: Sequence[int], known: Known) -> Counted:
    """Firms by band of headcount, smallest first; those of unknown size last."""
    bands: defaultdict[str, Row] = defaultdict(Row)
    for firm in firms:
        bands[band_of(known.sizes.get(firm))].add(firm)
    rows = tuple((str(words), bands[band]) for band, words in SIZE_WORDS if band in bands)
    return Counted(rows, len(firms))


def band_of(headcount: int | None) -> str:
    """The band of a headcount, a name of SIZE_WORDS; that of an unknown size for None."""
    if headcount is None:
        return UNKNOWN
    return next(band for band, (low, high) in SIZES.items() if low <= headcount and (high is None or headcount <= high))


def by_trade(firms: Sequence[int], known: Known) -> Counted:
    """Firms by trade, most first; those that said none last."""
    words = {str(trade.value): str(trade.label) for trade in Trade}
    rows: defaultdict[str, Row] = defaultdict(Row)
    untold = Row()
    for firm in firms:
        told = words.get(known.trades.get(firm, ""))
        (rows[told] if told else untold).add(firm)
    return _most_first(rows, _("said no trade"), untold)


def by_region(parties: Iterable[Party]) -> Counted:
    """Firms by the region of their commune, most first; a firm once, wherever it registered."""
    rows: defaultdict[str, Row] = defaultdict(Row)
    unnamed = Row()
    for firm, region in {party.firm: party.region for party in parties if party.firm}.items():
        (rows[region] if region else unnamed).add(firm)
    return _most_first(rows, _("place not known"), unnamed)


def by_distance(parties: Iterable[Party]) -> Counted:
    """Firms' registrations by kilometres from their commune to the stop, as the crow flies, nearest first."""
    steps: defaultdict[int | None, Row] = defaultdict(Row)
    for party in parties:
        if party.firm:
            steps[step_of(party.km)].add(party.of)
    rows = [(words, steps[low]) for low, words in distances_in_words()]
    if None in steps:
        rows.append((_("place not known"), steps[None]))
    return Counted(tuple(rows), _sum(rows))


def step_of(km: float | None) -> int | None:
    """Where the step begins in which so many kilometres lie; None for None."""
    return None if km is None else next(low for low, high in _DISTANCES if high is None or km < high)


def distances_in_words() -> list[tuple[int, str]]:
    """Each step of distance, nearest first: where it begins, and in words."""
    return [(low, _distance_in_words(low, high)) for low, high in _DISTANCES]


def _distance_in_words(low: int, high: int | None) -> str:
    if high is None:
        return _("%(low)s km or more") % {"low": low}
    return _("%(low)s to %(high)s km") % {"low": low, "high": high} if low else _("under %(high)s km") % {"high": high}


def _most_first(rows: dict[str, Row], otherwise: str, others: Row) -> Counted:
    """Those rows by size, then those of none of them."""
    found = sorted(rows.items(), key=lambda one: (-one[1].count, one[0]))
    found += [(otherwise, others)] if others.count else []
    return Counted(tuple(found), _sum(found))


def _sum(rows: Iterable[tuple[str, Row]]) -> int:
    return sum(row.count for _label, row in rows)


def outside(counted: Counted) -> Counted | None:
    """The same for readers outside the team; None where there are too few to be told apart at all.

    What is held back is so together with others, the smallest first, until it speaks of nobody as a sum either.
    """
    if counted.n < base():
        return None
    hidden = held_back({label: row for label, row in counted.rows if row is not None})
    return Counted(tuple((label, None if label in hidden else row) for label, row in counted.rows), counted.n)


def held_back(*measures: Mapping[str, Row], unsaid: Iterable[Mapping[str, Row]] = ()) -> set[str]:
    """The labels that may not be shown, where each measure counts something else under the same labels.

    `unsaid` is what nobody publishes and subtracting two tables would give (who registered and did not come): it holds
    a label back as well. How many these are in all is known; under which of the labels held back, is not.
    """
    shown = [{label: row for label, row in measure.items() if row.count} for measure in measures]
    hidden = {label for measure in (*shown, *unsaid) for label, row in measure.items() if row.tells}
    others = sorted((row.count, label) for label, row in shown[0].items() if label not in hidden)
    while hidden and others and (len(hidden) < 2 or any(_together(measure, hidden).tells for measure in shown)):
        hidden.add(others.pop(0)[1])
    return hidden


def _together(rows: Mapping[str, Row], labels: Iterable[str]) -> Row:
    whole = Row()
    for row in (rows[label] for label in labels if label in rows):
        whole.count += row.count
        whole.parties.update(row.parties)
    return whole
