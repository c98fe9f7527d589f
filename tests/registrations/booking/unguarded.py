"""The product with its guard taken away: seats are looked at first and taken later, as a careless form would.

Served, by one process, to the control of the race only, to show that the race can be lost. The first wait until several
have looked: how fast the machine is does not decide whether they meet.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping
from typing import Any

from django.db.models import F

from tournee.wsgi import application

from events.models import Session  # isort: skip  (the application must be made first)
from registrations.booking import seats  # isort: skip
from registrations.booking.operations import registering  # isort: skip

__all__ = ["application"]
TOGETHER = 6  # of its eight threads
SECONDS = 300
_looked = threading.local()
_looks = itertools.count(1)
_several = threading.Event()
_check_sessions = registering.check_sessions


def look_first(stop: Any, wanted: set[int]) -> None:
    """Remember what is free, and wait until others have seen the same."""
    _check_sessions(stop, wanted)
    _looked.sessions = Session.objects.filter(stop=stop).in_bulk()
    if next(_looks) >= TOGETHER:
        _several.set()
    _several.wait(SECONDS)


def read(_stop_id: int) -> dict[int, Session]:
    """What was free a while ago; no lock."""
    found: dict[int, Session] = _looked.sessions
    return found


def take_later(wanted: Mapping[int, int]) -> None:
    """Take what was free a while ago."""
    for session, number in wanted.items():
        Session.objects.filter(pk=session).update(seats_taken=F("seats_taken") + number)


registering.check_sessions = look_first
seats.locked_at = read
seats.take = take_later
