"""What stands of registrations now: their people and their seats, read once for messages and calendars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from events.models import Stop
from registrations.models import Attendee, Registration, Seat


@dataclass(frozen=True, slots=True)
class Standing:
    """The people of a registration in order, also those who were cancelled, and the live seats of each by id."""

    stop: Stop
    attendees: tuple[Attendee, ...]
    seats: dict[int, list[Seat]]
    new: bool = False  # nobody was told anything of it yet: nothing is in a calendar

    def seats_of(self, attendee: Attendee) -> list[Seat]:
        """Their live seats, in order of time."""
        return self.seats.get(attendee.pk, [])


def standings_of(registrations: Iterable[Registration], *, new: Collection[int] = ()) -> dict[int, Standing]:
    """What stands of each registration, by its id; their `stop` and `tour` are at hand. Two queries, however many.

    `new` are the ids of those of which nobody was told anything yet.
    """
    known = {registration.pk: registration for registration in registrations}
    people: dict[int, list[Attendee]] = defaultdict(list)
    for attendee in Attendee.objects.filter(registration__in=known).select_related("person"):
        attendee.registration = known[attendee.registration_id]
        attendee.stop = attendee.registration.stop
        people[attendee.registration_id].append(attendee)
    seats = live_seats(attendee for attendees in people.values() for attendee in attendees)
    return {
        pk: Standing(
            registration.stop,
            tuple(people[pk]),
            {attendee.pk: seats[attendee.pk] for attendee in people[pk] if attendee.pk in seats},
            new=pk in new,
        )
        for pk, registration in known.items()
    }


def new_standing(registration: Registration, attendees: Sequence[Attendee], seats: Iterable[Seat]) -> Standing:
    """What stands of a registration just made of these people and seats, whose sessions are at hand; no query."""
    for attendee in attendees:
        attendee.stop = registration.stop
    theirs: dict[int, list[Seat]] = defaultdict(list)
    for seat in sorted(seats, key=lambda seat: (seat.session.starts_at, seat.session_id)):
        theirs[seat.attendee_id].append(seat)
    return Standing(registration.stop, tuple(attendees), theirs, new=True)


def live_seats(attendees: Iterable[Attendee]) -> dict[int, list[Seat]]:
    """The live seats of those attendees by their ids, each with its session, in order of time; one query."""
    seats: dict[int, list[Seat]] = defaultdict(list)
    rows = Seat.objects.filter(attendee__in=[attendee.pk for attendee in attendees], state__in=Seat.LIVE)
    for seat in rows.select_related("session").order_by("session__starts_at", "session_id"):
        seats[seat.attendee_id].append(seat)
    return seats
