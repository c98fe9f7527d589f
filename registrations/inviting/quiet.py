"""Quiet hours: nobody is solicited from 20:00 to 8:00, on Sundays, nor on public holidays, by the stop's own clock.

They bind writing: in them no message to a contact list enters the outbox. What was written before them is sent when its
turn comes, a few minutes later as a rule; a mail server that was down may take it at night.
"""

from __future__ import annotations

import datetime

from events.models import Stop
from events.planning.conflicts.days_off import area_at, public_holidays_in

MORNING, EVENING = datetime.time(8), datetime.time(20)
_SUNDAY = 6


def is_quiet(stop: Stop, at: datetime.datetime) -> bool:
    """Whether nothing goes out about `stop` (with its town and region) at that moment."""
    local = at.astimezone(stop.zone)
    return not MORNING <= local.time() < EVENING or _is_off(stop, local.date())


def next_hour(stop: Stop, at: datetime.datetime) -> datetime.datetime:
    """That moment, or the first one after it that is not quiet."""
    local = at.astimezone(stop.zone)
    if not is_quiet(stop, at):
        return at
    day = local.date() if local.time() < MORNING else local.date() + datetime.timedelta(days=1)
    while _is_off(stop, day):
        day += datetime.timedelta(days=1)
    return datetime.datetime.combine(day, MORNING, stop.zone).astimezone(datetime.UTC)


def _is_off(stop: Stop, day: datetime.date) -> bool:
    return day.weekday() == _SUNDAY or bool(public_holidays_in(area_at(stop), day, day))
