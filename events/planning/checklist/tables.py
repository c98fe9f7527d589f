"""The tour's checklist as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from events.models import ChecklistItem, Side, Tour
from events.planning.checklist.queries import items_of
from events.planning.checklist.words import distance_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """A line in words: when, whose, how many stops have done it of how many; whether it can move up or down."""

    item: ChecklistItem
    when: str
    whose: str | Promise
    done: int
    all: int
    first: bool
    last: bool


def lines_of(tour: Tour) -> list[Line]:
    """The lines in order; `first` and `last` are among those of the same day. One query."""
    items = list(items_of(tour))
    days = [item.days for item in items]
    return [
        Line(
            item, distance_in_words(item.days), Side(item.side).label, item.done, item.all,
            first=place == 0 or days[place - 1] != item.days,
            last=place + 1 == len(days) or days[place + 1] != item.days,
        )
        for place, item in enumerate(items)
    ]  # fmt: skip
