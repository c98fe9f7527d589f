"""How a conflict names stops and sessions: what the reader may not know is said to be there, and no more."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.conflicts.queries import Read, Slot
from tournee.texts.typography import format_date, format_date_range, format_time_range
from tournee.web.navigation import Link


def stop_in_words(read: Read, stop: Stop) -> str:
    """Its place, with its tour where that is another; or that there is one which is not public."""
    if not read.reveals(stop):
        return _("a stop that is not public yet")
    if read.is_mine(stop):
        return str(stop)
    return _("%(place)s (%(tour)s)") % {"place": stop, "tour": stop.tour}


def slot_in_words(read: Read, slot: Slot, *, beside: Slot | None = None) -> str:
    """Its title, its place and when it is, by the clock of its stop; the place once for two sessions of one stop."""
    if beside is not None and beside.stop.pk == slot.stop.pk and read.reveals(slot.stop):
        return _("“%(session)s” (%(when)s)") % {"session": slot.title, "when": _when(slot)}
    return named_slot(slot, stop_in_words(read, slot.stop) if read.reveals(slot.stop) else "")


def named_slot(slot: Slot, place: str) -> str:
    """The same with the words for its `place`; "" for a stop that the reader may not know of."""
    if not place:
        return _("a session of a stop that is not public yet (%(when)s)") % {"when": _when(slot)}
    return _("“%(session)s” (%(place)s, %(when)s)") % {"session": slot.title, "place": place, "when": _when(slot)}


def _when(slot: Slot) -> str:
    day = format_date(slot.starts_at, year=False, zone=slot.stop.zone)
    return f"{day}, {format_time_range(slot.starts_at, slot.ends_at, zone=slot.stop.zone)}"


def days_of(stop: Stop) -> str:
    """The stop's day or days, in words."""
    if stop.starts_on is None:
        return ""
    last = stop.ends_on or stop.starts_on
    return format_date(stop.starts_on) if last == stop.starts_on else format_date_range(stop.starts_on, last)


def to_stop(stop: Stop, label: str, field: str = "starts_on") -> Link:
    """The stop's form, at `field`."""
    return Link(label, f"{reverse('planning_stop_edit', args=[stop.tour.slug, stop.slug])}#id_{field}")


def to_session(slot: Slot, label: str, field: str) -> Link:
    """The session's form, at `field`."""
    address = reverse("planning_session_edit", args=[slot.stop.tour.slug, slot.stop.slug, slot.pk])
    return Link(label, f"{address}#id_{field}")


def actions_at(read: Read, *slots: Slot, label: str, field: str) -> dict[int, Link]:
    """The form of each of `slots` that is of this tour, by its stop; the later one first, for it was added to it."""
    return {slot.stop.pk: to_session(slot, label, field) for slot in reversed(slots) if read.is_mine(slot.stop)}


def local_day(moment: datetime.datetime, stop: Stop) -> datetime.date:
    """The day it is at `stop`."""
    return moment.astimezone(stop.zone).date()
