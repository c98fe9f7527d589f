"""What an import did, or would do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from events.models import Stop
from events.planning.exchange.changes import Change, Wanted
from tournee.sheets.operations import Applied, Outcome

SHOWN = 200


@dataclass
class Counted:
    """How many are new, changed and the same."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def add(self, outcome: Outcome) -> None:
        """One more."""
        name = "same" if outcome is Outcome.UNCHANGED else outcome.value
        setattr(self, name, getattr(self, name) + 1)


@dataclass(frozen=True, slots=True)
class NewStop:
    """A stop that the file adds, as a person reads it."""

    row: int
    place: str
    when: str
    subject: str
    sessions: int


@dataclass
class Imported(Applied):
    """What became of the rows, and of what they speak of.

    `partners`: how many roles were given; `organisations`: those created; `changes`: each cell that says otherwise than
    what stood; `told`: public stops of which calendars change.
    """

    stops: Counted = field(default_factory=Counted)
    sessions: Counted = field(default_factory=Counted)
    partners: int = 0
    organisations: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    added: list[NewStop] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def shown_changes(self) -> list[Change]:
        """The first changes."""
        return self.changes[:SHOWN]

    @property
    def shown_added(self) -> list[NewStop]:
        """The first new stops."""
        return self.added[:SHOWN]

    def note(self, row: int, outcome: Outcome) -> None:
        """A row is new if anything it says is, else changed if anything is."""
        self.outcomes[row] = min(outcome, self.outcomes.get(row, outcome), key=list(Outcome).index)

    def trace(self, row: int, *said: object) -> None:
        """Keep what a row changes, to tell at the confirmation whether it still does; the same in every language."""
        self.traces[row] = self.traces.get(row, "") + repr(said)

    def say(self, wanted: Wanted, about: str, row_of: Callable[[str], int]) -> None:
        """Keep each cell of `wanted` for the person who confirms."""
        for name, cells in wanted.cells.items():
            self.changes.append(Change(row_of(name), about, *wanted.told(name)))
            self.trace(row_of(name), name, cells)

    def tell(self, stop: Stop) -> None:
        """A public stop of which calendars change."""
        if stop.place not in self.told:
            self.told.append(stop.place)
