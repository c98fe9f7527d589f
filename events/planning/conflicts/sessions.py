"""What clashes within a programme: a room used twice, a session outside its stop's days, too many seats for a room."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.conflicts.found import Conflict, Kind, Level
from events.planning.conflicts.queries import Read, Slot, last_day
from events.planning.conflicts.words import actions_at, days_of, local_day, slot_in_words, to_session
from tournee.texts.search import search_key
from tournee.texts.typography import format_number

_LAST_MOMENT = datetime.timedelta(microseconds=1)
RoomKey = tuple[object, ...]


def rooms_twice(read: Read) -> Iterator[Conflict]:
    """Sessions that overlap in one room: of a stop, or of stops at one venue of one town, whoever's tour."""
    by_room: dict[RoomKey, list[Slot]] = defaultdict(list)
    for slot in read.all_slots:
        if key := room_key(slot.stop, slot.room):
            by_room[key].append(slot)
    for slots in by_room.values():
        for one, other in overlapping(slots):
            if read.is_mine(one.stop) or read.is_mine(other.stop):
                yield _room_twice(read, one, other)


def room_key(stop: Stop, room: str) -> RoomKey | None:
    """What two sessions share that are in one room; `room` is normalised. None for a session without a room.

    The same name of a venue in another town is another venue; without a venue, a room is known within its stop only.
    """
    if not room:
        return None
    venue = search_key(stop.venue)
    return (stop.town_id or search_key(stop.place), venue, room) if venue else (stop.pk, room)


def overlapping(slots: Iterable[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """The pairs that overlap, each once, the earlier first; one that ends as another starts does not."""
    in_order = sorted(slots, key=lambda slot: (slot.starts_at, slot.pk))
    for at, one in enumerate(in_order):
        for other in in_order[at + 1 :]:
            if other.starts_at >= one.ends_at:
                break
            yield one, other


def _room_twice(read: Read, one: Slot, other: Slot) -> Conflict:
    said = {
        "room": one.shown_room,
        "venue": one.stop.venue,
        "one": slot_in_words(read, one),
        "other": slot_in_words(read, other, beside=one),
    }
    if one.stop.pk == other.stop.pk:
        sentence = _("%(room)s is used twice at once: %(one)s and %(other)s.") % said
    else:
        sentence = _("%(room)s at %(venue)s is used by two stops at once: %(one)s and %(other)s.") % said
    return Conflict(
        kind=Kind.ROOM,
        level=Level.IMPOSSIBLE if one.stop.pk == other.stop.pk else Level.CHECK,
        key=f"conflicts:room:{min(one.pk, other.pk)}:{max(one.pk, other.pk)}",
        day=local_day(other.starts_at, other.stop),
        sentence=sentence,
        stops=tuple({slot.stop.pk: slot.stop for slot in (one, other)}.values()),
        actions=actions_at(read, one, other, label=_("Choose another room or time"), field="room"),
    )


def sessions_outside(read: Read) -> Iterator[Conflict]:
    """Sessions on a day that is none of their stop's; one that ends at midnight is still on the day before."""
    for stop in read.stops:
        for slot in read.slots.get(stop.pk, ()):
            first, last = local_day(slot.starts_at, stop), local_day(slot.ends_at - _LAST_MOMENT, stop)
            if stop.starts_on is None or (stop.starts_on <= first and last <= last_day(stop)):
                continue
            sentence = _("%(session)s is on none of its stop’s days: the stop is on %(days)s.")
            yield Conflict(
                kind=Kind.OUTSIDE,
                level=Level.IMPOSSIBLE,
                key=f"conflicts:outside:{slot.pk}",
                day=first,
                sentence=sentence % {"session": slot_in_words(read, slot), "days": days_of(stop)},
                stops=(stop,),
                actions={stop.pk: to_session(slot, _("Change the session’s day"), "day")},
            )


def seats_above_safety(read: Read) -> Iterator[Conflict]:
    """Sessions with more seats than the room's safety limit, or with no limit at all; webinars need no room."""
    for stop in read.stops:
        for slot in read.slots.get(stop.pk, ()):
            limit = stop.safety_limit
            if limit is None or slot.online or (slot.capacity is not None and slot.capacity <= limit):
                continue
            said = {"session": slot_in_words(read, slot), "limit": format_number(limit)}
            if slot.capacity is None:
                sentence = _("%(session)s has no limit of seats, and the room may hold %(limit)s people.") % said
            else:
                said["seats"] = format_number(slot.capacity)
                sentence = _("%(session)s has %(seats)s seats, and the room may hold %(limit)s people.") % said
            yield Conflict(
                kind=Kind.SAFETY,
                level=Level.CHECK if slot.capacity is None else Level.IMPOSSIBLE,
                key=f"conflicts:safety:{slot.pk}",
                day=local_day(slot.starts_at, stop),
                sentence=sentence,
                stops=(stop,),
                actions={stop.pk: to_session(slot, _("Change the number of seats"), "capacity")},
            )
