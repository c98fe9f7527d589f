"""Announcements: what an operation tells the floors above while its transaction is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import transaction

T = TypeVar("T")
announcements: dict[str, Announcement[Any]] = {}


class Announcement(Generic[T]):
    """A named moment with one payload (a frozen dataclass).

    Subscribers run in the announcing operation's transaction, in the order in which they subscribed. One that raises
    an `OperationError` refuses: the operation ends with that error and nothing is done.
    """

    def __init__(self, name: str, *, says: str) -> None:
        self.name = name
        self.says = says
        self._subscribers: list[tuple[str, Callable[[T], None]]] = []
        if name in announcements:
            raise ValueError(f"{name} is declared twice")
        announcements[name] = self

    def subscribe(self, function: Callable[[T], None], *, by: str) -> None:
        """Call `function` with the payload each time; `by` names the subscribing capability."""
        self._subscribers.append((by, function))

    def announce(self, payload: T) -> None:
        """Tell every subscriber. Raises whatever a subscriber refuses with, and RuntimeError outside a transaction."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError(f"{self.name} was announced outside a transaction")
        for _by, function in self._subscribers:
            function(payload)

    @property
    def subscribers(self) -> list[str]:
        """Who follows, each once."""
        return list(dict.fromkeys(by for by, _function in self._subscribers))
