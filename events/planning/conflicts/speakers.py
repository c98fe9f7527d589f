"""A speaker or facilitator who is expected in two places."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from events.planning.conflicts.found import Conflict, Kind, Level
from events.planning.conflicts.queries import Read, Slot
from events.planning.conflicts.travel import in_hours, journey
from events.planning.conflicts.words import actions_at, local_day, slot_in_words

# Farther apart in time, no way on earth is too long: the longest flight here takes some thirty hours.
LONGEST = datetime.timedelta(hours=36)


def speakers_twice(read: Read) -> Iterator[Conflict]:
    """Each person's sessions in order of time: those that overlap, those too far apart for the time between."""
    by_person: dict[tuple[int, str], list[Slot]] = defaultdict(list)
    for slot in read.all_slots:
        for speaker in slot.speakers:
            by_person[speaker].append(slot)
    for speaker, slots in by_person.items():
        slots.sort(key=lambda slot: (slot.starts_at, slot.pk))
        for at, one in enumerate(slots):
            for other in slots[at + 1 :]:
                if other.starts_at - one.ends_at > LONGEST:
                    break
                if read.is_mine(one.stop) or read.is_mine(other.stop):
                    yield from _between(read, speaker, one, other)


def _between(read: Read, speaker: tuple[int, str], one: Slot, other: Slot) -> Iterator[Conflict]:
    between = other.starts_at - one.ends_at
    said = {
        "person": speaker[1],
        "one": slot_in_words(read, one),
        "other": slot_in_words(read, other, beside=one),
        "between": in_hours(between),
    }
    formula = ""
    if between < datetime.timedelta(0):
        sentence = _("%(person)s is expected at two sessions at once: %(one)s and %(other)s.") % said
    else:
        way = None if one.online or other.online else journey(one.stop, other.stop)
        if way is None or between >= way.duration:
            return
        said["needed"], formula = in_hours(way.duration), way.formula
        sentence = _(
            "%(person)s has %(between)s to go from %(one)s to %(other)s, and the way takes about %(needed)s."
        ) % said if between else _(
            "%(person)s has no time to go from %(one)s to %(other)s, and the way takes about %(needed)s."
        ) % said  # fmt: skip
    yield Conflict(
        kind=Kind.SPEAKER,
        level=Level.IMPOSSIBLE,
        key=f"conflicts:speaker:{speaker[0]}:{min(one.pk, other.pk)}:{max(one.pk, other.pk)}",
        day=local_day(other.starts_at, other.stop),
        sentence=sentence,
        stops=tuple({slot.stop.pk: slot.stop for slot in (one, other)}.values()),
        actions=actions_at(read, one, other, label=_("Change who speaks, or when"), field="starts_at"),
        formula=formula,
    )
