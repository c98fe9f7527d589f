"""How a question is told, by how many answered: with ten answers a stop speaks in voices and counts, not in shares."""

from __future__ import annotations

from enum import StrEnum

SHARES_FROM = 30


class Manner(StrEnum):
    """In counts (“6 of 10”), or in shares of a whole large enough for them."""

    COUNTS = "counts"
    SHARES = "shares"


def manner_of(n: int) -> Manner:
    """A percentage of fewer than thirty answers says more than is known."""
    return Manner.SHARES if n >= SHARES_FROM else Manner.COUNTS
