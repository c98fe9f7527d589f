"""What the door says of its day and of its room."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from events.models import Stop
from registrations.desk.queries import Counts, Door, session_counts
from registrations.models import DeskDevice
from tournee.texts.typography import format_date, format_date_range, format_number


def said_of_day(stop: Stop, at: datetime.datetime) -> str:
    """What to know where it is not the stop's day; "" on the day itself."""
    if stop.state == Stop.State.CANCELLED:
        return _("This stop is cancelled. Whoever is noted here counts as having come.")
    if stop.starts_on is None:
        return _("This stop has no date yet. Whoever is noted here counts as having come.")
    today, last = at.astimezone(stop.zone).date(), stop.ends_on or stop.starts_on
    days = format_date(stop.starts_on) if last == stop.starts_on else format_date_range(stop.starts_on, last)
    if today < stop.starts_on:
        return _(
            "Not today: this stop is on %(days)s. Whoever is noted at its door now counts as having come, but in none "
            "of its sessions: note them again on the day."
        ) % {"days": days}
    if today > last:
        return _("Not today: this stop was on %(days)s. What is noted now bears today’s date.") % {"days": days}
    return ""


def said_of_door(device: DeskDevice, at: datetime.datetime) -> str:
    """What to know where a telephone's door is of another day; "" on its own. The script says it too (`notToday`)."""
    stop, today = device.stop, at.astimezone(device.stop.zone).date()
    if device.day == today or stop.starts_on is None or not stop.starts_on <= today <= (stop.ends_on or stop.starts_on):
        return said_of_day(stop, at)
    return _(
        "Not today: this door is for %(day)s. Whoever is noted now counts as having come on %(today)s, and in no "
        "session of %(day)s: note them again then."
    ) % {"day": format_date(device.day), "today": format_date(today)}


def said_of_room(counts: Counts) -> str:
    """What to do where the room's safety limit is reached; "" below it."""
    numbers = {"here": format_number(counts.here), "limit": format_number(counts.limit or 0)}
    if counts.over:
        return _("Too many people: %(here)s are here, and the room may hold %(limit)s. Let nobody else in.") % numbers
    if counts.full:
        return _("The room is full: as many people are here as it may hold (%(limit)s).") % numbers
    return ""


def said_of_session(door: Door, counts: Counts) -> str:
    """What to know before somebody more is noted in a session that is full; "" elsewhere. Two queries at its door."""
    if door.session is None or door.session.capacity is None:
        return ""
    here = next((one.here for one in session_counts(door.stop, counts) if one.session == door.session), 0)
    if here < door.session.capacity:
        return ""
    said = _("This session is full: %(here)s people are at the stop for it, and it has %(seats)s seats.")
    return said % {"here": format_number(here), "seats": format_number(door.session.capacity)}
