"""Asking the directory: what was asked lately is kept, and one that is down is left in peace for a while."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import asdict

from django.conf import settings
from django.core.cache import cache

from registrations.booking.directory.firm import MOST, DirectoryFirm, firms_in
from registrations.booking.directory.http import DirectoryDown, asked
from tournee.texts.search import search_key

_KEPT, _KEPT_NOTHING = 24 * 60 * 60, 10 * 60  # seconds
FAILURES, PEACE = 3, 60  # so many in a row, and for so many seconds nobody asks
_SHORTEST_NAME = 3
_FAILED = "directory:failed"
_at_once = threading.BoundedSemaphore(2)  # of the threads that serve pages, so many may wait for it


def is_on() -> bool:
    """Whether there is a directory."""
    return bool(settings.COMPANY_DIRECTORY_URL)


def by_name() -> bool:
    """Whether firms may be looked for by their names as well."""
    return is_on() and bool(settings.COMPANY_DIRECTORY_BY_NAME)


def firm_numbered(siren: str) -> DirectoryFirm | None:
    """The firm with that number; None where the directory knows none. Raises DirectoryDown."""
    return next((firm for firm in _found(siren) if firm.siren == siren), None)


def firms_named(name: str, town: str = "") -> list[DirectoryFirm]:
    """The few firms that are called so (in that town); none where nobody may look by name. Raises DirectoryDown."""
    words = search_key(name, town)
    return _found(words) if by_name() and len(search_key(name)) >= _SHORTEST_NAME else []


def _found(words: str) -> list[DirectoryFirm]:
    key = f"directory:{hashlib.sha256(words.encode()).hexdigest()[:32]}"
    kept = cache.get(key)
    if kept is None:
        kept = [asdict(firm) for firm in _ask(words)]
        cache.set(key, kept, _KEPT if kept else _KEPT_NOTHING)
    return [DirectoryFirm(**firm) for firm in kept]


def _ask(words: str) -> list[DirectoryFirm]:
    """Ask, unless it failed too often lately or enough of us wait for it."""
    if cache.get(_FAILED, 0) >= FAILURES or not _at_once.acquire(blocking=False):
        raise DirectoryDown
    try:
        found = firms_in(asked(settings.COMPANY_DIRECTORY_URL, q=words, per_page=str(MOST), page="1"))
    except DirectoryDown:
        cache.add(_FAILED, 0, PEACE)
        cache.set(_FAILED, cache.get(_FAILED, 0) + 1, PEACE)
        raise
    finally:
        _at_once.release()
    cache.delete(_FAILED)
    return found
