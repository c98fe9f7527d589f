"""Sessions keep their local time of day: they move with their stop's first day, and with its time zone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from events.models import Stop


def move_sessions_along(stop: Stop, changed: Mapping[str, tuple[Any, Any]]) -> None:
    """Move `stop`'s sessions after it: `changed` maps `starts_on` and `time_zone` to (from, to) where they changed."""
    old_day, new_day = changed.get("starts_on", (None, None))
    days = new_day - old_day if old_day and new_day else datetime.timedelta()
    old_zone = ZoneInfo(changed["time_zone"][0]) if "time_zone" in changed else stop.zone
    for session in stop.sessions.all():
        session.starts_at = at_same_local_time(session.starts_at, old_zone, stop.zone, days)
        session.ends_at = at_same_local_time(session.ends_at, old_zone, stop.zone, days)
        session.save(update_fields=["starts_at", "ends_at", "changed_at"])


def at_same_local_time(
    moment: datetime.datetime, old_zone: ZoneInfo, new_zone: ZoneInfo, days: datetime.timedelta
) -> datetime.datetime:
    """`moment` so many days later, at the same hour: `old_zone`'s then, `new_zone`'s afterwards.

    Days are added to the local time, so that 9:30 stays 9:30 across the change to summer time.
    """
    local = moment.astimezone(old_zone).replace(tzinfo=None) + days
    return local.replace(tzinfo=new_zone).astimezone(datetime.UTC)
