"""A GET or a HEAD never writes: any statement of one that changes a row fails the test that made the request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.db import connections
from django.http import HttpRequest
from django.test.client import ClientHandler

from tournee.accounts.urls import SESSION_WRITTEN_ON_GET

# By any request: access records, which are only ever appended, and the end of a session that no longer holds (somebody
# changed their password elsewhere), which goes as soon as it is seen.
ALWAYS = frozenset(
    {
        ("INSERT", "tournee_apikeyuse"),
        ("INSERT", "events_feedread"),
        ("INSERT", "registrations_relayopening"),
        ("DELETE", "django_session"),
    }
)
# By the pages of `SESSION_WRITTEN_ON_GET`: what the reader's own session holds.
OF_THE_SESSION = frozenset({"django_session"})
# By the page to which a provider sends people back, always with a GET: it signs them in, and tells them by e-mail.
SIGNS_IN = "openid_connect_callback"
OF_SIGNING_IN = OF_THE_SESSION | {"tournee_user", "socialaccount_socialaccount", "tournee_outboxmessage"}

_WRITE = re.compile(
    r"""\s*(INSERT|UPDATE|DELETE|REPLACE)\s+(?:OR\s+\w+\s+)?(?:INTO\s+|FROM\s+)?["`]?(\w+)""", re.IGNORECASE
)


class WrittenOnReading(AssertionError):
    """A request that only reads has changed the database."""


def refuse_writes_on_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every test client fail when a GET or a HEAD writes what nothing above allows."""
    handle = ClientHandler.get_response

    def guarded(handler: ClientHandler, request: HttpRequest) -> Any:
        if request.method not in {"GET", "HEAD"}:
            return handle(handler, request)
        with _written() as writes:
            response = handle(handler, request)
        _judge(request, writes)
        return response

    monkeypatch.setattr(ClientHandler, "get_response", guarded)


def _judge(request: HttpRequest, writes: list[tuple[str, str, str]]) -> None:
    """Raise unless every write is one that this request may make."""
    match = getattr(request, "resolver_match", None)
    name = match.url_name if match else None
    tables = OF_SIGNING_IN if name == SIGNS_IN else OF_THE_SESSION if name in SESSION_WRITTEN_ON_GET else frozenset()
    if wrong := [sql for verb, table, sql in writes if table not in tables and (verb, table) not in ALWAYS]:
        raise WrittenOnReading(f"{request.method} {request.get_full_path()} ({name}) wrote: {'; '.join(wrong)}")


@contextmanager
def _written() -> Iterator[list[tuple[str, str, str]]]:
    """The statements that change rows while it is open, as (verb, table, beginning of the statement)."""
    writes: list[tuple[str, str, str]] = []

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if match := _WRITE.match(sql):
            writes.append((match[1].upper(), match[2].lower(), sql[:120]))
        return execute(sql, *rest)

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(watch))
        yield writes
