"""Where somebody stands at a door, and what the door answers when they come: a tone, a word and what to know."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.catalogue.words import Word
from registrations.desk.door.asked import ranks_of, successor_of
from registrations.desk.door.inside import There, inside
from registrations.desk.door.people import Day, Fact, Somebody
from registrations.desk.door.story import ALSO, BACK, OUT, story_of
from registrations.desk.queries import sessions_of
from tournee.texts.typography import format_date, format_number, format_time

GOOD, LOOK, STOP, CALM = "good", "look", "stop", "calm"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of somebody who comes. `tone` has a colour and a sound; `word` is large, `text` below it."""

    tone: str
    word: str
    text: str = ""
    full: bool = False  # it says that the room is


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are at this door, at the stop, registered, and without registration; `limit` is the room's."""

    here: int
    stop: int
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


@dataclass(frozen=True)
class Shown:
    """One person as this door sees them; `nonce` makes the next tap one fact."""

    who: Somebody
    day: Day
    nonce: uuid.UUID = field(default_factory=uuid.uuid4)

    @cached_property
    def there(self) -> There | None:
        """Whether they are at this door, or were; None if never."""
        return inside(self.who.facts, self.day.device.session_id)

    @cached_property
    def at_stop(self) -> There | None:
        """Whether they are in the house, or were; None if never."""
        return inside(self.who.facts, None)

    @property
    def here_since(self) -> datetime.datetime | None:
        """When they came to this door, if they are here."""
        return self.there.at if self.there and self.there.here else None

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
        return self.seated or self.waits or self.there is not None

    @property
    def state(self) -> str:
        """As `stateOf` of static/desk/standing.js says it, and "another_day" for whom no telephone lists."""
        if self.there:
            return "here" if self.there.here else "gone"
        if self.who.cancelled:
            return "cancelled"
        if self.waits:
            return "waiting"
        if self.at_stop and self.at_stop.here:
            return "inside" if self.seated else "insideElsewhere"
        if not self.seated:
            return "elsewhere"
        return "another_day" if self.who.of_another_day else "expected"

    @property
    def is_awaited(self) -> bool:
        """Whether they may still come."""
        return self.state not in {"here", "gone", "cancelled"}

    @property
    def word(self) -> Word:
        """Where they stand, in a word with its tone."""
        there = self.there or self.at_stop
        hour = {"hour": format_time(there.at, zone=self.day.stop.zone) if there else ""}
        return {
            "here": lambda: Word(_("here since %(hour)s") % hour, "ok"),
            "gone": lambda: Word(_("went out at %(hour)s") % hour, "off"),
            "cancelled": lambda: Word(self.replaced or pgettext("person", "cancelled"), "danger"),
            "inside": lambda: Word(_("at the stop since %(hour)s, not yet in this session") % hour, "part"),
            "insideElsewhere": lambda: Word(
                _("at the stop since %(hour)s, not registered for this session") % hour, "off"
            ),
            "waiting": lambda: Word(self._waits_in_words(), "warn"),
            "elsewhere": lambda: Word(_("not registered for this session"), "off"),
            "another_day": lambda: Word(_("registered for another day"), "warn"),
            "expected": lambda: Word(_("expected"), "open"),
        }[self.state]()

    @cached_property
    def replaced(self) -> str:
        """Who comes in their place, in words; "" for nobody. At most one query, of whom the list was not asked."""
        if not self.who.cancelled:
            return ""
        by = successor_of(self.who.pk) if self.who.successor is None else self.who.successor
        return _("replaced by %(name)s") % {"name": by} if by else ""

    def _waits_in_words(self) -> str:
        """At a session's door with the rank, which is asked for where the list was not. At most one query."""
        session = self.day.device.session_id
        if session is None:
            return _("waiting list")
        ranks = self.who.ranks or ranks_of(self.who.pk, self.who.waits)
        rank = format_number(ranks[self.who.waits.index(session)])
        return _("on the waiting list for this session (rank %(rank)s)") % {"rank": rank}

    @property
    def story(self) -> list[str]:
        """Where others noted of them something else than this telephone did, in sentences."""
        zone = self.day.stop.zone
        said = {
            ALSO: _("also noted at %(hour)s by %(who)s"),
            OUT: _("noted as gone out at %(hour)s by %(who)s"),
            BACK: _("noted here at %(own)s, taken back at %(hour)s by %(who)s"),
        }
        return [
            said[one.kind]
            % {
                "hour": format_time(one.at, zone=zone),
                "who": one.by,
                "own": format_time(one.own, zone=zone) if one.own else "",
            }
            for one in story_of(self.who.facts, self.who.taken_back, self.day.device.session_id)
        ]

    @property
    def sessions(self) -> list[str]:
        """The sessions of the day they are registered for, with the hour; and for which they wait."""
        zone = self.day.stop.zone
        named = {one.pk: f"{format_time(one.starts_at, zone=zone)} {one}" for one in self.day.sessions}
        waits = [
            _("waiting list: %(session)s") % {"session": text} for pk, text in named.items() if pk in self.who.waits
        ]
        return [*(text for pk, text in named.items() if pk in self.who.sessions), *waits]

    @property
    def other_days(self) -> str:
        """The other days they registered for, in words. One query."""
        starts = sessions_of(self.day.stop).filter(pk__in=self.who.elsewhere).values_list("starts_at", flat=True)
        days = dict.fromkeys(at.astimezone(self.day.stop.zone).date() for at in starts)
        return ", ".join(format_date(day) for day in days)


def answer_before(shown: Shown) -> Answer:
    """What is said of whoever shows a ticket, before they are noted."""
    word = shown.word
    said = word.text[:1].upper() + word.text[1:]
    if shown.state == "cancelled":
        text = _("They can be noted all the same.") if shown.replaced else ""
        return Answer(STOP, said, text or _("They had cancelled. They can be noted all the same."))
    if shown.who.of_another_day and not shown.there:
        return Answer(LOOK, _("Another day"), _("Registered for: %(days)s.") % {"days": shown.other_days})
    if not shown.of_this_door:
        return Answer(LOOK, _("Another session"), "\n".join(shown.sessions))
    return Answer(GOOD if word.tone in {"open", "part"} else LOOK, said, "\n".join(shown.sessions))


def answer_after(shown: Shown, counts: Counts) -> Answer:
    """What is said once something was noted of them."""
    if shown.here_since is None:
        return Answer(CALM, _("Gone out") if shown.there else _("Not here after all"))
    if counts.over:
        word = ngettext("Full, %(count)s over", "Full, %(count)s over", counts.over)
        numbers = {"here": format_number(counts.here), "limit": format_number(counts.limit or 0)}
        text = _("Noted as here. That makes %(here)s people for %(limit)s: let nobody else in.")
        return Answer(STOP, word % {"count": format_number(counts.over)}, text % numbers, full=True)
    if counts.full:
        limit = format_number(counts.limit or 0)
        text = _("As many people are here as there may be: %(limit)s.") % {"limit": limit}
        return Answer(LOOK, _("Welcome: now it is full"), text, full=True)
    if odd := _odd(shown):
        return Answer(LOOK, _("Noted all the same"), "\n".join([f"{odd[:1].upper()}{odd[1:]}.", *shown.sessions]))
    return Answer(GOOD, pgettext("at the door", "Welcome"), "\n".join(shown.sessions))


def _odd(shown: Shown) -> str:
    """Why whoever was noted was not expected at this door; "" where they were."""
    if shown.who.cancelled:
        return shown.replaced or pgettext("person", "cancelled")
    if shown.who.of_another_day:
        return _("registered for another day")
    if shown.waits:
        return _("waiting list") if shown.day.device.session_id is None else _("on the waiting list for this session")
    return "" if shown.seated else _("not registered for this session")


def counts_of(day: Day, people: Sequence[Shown]) -> Counts:
    """How many there are; whoever had cancelled and came is on the list again.

    Whoever is at the stop is taken to be in the sessions where they have a seat. `counts` of static/desk/standing.js
    counts the same: tests/registrations/desk/door/standing.json says what both do.
    """
    within = dict.fromkeys((session.pk for session in day.sessions), 0)
    here = stop = expected = walk_ins = 0
    for one in people:
        is_expected = one.seated and not one.who.walked_in and (one.there is not None or not one.who.cancelled)
        expected += is_expected
        here += one.state == "here"
        walk_ins += one.there is not None and not is_expected
        if not (one.at_stop and one.at_stop.here):
            continue
        stop += 1
        for session in within:
            there = inside(one.who.facts, session)
            within[session] += there.here if there else not one.who.cancelled and session in one.who.sessions
    own = next((one for one in day.sessions if one.pk == day.device.session_id), None)
    limits = [limit for limit in (day.stop.safety_limit, own.capacity if own else None) if limit is not None]
    return Counts(here, stop, expected, walk_ins, min(limits, default=None), within)
