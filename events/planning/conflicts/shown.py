"""Conflicts as a page lists them: in groups, with what was put off apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from events.models import Snooze, Stop
from events.planning.conflicts.finding import Looked
from events.planning.conflicts.found import Conflict, Kind, Level
from tournee.web.navigation import Link


@dataclass(frozen=True, slots=True)
class Line:
    """One conflict on the page of its tour, or of the stop that has something to do about it."""

    found: Conflict
    action: Link
    snooze: Snooze | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """What is open, by kind, and what somebody put off; `counts` says how many of each level are open."""

    open: list[tuple[Kind, list[Line]]]
    put_off: list[Line]
    counts: list[tuple[Level, int]]


def groups_of(looked: Looked, *, put_off: Mapping[str, Snooze], at: Stop | None = None) -> Groups:
    """The conflicts of `looked`, as the page of a tour, or of the stop `at`, lists them."""
    groups = []
    for kind, conflicts in looked.by_kind():
        lines = [_line(found, at) for found in conflicts if found.key not in put_off]
        if lines:
            groups.append((kind, lines))
    later = [_line(found, at, put_off[found.key]) for found in looked.conflicts if found.key in put_off]
    open_ones = [line.found.level for _kind, lines in groups for line in lines]
    counts = [(level, open_ones.count(level)) for level in Level if level in open_ones]
    return Groups(groups, later, counts)


def _line(found: Conflict, at: Stop | None, snooze: Snooze | None = None) -> Line:
    return Line(found, found.action_at(at) if at else found.action, snooze)
