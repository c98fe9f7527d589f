"""What changed at a door since a telephone asked last."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from events.models import Stop
from registrations.desk.door import asked
from registrations.desk.door.people import Day, door_of
from registrations.models import CheckIn, Registration


@dataclass(frozen=True, slots=True)
class Version:
    """What a telephone has: up to which fact, how many (one may commit after a later one), up to which person.

    `mark` moves with all it was told of the door, its sessions and its people.
    """

    last: int = 0
    count: int = 0
    newest: int = 0
    mark: str = ""

    def __str__(self) -> str:
        return f"{self.last}.{self.count}.{self.newest}.{self.mark}"


@dataclass(frozen=True)
class Now:
    """What there is to be told at a door now."""

    version: Version
    around: str
    people: Sequence[asked.Row]

    def differs(self, known: Version) -> bool:
        """Whether more changed than what is noted brings: whoever walked in since comes as a person."""
        walk_in = Registration.Origin.WALK_IN
        before = [row for row in self.people if row[0] <= known.newest or row[1] != walk_in]
        return known.mark != self.version.mark and known.mark != _mark(self.around, before)


def now_at(day: Day) -> Now:
    """What there is to be told at the door of that day; three queries."""
    last, count = asked.last_and_count(day.stop)
    people = asked.kept_people(day.stop)
    around = repr((get_language(), door_of(day.device), day.facts_since, asked.kept_sessions(day.stop)))
    newest = max((row[0] for row in people), default=0)
    return Now(Version(last, count, newest, _mark(around, people)), around, people)


def _mark(around: str, people: Sequence[asked.Row]) -> str:
    return hashlib.blake2b(f"{around}{people!r}".encode(), digest_size=8).hexdigest()


def version_in(said: str) -> Version:
    """The version that `now_at` told, as the telephone says it; nothing for what it never told."""
    *numbers, mark = said.split(".")
    if len(numbers) != 3 or not all(one.isdecimal() and len(one) < 19 for one in numbers):
        return Version()
    last, count, newest = map(int, numbers)
    return Version(last, count, newest, mark)


def noted_since(stop: Stop, known: Version) -> set[int]:
    """About whom (attendees' primary keys) something was noted since. Two queries.

    Where a fact of before came after all, everybody about whom anything was.
    """
    facts = CheckIn.objects.filter(stop=stop).order_by()
    if facts.filter(pk__lte=known.last).count() == known.count:
        facts = facts.filter(pk__gt=known.last)
    return set(facts.values_list("attendee_id", flat=True))
