"""How often somebody may do something that costs others: counted in the cache, in windows of a fixed length."""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache


def within_rate(what: str, who: str, *, limit: int, seconds: int) -> bool:
    """Count one more of `what` by `who`; False once there were more than `limit` in this window.

    With a cache in memory each process counts for itself.
    """
    digest = hashlib.sha256(who.encode()).hexdigest()[:32]
    counter = f"rate:{what}:{digest}:{int(time.time()) // seconds}"
    cache.add(counter, 0, timeout=seconds)
    try:
        return cache.incr(counter) <= limit
    except ValueError:  # it left the cache between the two calls
        return True
