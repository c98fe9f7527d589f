"""Who acts without an account, by a link or at a door: kept with the entries about what they act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model

_acting: ContextVar[tuple[str, tuple[Model, ...]]] = ContextVar("acting", default=("", ()))


@contextmanager
def acting_as(who: str, *on: Model) -> Iterator[None]:
    """While it is open, entries about any of `on` that no user makes keep that `who` made them.

    A code and not a name: the record outlives erasure. Whoever shows the entries says it in words. What follows for
    others (a seat that goes to somebody else) is not theirs.
    """
    token = _acting.set((who, on))
    try:
        yield
    finally:
        _acting.reset(token)


def who_acts(on: Model) -> str:
    """Who acts on it at this moment without an account; "" where nobody is known to."""
    who, theirs = _acting.get()
    return who if on in theirs else ""
