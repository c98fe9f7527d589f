"""Setting a long document without looking for garbage in it again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_pauses: list[bool] = []  # one for each document being set in any thread: whether it found the search going on


@contextmanager
def collection_paused() -> Iterator[None]:
    """Leave the search for unreachable objects until the end, for the whole process: until the last document's end.

    The structure of a list of 10,000 rows is a hundred thousand small objects which live until the file is written;
    looking through them as they grow in number takes a sixth of the time, and more the longer the list.
    """
    with _lock:
        _pauses.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            found = _pauses.pop()
            if found and not _pauses:  # what the first of them found is the last to go
                gc.enable()
