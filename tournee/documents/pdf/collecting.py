"""Setting a long document without looking for garbage in it again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Leave the search for unreachable objects until the end.

    The structure of a list of 10,000 rows is a hundred thousand small objects which live until the file is written;
    looking through them as they grow in number takes a sixth of the time, and more the longer the list.
    """
    pausing = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if pausing:
            gc.enable()
