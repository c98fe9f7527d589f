"""What a stop's history follows beside what planning edits: changes of objects of the floors above."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from events.models import Stop
from tournee.floors import Contribution


@dataclass(frozen=True, slots=True)
class Followed:
    """What is done to these objects: those actions alone. Which object it was is not said, as it may be a person."""

    things: QuerySet[Any]
    actions: Collection[str]


stop_history: Contribution[Callable[[Stop], Iterable[Followed]]] = Contribution(
    "stop_history", says="What else the history of a stop says was done, without saying to whom (planning)"
)


def followed_by(stop: Stop) -> list[Followed]:
    """All that is followed of a stop."""
    return [one for contributed in stop_history for one in contributed(stop)]
