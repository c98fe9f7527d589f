"""One person at the door: what is known of them there, in words."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from events.catalogue.words import Word
from events.models import Session, Stop
from registrations.desk.door.inside import There, inside, told_by
from registrations.models import CheckIn, Person, Registration
from tournee.texts.typography import format_date, format_time


@dataclass(slots=True)
class Row:
    """Somebody at the door of the stop, or of a session.

    `attendee` has `seated`, `waits` and `of_another_day` there. `facts` are those that stand, the earliest first;
    `nonce` makes the next tap one fact. `twice`: they walked in, and so did somebody of the same name and firm.
    """

    attendee: Any
    facts: list[CheckIn]
    stop: Stop
    session: Session | None
    nonce: uuid.UUID = field(default_factory=uuid.uuid4)
    twice: bool = False

    @property
    def fact(self) -> CheckIn | None:
        """The fact that this door noted, which it may undo while they are here."""
        here = self.session.pk if self.session else None
        return next((fact for fact in self.facts if fact.session_id == here), None) if self.seen else None

    @property
    def there(self) -> There | None:
        """Whether they are at this door, or were; None if never."""
        return inside(map(told_by, self.facts), self.session.pk if self.session else None)

    @property
    def seen(self) -> There | None:
        """Since when they are at this door, if they are."""
        there = self.there
        return there if there and there.here else None

    @property
    def walked_in(self) -> bool:
        """They came without registering."""
        return bool(self.attendee.registration.origin == Registration.Origin.WALK_IN)

    @property
    def party(self) -> str:
        """The firm or organisation they come from."""
        return party_of(self.attendee.person)

    @property
    def word(self) -> Word:
        """Where they stand: here since when, else whether they are expected."""
        if there := self.there:
            hour = {"hour": moment_in_words(there.at, self.stop)}
            if there.here:
                return Word(_("here since %(hour)s") % hour, "ok")
            return Word(_("went out: %(hour)s") % hour, "off")
        if self.attendee.cancelled_at is not None:
            return Word(_("cancelled"), "danger")
        at_stop = inside(map(told_by, self.facts), None)
        if at_stop and at_stop.here:
            return self._word_at_the_stop(at_stop)
        if self.attendee.of_another_day:
            return Word(_("registered for another day"), "warn")
        if self.attendee.waits and not self.attendee.seated:
            return Word(_("waiting list"), "warn")
        if self.session and not self.attendee.seated:
            return Word(_("not registered for this session"), "off")
        return Word(_("expected"), "open")

    def _word_at_the_stop(self, there: There) -> Word:
        """They are in the house, and not yet at this session's door."""
        hour = {"hour": moment_in_words(there.at, self.stop)}
        if self.attendee.seated:
            return Word(_("at the stop since %(hour)s, not yet in this session") % hour, "part")
        return Word(_("at the stop since %(hour)s, not registered for this session") % hour, "off")


def party_of(person: Person) -> str:
    """The firm or organisation somebody comes from; "" for neither."""
    return person.company.name if person.company else person.organisation_name


def moment_in_words(at: datetime.datetime, stop: Stop) -> str:
    """When somebody was noted, by the stop's clock: the hour, and the day where it is not the stop's only one."""
    hour = format_time(at, zone=stop.zone)
    if at.astimezone(stop.zone).date() == stop.starts_on == stop.ends_on:
        return hour
    return f"{format_date(at, weekday=False, year=False, zone=stop.zone)}, {hour}"
