"""What a conflict is: its kind, how serious it is, and one plain sentence with one thing to do about it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from tournee.web.navigation import Link


class Kind(models.TextChoices):
    """What clashes with what."""

    SPEAKER = "speaker", _("A speaker in two places")
    TEAM = "team", _("One team on two stops")
    ROOM = "room", _("A room used twice")
    OUTSIDE = "outside", _("A session outside its stop’s days")
    SAFETY = "safety", _("More seats than the room may hold")
    HOLIDAY = "holiday", _("Public holidays")
    NEIGHBOUR = "neighbour", _("Another tour in the same territory")
    SCHOOL = "school", _("School holidays")


class Level(IntEnum):
    """How serious it is; the most serious first."""

    IMPOSSIBLE = 0
    TIGHT = 1
    CHECK = 2
    KNOW = 3

    @property
    def code(self) -> str:
        """For programs: `impossible`, `tight`, `check`, `know`."""
        return self.name.lower()

    @property
    def word(self) -> str | Promise:
        """For people."""
        return _WORDS[self]

    @property
    def tone(self) -> str:
        """The class of its line in a list of what needs attention."""
        return {Level.IMPOSSIBLE: "urgent", Level.KNOW: ""}.get(self, "soon")


_WORDS = {
    Level.IMPOSSIBLE: _("impossible"),
    Level.TIGHT: _("tight"),
    Level.CHECK: _("to check"),
    Level.KNOW: _("good to know"),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict. `key` is the same as long as the same things clash (`speaker:7:31:32`), in whatever order.

    `actions` has the one thing to do at each stop of this tour that it touches, by the stop's id, the likeliest first;
    `formula` prints the estimate that the sentence rests on, where it rests on one.
    """

    kind: Kind
    level: Level
    key: str
    day: datetime.date
    sentence: str
    stops: tuple[Stop, ...]
    actions: Mapping[int, Link]
    formula: str = ""

    @property
    def stop(self) -> Stop:
        """The stop where something is to be done first."""
        first = next(iter(self.actions))
        return next(stop for stop in self.stops if stop.pk == first)

    @property
    def action(self) -> Link:
        """What to do first."""
        return next(iter(self.actions.values()))

    def action_at(self, stop: Stop) -> Link:
        """What to do about it at `stop`, which it touches."""
        return self.actions[stop.pk]

    @property
    def order(self) -> tuple[int, datetime.date, str]:
        """The most serious first, then the soonest."""
        return (self.level, self.day, self.key)
