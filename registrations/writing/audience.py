"""To whom a message goes: each address once a stop, in the language they registered in. Never to who cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from registrations.models import Attendee, Message, Person, Registration, WaitingEntry
from tournee.mail.addresses import normal_address

Audience = Message.Audience


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is written to about a registration: its contact, or an attendee of it (`attendee`)."""

    registration: Registration
    person: Person
    attendee: Attendee | None = None

    @property
    def language(self) -> str:
        """The language they registered in."""
        return self.registration.language


@dataclass(frozen=True, slots=True)
class Readers:
    """Who is written to, and how many registrations have nobody who could be."""

    found: list[Reader]
    unreachable: int

    def in_language(self, language: str) -> list[Reader]:
        """Those who registered in it."""
        return [reader for reader in self.found if reader.language == language]


def readers_of(audience: str, registrations: QuerySet[Registration]) -> Readers:
    """Whom a message to that audience reaches among these registrations; four queries."""
    live = registrations.filter(state=Registration.State.LIVE).exclude(origin=Registration.Origin.WALK_IN)
    if audience == Audience.WAITING:
        waiting = WaitingEntry.objects.filter(state=WaitingEntry.State.WAITING)
        live = live.filter(pk__in=waiting.values("registration"))
    people = Attendee.objects.filter(cancelled_at=None).select_related("person").order_by("pk")
    related = live.prefetch_related(None).select_related("stop__tour", "company", "contact")
    rows = list(related.order_by("stop_id", "pk").prefetch_related(Prefetch("attendees", people)))
    named = _attendees if audience == Audience.ATTENDEES else _contacts
    seen: set[tuple[int, str]] = set()
    found: list[Reader] = []
    silent = 0
    for registration in rows:
        reached = [one for one in named(registration) if one.person.email]
        silent += not reached
        for reader in reached:
            key = (registration.stop_id, normal_address(reader.person.email))
            if key not in seen:
                seen.add(key)
                found.append(reader)
    return Readers(found, silent)


def _contacts(registration: Registration) -> Iterator[Reader]:
    yield Reader(registration, registration.contact)


def _attendees(registration: Registration) -> Iterable[Reader]:
    for one in registration.attendees.all():
        mine = None if one.person_id == registration.contact_id else one
        yield Reader(registration, one.person, mine)
