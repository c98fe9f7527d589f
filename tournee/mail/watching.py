"""Which messages something writes: counted, or shown to somebody before it happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tournee.mail.models import OutboxMessage

_watched: ContextVar[list[OutboxMessage] | None] = ContextVar("messages_written", default=None)


@contextmanager
def messages_written() -> Iterator[list[OutboxMessage]]:
    """The messages written inside the block by this thread, in their order; the list grows while it runs."""
    written: list[OutboxMessage] = []
    token = _watched.set(written)
    try:
        yield written
    finally:
        _watched.reset(token)


def note_written(message: OutboxMessage) -> None:
    """Called by the outbox with each message it has written."""
    watched = _watched.get()
    if watched is not None:
        watched.append(message)
