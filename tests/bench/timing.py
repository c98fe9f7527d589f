"""How long something takes in this process, by the clock or by the processor."""

from __future__ import annotations

import time
from collections.abc import Callable


def best(work: Callable[[], object], *, times: int = 5) -> float:
    """The shortest of `times` runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def processor_seconds(work: Callable[[], object]) -> float:
    """What one run takes, in seconds of this process; a database server's own are not counted."""
    start = time.process_time()
    work()
    return time.process_time() - start


def best_of_both(work: Callable[[], object], floor: Callable[[], object], *, times: int = 15) -> tuple[float, float]:
    """The shortest run of each, in seconds of the processor: a busy machine does not decide, and they take turns."""
    rounds = [(processor_seconds(floor), processor_seconds(work)) for _ in range(times)]
    return min(took for _, took in rounds), min(standing for standing, _ in rounds)
