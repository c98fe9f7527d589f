"""What privacy tells the floors above, and asks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from registrations.models import Person
from tournee.floors import Announcement, Contribution


@dataclass(frozen=True, slots=True)
class PersonErased:
    """`person` as it now stands, without what it said; the addresses it had (normalised), and its attendances' ids."""

    person: Person
    email_keys: frozenset[str]
    attendee_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Held:
    """One thing held of somebody: what it is, why it is kept, and its values by name."""

    what: str
    purpose: str
    values: dict[str, object]


person_erased = Announcement[PersonErased]("person_erased", says="a person’s data were erased")
personal_data: Contribution[Callable[[Person], Iterable[Held]]] = Contribution(
    "personal_data", says="What is held of a person, for somebody who asks (privacy)"
)
