"""Changing a registration without writing to whom it concerns: the team told them already, or will."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from registrations.models import Registration

_EVERYBODY = 0
_silent: ContextVar[int | None] = ContextVar("registration_not_told", default=None)


@contextmanager
def untold(registration: Registration | None, *, unless: bool = False) -> Iterator[None]:
    """Inside the block nothing is written to the people of `registration`; None: of the one that is being made.

    Whoever gets a seat by it is told as ever, and calendars are set right with the next message. `unless`: they are
    told after all.
    """
    token = _silent.set(None if unless else registration.pk if registration else _EVERYBODY)
    try:
        yield
    finally:
        _silent.reset(token)


def is_untold(registration: Registration) -> bool:
    """Whether nothing is to be written about it now; asked by `notices.tell`."""
    return _silent.get() in {_EVERYBODY, registration.pk}
