"""The product with its guard taken away: seats are looked at first and taken later, as a careless form would.

Served by the control of the race only, to show that the race can be lost.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any

from django.db.models import F

from tournee.wsgi import application

from events.models import Session  # isort: skip  (the application must be made first)
from registrations.booking import seats  # isort: skip
from registrations.booking.operations import registering  # isort: skip

__all__ = ["application"]
_looked = threading.local()
_check_sessions = registering.check_sessions


def look_first(stop: Any, wanted: set[int]) -> None:
    """Remember what is free, and take one's time."""
    _check_sessions(stop, wanted)
    _looked.sessions = Session.objects.filter(stop=stop).in_bulk()
    time.sleep(0.3)


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
