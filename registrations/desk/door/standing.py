"""Where somebody stands at a door, and what the door answers when they come: a tone, a word and what to know."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.catalogue.words import Word
from registrations.desk.door.people import Day, Fact, Somebody
from registrations.desk.queries import sessions_of
from tournee.texts.typography import format_date, format_number, format_time

GOOD, LOOK, STOP, CALM = "good", "look", "stop", "calm"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of somebody who comes. `tone` has a colour and a sound; `word` is large, `text` below it."""

    tone: str
    word: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are here, registered, and without registration; `limit` is the room's."""

    here: int
    expected: int
    walk_ins: int
    limit: int | None
    inside: dict[int, int]

    @property
    def over(self) -> int:
        """How many more people are here than may be."""
        return max(self.here - self.limit, 0) if self.limit is not None else 0

    @property
    def full(self) -> bool:
        """As many as may be."""
        return self.here == self.limit


@dataclass(frozen=True, slots=True)
class Shown:
    """One person as this door sees them; `nonce` makes the next tap one fact."""

    who: Somebody
    day: Day
    nonce: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def own_facts(self) -> list[Fact]:
        """What was noted at this door; whoever is in a session is at the stop."""
        session = self.day.device.session_id
        return [fact for fact in self.who.facts if session is None or fact.session == session]

    @property
    def here_since(self) -> datetime.datetime | None:
        """When they came to this door, if they are here."""
        facts = self.own_facts
        if not facts or facts[-1].out:
            return None
        return next(fact.at for fact in facts if not fact.out)

    @property
    def can_be_taken_back(self) -> list[Fact]:
        """The facts that this door itself noted."""
        return [fact for fact in self.who.facts if fact.session == self.day.device.session_id]

    @property
    def seated(self) -> bool:
        """Whether they have a seat here; at the door of the stop everybody may come."""
        session = self.day.device.session_id
        return session is None or session in self.who.sessions

    @property
    def waits(self) -> bool:
        """Whether they are on a waiting list, with no seat."""
        session = self.day.device.session_id
        return self.who.state == "waiting" if session is None else session in self.who.waits

    @property
    def of_this_door(self) -> bool:
        """Whether the door lists them without being asked; a session's finds the others by their names."""
        return self.seated or self.waits or bool(self.own_facts)

    @property
    def word(self) -> Word:
        """Where they stand, in a word with its tone."""
        if since := self.here_since:
            return Word(_("here since %(hour)s") % {"hour": self._hour(since)}, "ok")
        if self.own_facts:
            return Word(_("went out at %(hour)s") % {"hour": self._hour(self.own_facts[-1].at)}, "off")
        if self.who.cancelled:
            return Word(pgettext("person", "cancelled"), "danger")
        if self.who.facts:
            hour = {"hour": self._hour(self.who.facts[0].at)}
            if self.seated:
                return Word(_("at the stop since %(hour)s, not yet in this session") % hour, "part")
            return Word(_("at the stop since %(hour)s, not registered for this session") % hour, "off")
        if self.waits:
            return Word(_("waiting list"), "warn")
        if not self.seated:
            return Word(_("not registered for this session"), "off")
        if self.who.of_another_day:
            return Word(_("registered for another day"), "warn")
        return Word(_("expected"), "open")

    @property
    def sessions(self) -> list[str]:
        """The sessions of the day they are registered for, with the hour."""
        zone = self.day.stop.zone
        own = [one for one in self.day.sessions if one.pk in self.who.sessions]
        return [f"{format_time(one.starts_at, zone=zone)} {one}" for one in own]

    @property
    def other_days(self) -> str:
        """The other days they registered for, in words. One query."""
        starts = sessions_of(self.day.stop).filter(pk__in=self.who.elsewhere).values_list("starts_at", flat=True)
        days = dict.fromkeys(at.astimezone(self.day.stop.zone).date() for at in starts)
        return ", ".join(format_date(day) for day in days)

    def _hour(self, at: datetime.datetime) -> str:
        return format_time(at, zone=self.day.stop.zone)


def answer_before(shown: Shown) -> Answer:
    """What is said of whoever shows a ticket, before they are noted."""
    word = shown.word
    said = word.text[:1].upper() + word.text[1:]
    if shown.who.cancelled and not shown.own_facts:
        return Answer(STOP, said, _("They had cancelled. They can be noted all the same."))
    if shown.who.of_another_day and not shown.own_facts:
        return Answer(LOOK, _("Another day"), _("Registered for: %(days)s.") % {"days": shown.other_days})
    if not shown.of_this_door:
        return Answer(LOOK, _("Another session"), "\n".join(shown.sessions))
    return Answer(GOOD if word.tone in {"open", "part"} else LOOK, said, "\n".join(shown.sessions))


def answer_after(shown: Shown, counts: Counts) -> Answer:
    """What is said once something was noted of them."""
    if shown.here_since is None:
        out = bool(shown.own_facts)
        return Answer(CALM, _("Gone out") if out else _("Not here after all"))
    if counts.over:
        word = ngettext("Full, %(count)s over", "Full, %(count)s over", counts.over)
        numbers = {"here": format_number(counts.here), "limit": format_number(counts.limit or 0)}
        text = _("Noted as here. That makes %(here)s people for %(limit)s: let nobody else in.")
        return Answer(STOP, word % {"count": format_number(counts.over)}, text % numbers)
    if counts.full:
        limit = format_number(counts.limit or 0)
        text = _("As many people are here as there may be: %(limit)s.") % {"limit": limit}
        return Answer(LOOK, _("Welcome: now it is full"), text)
    if shown.who.cancelled or shown.waits or shown.who.of_another_day or not shown.seated:
        return Answer(LOOK, _("Noted all the same"), "\n".join(shown.sessions))
    return Answer(GOOD, pgettext("at the door", "Welcome"), "\n".join(shown.sessions))


def counts_of(day: Day, people: list[Shown]) -> Counts:
    """How many there are; whoever is at the stop is taken to be in the sessions where they have a seat."""
    inside = dict.fromkeys((session.pk for session in day.sessions), 0)
    for one in people:
        facts = one.who.facts
        if facts and not facts[-1].out:
            chosen = set() if one.who.cancelled else set(one.who.sessions)
            for session in chosen | {fact.session for fact in facts if fact.session is not None}:
                if session in inside:
                    inside[session] += 1
    own = next((one for one in day.sessions if one.pk == day.device.session_id), None)
    limit = day.stop.safety_limit
    return Counts(
        here=sum(one.here_since is not None for one in people),
        expected=sum(one.seated and not one.who.cancelled and not one.who.walked_in for one in people),
        walk_ins=sum(one.who.walked_in and one.of_this_door for one in people),
        limit=own.capacity if own and limit is None else limit,
        inside=inside,
    )
