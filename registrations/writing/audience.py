"""To whom a message goes: each address once a stop, in the language they registered in. Never to who cancelled."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from events.models import Stop
from registrations.attendance.states import State, people_at
from registrations.models import Attendee, Message, Person, Registration, WaitingEntry
from tournee.mail.addresses import normal_address

Audience = Message.Audience
BY_PRESENCE: dict[str, State] = {Audience.PRESENT: State.PRESENT, Audience.ABSENT: State.ABSENT}


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
    """Whom a message to that audience reaches among these registrations; four queries, six by presence.

    Whoever came without registering and left an address is one of those who came, and belongs to no other audience.
    """
    live = registrations.filter(state=Registration.State.LIVE)
    if audience != Audience.PRESENT:
        live = live.exclude(origin=Registration.Origin.WALK_IN)
    if audience == Audience.WAITING:
        waiting = WaitingEntry.objects.filter(state=WaitingEntry.State.WAITING)
        live = live.filter(pk__in=waiting.values("registration"))
    people = Attendee.objects.filter(cancelled_at=None).select_related("person").order_by("pk")
    related = live.prefetch_related(None).select_related("stop__tour", "company", "contact")
    rows = list(related.order_by("stop_id", "pk").prefetch_related(Prefetch("attendees", people)))
    named = _named(audience, rows)
    seen: set[tuple[int, str]] = set()
    found: list[Reader] = []
    silent = 0
    for registration in rows:
        meant = list(named(registration))
        reached = [one for one in meant if one.person.email]
        silent += not reached and (bool(meant) or audience not in BY_PRESENCE)
        for reader in reached:
            key = (registration.stop_id, normal_address(reader.person.email))
            if key not in seen:
                seen.add(key)
                found.append(reader)
    return Readers(found, silent)


def _named(audience: str, registrations: Iterable[Registration]) -> Callable[[Registration], Iterable[Reader]]:
    """Whom of a registration the audience means; by presence, two queries."""
    if audience in BY_PRESENCE:
        meant = _of_presence(BY_PRESENCE[audience], {one.stop_id: one.stop for one in registrations}.values())
        return lambda registration: _attendees(registration, among=meant)
    return _attendees if audience == Audience.ATTENDEES else _contacts


def _of_presence(state: State, stops: Iterable[Stop]) -> set[int]:
    """The attendees of that state. Where nobody was noted at all, no door was kept: nobody is said to be missing."""
    people = people_at(stops)
    kept = {one.stop for one in people if one.came}
    return {one.attendee for one in people if one.state == state and one.stop in kept}


def _contacts(registration: Registration) -> Iterator[Reader]:
    yield Reader(registration, registration.contact)


def _attendees(registration: Registration, *, among: Container[int] | None = None) -> Iterator[Reader]:
    for one in registration.attendees.all():
        if among is not None and one.pk not in among:
            continue
        mine = None if one.person_id == registration.contact_id else one
        yield Reader(registration, one.person, mine)
