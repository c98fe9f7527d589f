"""Finding every conflict of a tour, or those that touch one of its stops."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from events.models import Stop, Tour
from events.planning.conflicts.dates import in_school_holidays, neighbours, on_public_holidays
from events.planning.conflicts.days_off import not_covered
from events.planning.conflicts.found import Conflict, Kind
from events.planning.conflicts.queries import Read, known_to, last_day, read_around, today_of
from events.planning.conflicts.sessions import rooms_twice, seats_above_safety, sessions_outside
from events.planning.conflicts.speakers import speakers_twice
from events.planning.conflicts.teams import teams_torn
from tournee.accounts.models import User

Finder = Callable[[Read], Iterator[Conflict]]
# Those whose conflicts ask for something to be done; the others are good to know.
PRESSING: tuple[Finder, ...] = (
    speakers_twice,
    teams_torn,
    rooms_twice,
    sessions_outside,
    seats_above_safety,
    on_public_holidays,
)
FINDERS: tuple[Finder, ...] = (*PRESSING, in_school_holidays, neighbours)


@dataclass(frozen=True, slots=True)
class Gap:
    """What could not be looked at, in a sentence, and at which stops."""

    sentence: str
    stops: list[Stop]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found (`conflicts`, the most serious first) and what could not be looked at (`gaps`).

    `dated` stops were compared, and `options` possible dates of others; `unplaced` stops have no point on the map.
    """

    conflicts: list[Conflict]
    gaps: list[Gap]
    dated: int
    options: int
    unplaced: list[Stop]

    def by_kind(self) -> list[tuple[Kind, list[Conflict]]]:
        """The conflicts of each kind, the kind with the most serious one first."""
        kinds = list(Kind)
        ranked = sorted(self.conflicts, key=lambda found: (kinds.index(found.kind), found.order))
        groups = [(kind, list(found)) for kind, found in groupby(ranked, key=lambda found: found.kind)]
        return sorted(groups, key=lambda group: (group[1][0].level, kinds.index(group[0])))


def conflicts_in(read: Read, finders: Iterable[Finder] = FINDERS) -> list[Conflict]:
    """Every conflict that `finders` find, each pair once, the most serious first."""
    return sorted((found for find in finders for found in find(read)), key=lambda found: found.order)


def look_at_tour(tour: Tour, user: User, *, today: datetime.date | None = None) -> Looked:
    """The conflicts of `tour` as `user` may see them: another's stop that is not public is not named."""
    read = read_around(tour, today or today_of(tour), reveals=known_to(user))
    return _looked(read, conflicts_in(read), read.stops, read.undated)


def look_at_stop(stop: Stop, user: User, *, today: datetime.date | None = None) -> Looked:
    """The conflicts that touch `stop`, as `user` may see them."""
    read = read_around(stop.tour, today or today_of(stop.tour), reveals=known_to(user))
    found = [conflict for conflict in conflicts_in(read) if any(touched.pk == stop.pk for touched in conflict.stops)]
    dated = [mine for mine in read.stops if mine.pk == stop.pk]
    return _looked(read, found, dated, [mine for mine in read.undated if mine.pk == stop.pk])


def _looked(read: Read, conflicts: list[Conflict], dated: Sequence[Stop], undated: Sequence[Stop]) -> Looked:
    options = {stop.pk: read.options[stop.pk] for stop in undated if stop.pk in read.options}
    latest = {stop.pk: last_day(stop) for stop in dated}
    latest |= {stop: max(last for _first, last in days) for stop, days in options.items()}
    gaps: dict[str, list[Stop]] = defaultdict(list)
    for stop in [*dated, *undated]:
        if stop.pk in latest and (sentence := not_covered(read.areas[stop.pk], latest[stop.pk])):
            gaps[sentence].append(stop)
    return Looked(
        conflicts=conflicts,
        gaps=[Gap(sentence, stops) for sentence, stops in sorted(gaps.items())],
        dated=len(dated),
        options=sum(map(len, options.values())),
        unplaced=[stop for stop in dated if stop.latitude is None],
    )
