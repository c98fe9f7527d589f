"""How long something takes in this process."""

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
