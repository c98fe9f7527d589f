"""One person at the door: what is known of them there, in words."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.catalogue.words import Word
from events.models import Session, Stop
from registrations.desk.door.inside import There, inside, told_by
from registrations.models import CheckIn, Person, Registration
from tournee.texts.typography import format_date, format_number, format_time


@dataclass
class Row:
    """Somebody at the door of the stop, or of a session.

    `attendee` has `seated`, `waits`, `of_another_day` and `successor` (who comes instead, by name) there. `facts` are
    those that stand, the earliest first; `nonce` makes the next tap one fact. `twice`: they walked in, and so did
    somebody of the same name and firm.
    """

    attendee: Any
    facts: list[CheckIn]
    stop: Stop
    session: Session | None
    nonce: uuid.UUID = field(default_factory=uuid.uuid4)
    twice: bool = False
    rank: int = 0  # on the waiting list of the session

    @property
    def fact(self) -> CheckIn | None:
        """The fact that this door noted, which it may undo while they are here."""
        here = self.session.pk if self.session else None
        return next((fact for fact in self.facts if fact.session_id == here), None) if self.seen else None

    @cached_property
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
    def instead_of(self) -> str:
        """Whose place they took; "" for nobody's, or where it was theirs before. Two queries after a tap on who did."""
        former = self.attendee.instead_of if self.attendee.instead_of_id else None
        return str(former.person) if former and former.instead_of_id != self.attendee.pk else ""

    @property
    def can_be_replaced(self) -> bool:
        """Somebody else may come instead: they are awaited, and were not seen."""
        return not (self.facts or self.walked_in or self.attendee.cancelled_at)

    @property
    def can_be_restored(self) -> bool:
        """Somebody came instead today, which may have been a mistake."""
        at = self.attendee.cancelled_at
        if self.facts or at is None or not self.attendee.successor:
            return False
        return bool(at.astimezone(self.stop.zone).date() == timezone.now().astimezone(self.stop.zone).date())

    @cached_property
    def word(self) -> Word:
        """Where they stand: here since when, else whether they are expected."""
        if there := self.there:
            if there.here:
                return Word(self._since(there.at), "ok")
            hour = {"hour": self._moment(there.at)}
            return Word(_("went out: %(hour)s") % hour, "off")
        if self.attendee.cancelled_at is not None:
            if by := self.attendee.successor:
                return Word(_("replaced by %(name)s") % {"name": by}, "danger")
            return Word(_("cancelled"), "danger")
        if self.session and self.rank and not self.attendee.seated:
            said = _("on the waiting list for this session (rank %(rank)s)")
            return Word(said % {"rank": format_number(self.rank)}, "warn")
        at_stop = inside(map(told_by, self.facts), None)
        if at_stop and at_stop.here:
            return self._word_at_the_stop(at_stop)
        if self.attendee.of_another_day:
            return Word(_("registered for another day"), "warn")
        if self.attendee.waits and not self.attendee.seated:
            return Word(_("waiting list"), "warn")
        if self.session and not self.attendee.seated:
            return Word(_("not registered for this session"), "off")
        return Word(_("not here"), "off") if self.walked_in else Word(_("expected"), "open")

    def _moment(self, at: datetime.datetime) -> str:
        """The hour alone where it was today."""
        zone = self.stop.zone
        today = at.astimezone(zone).date() == timezone.now().astimezone(zone).date()
        return format_time(at, zone=zone) if today else moment_in_words(at, self.stop)

    def _since(self, at: datetime.datetime) -> str:
        """With the day, where it was another."""
        zone = self.stop.zone
        hour = format_time(at, zone=zone)
        if at.astimezone(zone).date() == timezone.now().astimezone(zone).date():
            return _("here since %(hour)s") % {"hour": hour}
        return _("here since %(day)s, %(hour)s") % {"day": format_date(at, weekday=False, zone=zone), "hour": hour}

    def _word_at_the_stop(self, there: There) -> Word:
        """They are in the house, and not yet at this session's door."""
        hour = {"hour": self._moment(there.at)}
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
