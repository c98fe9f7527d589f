"""Running the same thing many times at the very same moment, each in a thread with a database connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def race(attempts: list[Callable[[], T]]) -> list[T | Exception]:
    """Start every attempt at once; returns what each returned, or the exception that it raised."""
    start = threading.Barrier(len(attempts))

    def run(attempt: Callable[[], T]) -> T | Exception:
        try:
            start.wait(timeout=20)
            return attempt()
        except Exception as error:  # noqa: BLE001  (what was raised is the result)
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))
