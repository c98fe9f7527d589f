"""What changed at a door since a telephone asked last."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from events.models import Stop
from registrations.desk.door import asked
from registrations.models import CheckIn


def version_of(stop: Stop) -> str:
    """What changes whenever something is noted or registrations move; three queries, about nobody by name.

    The number of the last fact, how many there are (one may commit after a later one), and a mark of the registrations.
    """
    last, count = asked.last_and_count(stop)
    mark = hashlib.blake2b(repr(asked.registered(stop)).encode(), digest_size=4).hexdigest()
    return f"{last}.{count}.{mark}"


@dataclass(frozen=True, slots=True)
class Since:
    """What a telephone knew when it asked last."""

    last: int = 0
    count: int = 0
    mark: str = ""


def since(version: str) -> Since:
    """What `version_of` said; nothing for what it never said."""
    last, _dot, rest = version.partition(".")
    count, _dot, mark = rest.partition(".")
    if not (last.isdecimal() and count.isdecimal() and len(last) < 19 and len(count) < 19):
        return Since()
    return Since(int(last), int(count), mark)


def noted_since(stop: Stop, known: Since) -> set[int]:
    """About whom (attendees' primary keys) something was noted since. Two queries.

    Where a fact of before came after all, everybody about whom anything was.
    """
    facts = CheckIn.objects.filter(stop=stop).order_by()
    if facts.filter(pk__lte=known.last).count() == known.count:
        facts = facts.filter(pk__gt=known.last)
    return set(facts.values_list("attendee_id", flat=True))
