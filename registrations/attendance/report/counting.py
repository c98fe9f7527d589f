"""What a report counts: of a group of people, and firms and people apart by size, trade, territory and distance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from django.utils.translation import gettext as _

from events.models import Stop
from events.reference.queries import distance_km
from registrations.attendance.states import Somebody, State
from registrations.dossiers.words import SIZE_WORDS
from registrations.figures.counting import CELL, Row, band_of, base, distances_in_words, held_back, step_of
from registrations.figures.gathered import Known
from registrations.models import Trade


@dataclass(frozen=True, slots=True)
class Tally:
    """A group of people counted; `walk_ins` are among the `present`, and not among the `expected`.

    `awaited` are expected and may still come.
    """

    expected: int
    present: int
    walk_ins: int
    no_shows: int
    excused: int
    firms: int
    organisations: int
    awaited: int = 0

    @property
    def no_show_rate(self) -> float | None:
        """The share of those expected who did not come; None of nobody, and while somebody may still come."""
        if self.awaited:
            return None
        settled = self.no_shows + self.present - self.walk_ins
        return self.no_shows / settled if settled else None

    @property
    def tells(self) -> bool:
        """Whether those who did not come, were excused or walked in are so few that the numbers speak of somebody."""
        return any(0 < count < CELL for count in (self.no_shows, self.excused, self.walk_ins))


def tally(people: Iterable[Somebody]) -> Tally:
    """Those people counted."""
    people = list(people)
    came = [one for one in people if one.came]
    registered = sum(not one.walked_in for one in came)
    absent = sum(one.state == State.ABSENT for one in people)
    awaited = sum(one.state == State.EXPECTED for one in people)
    return Tally(
        expected=registered + absent + awaited,
        present=len(came),
        walk_ins=len(came) - registered,
        no_shows=absent,
        excused=sum(one.state == State.EXCUSED for one in people),
        firms=len({one.firm for one in came if one.firm}),
        organisations=len({one.organisation for one in came if one.organisation}),
        awaited=awaited,
    )


@dataclass(slots=True)
class Visit:
    """What is counted at once of a firm: its people who came, and those expected who did not."""

    firm: Hashable
    came: int = 0
    missed: int = 0


@dataclass(slots=True)
class Group:
    """Everything counted under one label; of firms missed, nobody came at all."""

    firms: Row = field(default_factory=Row)
    people: Row = field(default_factory=Row)
    firms_missed: Row = field(default_factory=Row)
    people_missed: Row = field(default_factory=Row)

    def add(self, visit: Visit) -> None:
        """Count a firm's visit."""
        if visit.came:
            self.firms.add(visit.firm)
            self.people.add(visit.firm, visit.came)
        elif visit.missed:
            self.firms_missed.add(visit.firm)
        if visit.missed:
            self.people_missed.add(visit.firm, visit.missed)


@dataclass(frozen=True, slots=True)
class Line:
    """One label: firms and people that came; None where held back."""

    label: str
    firms: int | None
    people: int | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Firms and their people by something; `name` says by what. Empty `lines` where too few came to be told apart.

    `by_visit`, a firm counts at each stop it came to.
    """

    name: str
    lines: tuple[Line, ...]
    firms: int
    people: int
    too_few: bool = False
    by_visit: bool = False

    @property
    def hidden(self) -> int:
        """How many lines are held back."""
        return sum(line.firms is None for line in self.lines)


Label = Callable[[Somebody], str]


def by_size(people: Iterable[Somebody], known: Known, *, inside: bool) -> Breakdown:
    """Firms by band of headcount, smallest first."""
    words = {band: str(label) for band, label in SIZE_WORDS}
    found = _by_firm(people, lambda one: words[band_of(known.sizes.get(one.firm or 0))])
    return _told("sizes", found, list(words.values()), inside=inside)


def by_trade(people: Iterable[Somebody], known: Known, *, inside: bool) -> Breakdown:
    """Firms by trade, most first."""
    words, none = {str(trade.value): str(trade.label) for trade in Trade}, _("said no trade")
    found = _by_firm(people, lambda one: words.get(known.trades.get(one.firm or 0, ""), none))
    return _told("trades", found, _most_first(found, none), inside=inside)


def by_territory(people: Iterable[Somebody], *, regions: bool, inside: bool) -> Breakdown:
    """Firms by region, else by département, of their commune, most first."""
    none = _("place not known")
    found = _by_firm(people, lambda one: (one.region if regions else one.departement) or _unplaced(one))
    return _told("territories", found, _most_first(found, none), inside=inside)


def by_distance(people: Iterable[Somebody], stops: Mapping[int, Stop], *, inside: bool) -> Breakdown:
    """Firms at each stop they came to, by kilometres from their commune as the crow flies, nearest first."""
    words = dict(distances_in_words())
    order = [*words.values(), _("outside France"), _("place not known")]
    visits: dict[Hashable, Visit] = {}
    labels: dict[Hashable, str] = {}
    attended: set[int] = set()
    for one in people:
        if one.firm:
            key = (one.stop, one.firm)
            _count(visits.setdefault(key, Visit(one.firm)), one)
            step = step_of(_distance(one, stops[one.stop]))
            labels.setdefault(key, _unplaced(one) if step is None else words[step])
            attended.update([one.stop] if one.came else [])
    found = _told("distances", _grouped(visits, labels), order, inside=inside)
    return replace(found, by_visit=len(attended) > 1)


def _unplaced(one: Somebody) -> str:
    """What is said of a firm whose commune is not known."""
    return _("outside France") if one.abroad and one.town is None else _("place not known")


def _distance(one: Somebody, stop: Stop) -> float | None:
    if one.place is None or stop.latitude is None or stop.longitude is None:
        return None
    return distance_km(*one.place, stop.latitude, stop.longitude)


def _by_firm(people: Iterable[Somebody], label: Label) -> dict[str, Group]:
    """Each firm once, over all stops."""
    visits: dict[Hashable, Visit] = {}
    labels: dict[Hashable, str] = {}
    for one in people:
        if one.firm:
            _count(visits.setdefault(one.firm, Visit(one.firm)), one)
            labels.setdefault(one.firm, label(one))
    return _grouped(visits, labels)


def _count(visit: Visit, one: Somebody) -> None:
    visit.came += one.came
    visit.missed += one.state == State.ABSENT


def _grouped(visits: Mapping[Hashable, Visit], labels: Mapping[Hashable, str]) -> dict[str, Group]:
    groups: dict[str, Group] = defaultdict(Group)
    for key, visit in visits.items():
        groups[labels[key]].add(visit)
    return dict(groups)


def _most_first(groups: Mapping[str, Group], last: str) -> list[str]:
    return sorted(groups, key=lambda label: (label == last, -groups[label].firms.count, label))


def _told(name: str, groups: Mapping[str, Group], order: Iterable[str], *, inside: bool) -> Breakdown:
    """The lines in that order, of those who came; outside the team, what would speak of somebody is held back."""
    firms = sum(group.firms.count for group in groups.values())
    people = sum(group.people.count for group in groups.values())
    if not inside and min(firms, people) < base():
        return Breakdown(name, (), firms, people, too_few=people > 0)
    hidden = set() if inside else hidden_of(groups)
    shown = [label for label in order if label in groups and (groups[label].firms.count or label in hidden)]
    if hidden.issuperset(shown):
        shown = []
    number = partial(_number, groups, hidden)
    lines = tuple(Line(label, *number(label)) for label in shown)
    return Breakdown(name, lines, firms, people, too_few=people > 0 and not lines)


def _number(groups: Mapping[str, Group], hidden: set[str], label: str) -> tuple[int | None, int | None]:
    return (None, None) if label in hidden else (groups[label].firms.count, groups[label].people.count)


def hidden_of(groups: Mapping[str, Group]) -> set[str]:
    """The labels held back: of firms and people that came, and of those that did not, which subtracting would give."""

    def measured(name: str) -> dict[str, Row]:
        return {label: getattr(group, name) for label, group in groups.items()}

    return held_back(
        measured("firms"), measured("people"), unsaid=[measured("firms_missed"), measured("people_missed")]
    )
