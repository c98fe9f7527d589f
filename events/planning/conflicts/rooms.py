"""Whether a room is free for a session: refused within its stop, said where another stop is at the same venue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Session, Stop
from events.planning.conflicts.queries import OVER, Slot, known_to, slot_of
from events.planning.conflicts.sessions import room_key
from events.planning.conflicts.words import named_slot
from events.planning.errors import PlanningError
from tournee.accounts.models import User
from tournee.texts.search import search_key
from tournee.texts.typography import format_time_range

WHEN_AND_WHERE = ("starts_at", "ends_at", "room")


def faults_of_room(
    stop: Stop, values: Mapping[str, Any], session: Session | None = None, *, returns: bool = False
) -> Iterator[PlanningError]:
    """The session of `stop` that is in the room meanwhile, if `values` put a new session, or `session`, there.

    A session that is there already is let be, whatever else of it changes: it stands among the conflicts. One that
    `returns` had left its room.
    """
    wanted = {name: values.get(name, getattr(session, name, None)) for name in WHEN_AND_WHERE}
    if not all(wanted.values()) or wanted["ends_at"] <= wanted["starts_at"]:
        return
    if session is not None and not returns and all(wanted[name] == getattr(session, name) for name in WHEN_AND_WHERE):
        return
    for other in _in_room_of_stop(stop, wanted, besides=session):
        hours = format_time_range(other.starts_at, other.ends_at, zone=stop.zone)
        said = gettext_lazy("“%(session)s” is in this room then (%(hours)s). Choose another room or another time.")
        yield PlanningError(said % {"session": other.title, "hours": hours}, code="room_taken", field="room")
        return


def _in_room_of_stop(stop: Stop, wanted: Mapping[str, Any], *, besides: Session | None) -> Iterator[Session]:
    if stop.pk is None:
        return
    meanwhile = stop.sessions.filter(
        state=Session.State.PLANNED, starts_at__lt=wanted["ends_at"], ends_at__gt=wanted["starts_at"]
    )
    key = search_key(wanted["room"])
    for other in meanwhile:
        if other != besides and key and search_key(other.room) == key:
            yield other


def also_in_the_room(session: Session, user: User) -> str:
    """That a session of another stop is in the same room of the same venue meanwhile, both named; "" if none is."""
    slot = slot_of(session, session.stop)
    key = room_key(slot.stop, slot.room)
    if key is None or not slot.stop.venue:
        return ""
    meanwhile = Session.objects.filter(
        state=Session.State.PLANNED, starts_at__lt=session.ends_at, ends_at__gt=session.starts_at,
        stop__starts_on__isnull=False, stop__tour__fictitious=session.stop.tour.fictitious,
    )  # fmt: skip
    elsewhere = meanwhile.exclude(stop=session.stop_id).exclude(stop__state__in=OVER).exclude(room="")
    for other in elsewhere.select_related("stop__tour"):
        found = slot_of(other, other.stop)
        if room_key(found.stop, found.room) == key:
            return _both(slot, found, user)
    return ""


def _both(slot: Slot, other: Slot, user: User) -> str:
    said = _(
        "%(room)s at %(venue)s is used by two stops at once: %(one)s and %(other)s. Agree with them, or choose another"
        " room or time."
    )
    reveals = known_to(user)
    return said % {
        "room": slot.shown_room,
        "venue": slot.stop.venue,
        "one": named_slot(slot, str(slot.stop)),
        "other": named_slot(other, f"{other.stop}, {other.stop.tour}" if reveals(other.stop) else ""),
    }
