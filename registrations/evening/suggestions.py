"""What the floors above have heard at a stop, to be taken up on its evening page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from events.models import Stop
from tournee.floors import Contribution


@dataclass(frozen=True, slots=True)
class Heard:
    """Something said at the stop, in whose words and which language; `by` names a role, never a person."""

    text: str
    by: str
    language: str


heard_at_stop = Contribution[Callable[[Stop], Iterable[Heard]]](
    "heard_at_stop", says="What was noted at a stop, newest first, for its evening page: a function of the stop"
)
