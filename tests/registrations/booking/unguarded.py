"""The product with its guard taken away: seats are looked at first and taken later, as a careless form would.

Served by the control of the race only, to show that the race can be lost.
"""

from __future__ import annotations

import threading
import time
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
    _looked.free = {one.pk: (one.capacity or 0) - one.seats_taken for one in Session.objects.filter(pk__in=wanted)}
    time.sleep(0.3)


def take_later(session_id: int, wanted: int) -> bool:
    """Take what was free a while ago."""
    if _looked.free[session_id] < wanted:
        return False
    Session.objects.filter(pk=session_id).update(seats_taken=F("seats_taken") + wanted)
    return True


def read(stop_id: int) -> dict[int, Session]:
    """No lock."""
    return Session.objects.filter(stop=stop_id).in_bulk()


registering.check_sessions = look_first
seats.take = take_later
seats.locked_at = read
