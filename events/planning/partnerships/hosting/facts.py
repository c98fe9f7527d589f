"""Where the floors above add to a co-host's home: who is registered, the door on the day, what came of a stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from events.models import Stop
from tournee.floors import Contribution


@dataclass(frozen=True, slots=True)
class HostedFact:
    """One thing a co-host wants to know of a stop, or a page to open: `words` that lead to `url`, if there is one.

    One that is `first` is what the co-host came for today: the door, on the day of the stop.
    """

    words: str
    url: str = ""
    first: bool = False


hosted_stop_facts: Contribution[Callable[[Sequence[Stop]], Mapping[int, Sequence[HostedFact]]]] = Contribution(
    "hosted_stop_facts",
    says="What a co-host’s home says of its stops, by the stop’s id, for a list of stops with their tours (planning)",
)
