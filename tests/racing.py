"""Several at the very same moment, each in a thread with a database connection of its own.

Nobody hopes to meet: who is to be in somebody's way stays there until the other has come. `PATIENCE` is far longer than
any of this takes, and waited for in failure alone: how fast the machine is decides nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from django.db import ProgrammingError, connection, transaction

T = TypeVar("T")
U = TypeVar("U")
PATIENCE = 300  # seconds
LOOKED_FOR = 3  # seconds after which PostgreSQL sees that `wanted` below waits in a circle, which is closed long before


def race(attempts: list[Callable[[], T]]) -> list[T | Exception]:
    """Start every attempt at once; returns what each returned, or the exception that it raised."""
    start = threading.Barrier(len(attempts))

    def run(attempt: Callable[[], T]) -> T | Exception:
        try:
            start.wait(timeout=PATIENCE)
            return attempt()
        except Exception as error:  # noqa: BLE001  (what was raised is the result)
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))


def in_the_way(first: Callable[[], T], wanted: Callable[[], U], then: Callable[[], object] = int) -> tuple[T, U]:
    """Somebody does `first`; `wanted` begins, and waits for them or is done; they do `then` in the same transaction.

    Returns what `first` and `wanted` returned; raises what any of them raised. If they wait for each other in a circle,
    PostgreSQL ends `wanted`. SQLite has one who writes at a time, so that `wanted` has come when it asks for its turn.
    """
    holds, comes, done = threading.Event(), threading.Event(), threading.Event()

    def somebody() -> T:
        try:
            _look_for_circles_after(PATIENCE)
            with transaction.atomic():
                found = first()
                holds.set()
                _wait_until(lambda: done.is_set() or _stands_in_the_way(comes))
                then()
            return found
        finally:
            holds.set()
            connection.close()

    def another() -> U:
        def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            if sql.startswith("BEGIN"):  # as SQLite alone is told in words
                comes.set()
            return execute(sql, *rest)

        try:
            _look_for_circles_after(LOOKED_FOR)
            assert holds.wait(PATIENCE)
            with connection.execute_wrapper(watch):
                return wanted()
        finally:
            done.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sides = pool.submit(somebody), pool.submit(another)
        return sides[0].result(PATIENCE), sides[1].result(PATIENCE)


def _look_for_circles_after(seconds: int) -> None:
    """Let this connection wait so long before PostgreSQL looks, where it may be told."""
    if connection.vendor == "postgresql":
        with suppress(ProgrammingError), connection.cursor() as cursor:
            cursor.execute(f"SET deadlock_timeout = '{seconds}s'")


def _stands_in_the_way(comes: threading.Event) -> bool:
    """Whether somebody waits for what this connection holds."""
    if connection.vendor != "postgresql":
        return comes.is_set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return bool(cursor.fetchone()[0])


def _wait_until(met: Callable[[], bool]) -> None:
    """Return as soon as it is so."""
    until = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < until
        time.sleep(0.01)
