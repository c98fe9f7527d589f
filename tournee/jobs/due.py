"""Due work: what is done again and again, contributed by every floor and run by the tick."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from tournee.floors import Contribution


@dataclass(frozen=True, slots=True)
class DueWork:
    """Idempotent work to do every so often. `run` returns a sentence for the administrator, or None if nothing was due.

    `run` opens its own transactions, ends within a few minutes (what takes longer enqueues a task) and finds what to do
    in the database: nothing is lost if it did not run for a day.
    """

    name: str
    every: datetime.timedelta
    run: Callable[[], str | None]


due_work = Contribution[DueWork]("due_work", says="idempotent work that the worker's tick does every so often")
