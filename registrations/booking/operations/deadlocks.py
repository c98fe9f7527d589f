"""Where two changes wait for each other the database throws one of them out: that one is tried again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

P = ParamSpec("P")
R = TypeVar("R")
_DEADLOCK_DETECTED = "40P01"  # PostgreSQL, appendix A: class 40, transaction rollback


def tried_again(operation: Callable[P, R]) -> Callable[P, R]:
    """Declare that `operation` may be run once more, from its beginning, where PostgreSQL ended it for a deadlock.

    Sessions are locked in one order; what remains are unique values that two write in different orders (two parties
    that name the same new addresses). Within a transaction of the caller nothing is tried again: that one is lost.
    """

    @wraps(operation)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return operation(*args, **kwargs)
        except OperationalError as error:
            if connection.in_atomic_block or getattr(error.__cause__, "sqlstate", "") != _DEADLOCK_DETECTED:
                raise
            return operation(*args, **kwargs)

    return run
