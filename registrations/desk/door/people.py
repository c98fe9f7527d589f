"""What a telephone at the door is told, as JSON. Never needs, e-mail addresses or telephone numbers.

Everything is asked under `/desk/<token>/`; the token is the right: no cookie, no CSRF token. A forged token answers
404; a link that has ended or was withdrawn answers 410 `{"ended": "expired" | "revoked", "said": str}`, upon which the
telephone erases what it keeps. `Cache-Control: no-store`. Moments are ISO 8601 in UTC, with "Z". Keys whose value would
be "", false, or an empty list are left out of a person, but for `id`, `code`, `name` and `key`.

`GET people.json` (with `ETag`; `If-None-Match` answers 304)

    {"version": str,            # to send back as `since`
     "server_now": "2031-06-18T07:12:05Z",
     "door": {"stop": str, "session": int | null, "day": "2031-06-18", "zone": "Europe/Paris",
              "expires_at": str, "name": str, "limit": int | null,    # `name` is the telephone's, `limit` the room's
              "other_days": bool},                                    # the stop has other days, with other people
     "sessions": [{"id": int, "title": str, "starts_at": str, "ends_at": str, "seats": int | null, "registered": int}],
     "people": [person]}        # in order of name, everybody of the day, also for the door of one session

person

    {"id": "<uuid>", "code": "ABC1234", "name": str, "firm": str,
     "key": str,                # name, firm, its town, and code as they are searched: a-z, 0-9, blanks (`search_key`)
     "sessions": [int],         # where they have a seat, of this day
     "waits": [int],            # where they wait for one
     "ranks": [int],            # of each of these, where they stand in line; in people.json alone
     "state": "cancelled" | "waiting" | "walk_in",   # left out: expected. Waiting: no seat, some wish
     "note": str,               # the organiser's, for the desk
     "nophoto": true,
     "instead_of": "<uuid>",    # whose place they took
     "facts": [{"nonce": "<uuid>", "at": str, "session": int | null, "direction": "out", "own": true, "by": str}],
     "taken_back": [{"at": str, "session": int | null, "back": str, "by": str}]}

`own` is what this telephone noted, `by` says who else did; `taken_back` what it noted and somebody else took `back`.
Facts are those that stand, the earliest first; `session` is null at the door of the stop, `direction` is left out
where they came in. There may be several for one door: each telephone's own. Whoever's last fact is "out" has gone; to
take back that somebody is here, undo each fact of this door (a list in `undoes`).

`GET changes.json?since=<version>`: 304 where nothing changed, else what people.json says with only those people about
whom something was noted since. Where more changed – somebody registered, a note, a name, a session, the door itself –
it says `{"again": true}` alone: people.json is to be asked again (walk-ins are no reason: they come as people).

`POST facts.json` (JSON; at most 200 facts at once)

    {"device_now": str,         # the device's clock at the sending: what it is wrong by is set right in every `at`
     "facts": [{"nonce": "<uuid>", "kind": "in" | "out" | "undo" | "walk_in" | "instead", "at": str,
                "person": "<uuid>",      # in, out, undo: whom it is about
                "code": "ABC1234",       # in or out, where a ticket was scanned of somebody the telephone does not know
                "session": int | null,   # the door where it happened
                "how": "search" | "scan",
                "undoes": "<uuid>" | ["<uuid>"],          # undo
                "name": str, "firm": str, "email": str,   # walk_in, instead; only the name is needed
                "instead_of": "<uuid>"}]}                 # instead: the person who does not come

Whoever is new (walk_in, instead) and has no id yet is called by the nonce of the fact that brought them: `person` may
say that nonce, also after the answer gave their id. Facts may come late, twice, in any order; an undo before what it
undoes, if it says `person`. Answered one by one, in the order sent:

    {"server_now": str,         # and no version: what others noted meanwhile, changes.json brings
     "facts": [{"nonce": str, "done": "noted" | "known" | "later" | "refused",
                "why": str, "said": str, "person": person}]}

"known": this nonce was there. "later": it is about something that has not arrived yet; keep it and send it again with
what is new. "refused" says why: "malformed", "unknown" (nobody of this stop), "no_name", "ended"
(it happened once the link had ended), "closed" (the tour is archived); `said` is for the person at the door. A refused
fact is not to be sent again. Facts of before a link ended are taken for a week after, and answered without `person`.

Where nobody can come instead any more (the stop is over, the other one was cancelled), the newcomer is a walk-in.

`POST ready.json` `{"people": int}`: the telephone can go on without a network. Answers `{"ready_at": str}`.

A ticket's QR code is the address `…/t/<token>/`; what stands before "~" in the token, in base64url without "=", is the
person's `id` in 16 bytes. `ticket/<code>/` shows one person. On the page, `[data-plain]` is what a script
takes the place of; `/desk/worker.js` is the service worker, whose scope is `/desk/`.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Session, Stop
from events.models.timezones import day_bounds
from registrations.attendance.half_days import takes_place_on
from registrations.desk.asked import sessions_planned
from registrations.desk.door import asked
from registrations.models import Attendee, CheckIn, DeskDevice, Registration, Seat


@dataclass(frozen=True, slots=True)
class Fact:
    """Something noted that stands: `own` by this telephone, else `by` somebody else, in a word."""

    nonce: uuid.UUID
    at: datetime.datetime
    session: int | None
    out: bool
    own: bool = False
    by: str = ""

    def said(self) -> dict[str, Any]:
        """As the telephone is told."""
        told: dict[str, Any] = {"nonce": str(self.nonce), "at": moment(self.at), "session": self.session}
        if self.out:
            told["direction"] = CheckIn.Direction.OUT
        return told | ({"own": True} if self.own else {"by": self.by})


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What this telephone noted `at` that hour, and somebody else took back."""

    at: datetime.datetime
    session: int | None
    back: datetime.datetime
    by: str

    def said(self) -> dict[str, Any]:
        """As the telephone is told."""
        return {"at": moment(self.at), "session": self.session, "back": moment(self.back), "by": self.by}


@dataclass(slots=True)
class Somebody:
    """One person of the day: what the door may know of them, and no more."""

    pk: int
    public_id: uuid.UUID
    code: str
    name: str
    firm: str
    key: str
    cancelled: bool
    walked_in: bool
    note: str
    no_photographs: bool
    instead_of: uuid.UUID | None
    sessions: list[int] = field(default_factory=list)
    waits: list[int] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    taken_back: list[TakenBack] = field(default_factory=list)
    elsewhere: set[int] = field(default_factory=set)  # sessions of other days
    ranks: list[int] = field(default_factory=list)  # where they stand in each line that they wait in
    successor: str | None = None  # who comes instead, "" for nobody; None: not asked
    former: str = ""  # whose place they took, by name, where everybody was asked for

    @property
    def of_another_day(self) -> bool:
        """They chose sessions, and none of them is on this day."""
        return bool(self.elsewhere) and not self.sessions and not self.waits

    @property
    def state(self) -> str:
        """Either "cancelled", "walk_in" or "waiting"; "" for who is expected."""
        if self.cancelled:
            return "cancelled"
        if self.walked_in:
            return "walk_in"
        return "waiting" if self.waits and not self.sessions else ""

    def said(self) -> dict[str, Any]:
        """As the telephone is told."""
        told = {
            "id": str(self.public_id),
            "code": self.code,
            "name": self.name,
            "key": self.key,
        }
        more = {
            "firm": self.firm,
            "sessions": self.sessions,
            "waits": self.waits,
            "ranks": self.ranks,
            "state": self.state,
            "note": self.note,
            "nophoto": self.no_photographs,
            "instead_of": str(self.instead_of) if self.instead_of else "",
            "facts": [fact.said() for fact in self.facts],
            "taken_back": [one.said() for one in self.taken_back],
        }
        return told | {name: value for name, value in more.items() if value}


@dataclass(frozen=True)
class Day:
    """What a telephone's door is of: its day, and since when what was noted is of it."""

    device: DeskDevice
    facts_since: datetime.datetime

    @property
    def stop(self) -> Stop:
        """The stop of the door."""
        return self.device.stop

    @property
    def is_the_only_one(self) -> bool:
        """The stop has no other day, so all of its sessions are on this one."""
        return self.device.day == self.stop.starts_on == self.stop.ends_on

    @cached_property
    def sessions(self) -> list[Session]:
        """The sessions of the day, in order; that of the door in any case. One query."""
        day, zone = self.device.day, self.stop.zone
        return [
            one
            for one in sessions_planned(self.stop)
            if takes_place_on(one, day, zone) or one.pk == self.device.session_id
        ]


def day_of(device: DeskDevice) -> Day:
    """The day of that telephone's door.

    What is noted while the door is tried out, before its day, is seen until midnight.
    """
    zone = device.stop.zone
    first = min(device.day, timezone.now().astimezone(zone).date())
    return Day(device, day_bounds(first, zone)[0])


def people_of(
    day: Day, about: Collection[int] | None = None, known: Mapping[int, Attendee] | None = None
) -> list[Somebody]:
    """Everybody of the day, in order of their keys; or of those people (primary keys) all the same. Four queries.

    Of the day are those who chose a session of it or none, and whoever was noted on it, which alone brings a walk-in.
    Whom a tap has just asked for (`known`: `registrations.desk.asked.attendee_of`) is not asked for again.
    """
    if about is not None and known and known.keys() >= set(about):
        found = {pk: _somebody(_row_of(known[pk])) for pk in about}
    else:
        found = {row[0]: _somebody(row) for row in asked.people(day.stop, about)}
    own = None if day.is_the_only_one else {session.pk for session in day.sessions}
    seats = asked.seats(day.stop, about)
    ranks = asked.rank_each(seats) if about is None else {}
    for attendee, session, state, _entry in seats:
        if one := found.get(attendee):
            if own is None or session in own:
                (one.waits if state == Seat.State.WAITLISTED else one.sessions).append(session)
                one.ranks.extend(ranks[key] for key in [(attendee, session)] if key in ranks)
            else:
                one.elsewhere.add(session)
    for attendee, *fact in asked.facts(day.device, about):
        if (one := found.get(attendee)) and fact[1] >= day.facts_since:
            _learn(one, day.device.pk, fact)
    if about is not None:
        return list(found.values())
    by_id = {one.public_id: one for one in found.values()}
    _name_replaced(by_id)
    of_the_day = [one for one in found.values() if _is_listed(one) and not _came_by_mistake(one, by_id)]
    return sorted(
        of_the_day, key=lambda one: one.key
    )  # by letters, as the telephone sorts: databases have ways of their own


def _name_replaced(by_id: Mapping[uuid.UUID, Somebody]) -> None:
    """Tell each who comes in their place, and in whose they come."""
    for one in by_id.values():
        one.successor = one.successor or ""
        former = by_id.get(one.instead_of) if one.instead_of else None
        if former is None or one.cancelled:
            continue
        former.successor = one.name
        if former.instead_of != one.public_id:  # it was theirs before
            one.former = former.name


def _is_listed(one: Somebody) -> bool:
    return bool(one.facts or one.taken_back) or not (one.of_another_day or one.walked_in)


def _came_by_mistake(one: Somebody, by_id: Mapping[uuid.UUID, Somebody]) -> bool:
    """Whether they came instead of somebody who comes after all (`take_back_replacement`), and nobody saw them."""
    former = by_id.get(one.instead_of) if one.cancelled and one.instead_of else None
    if former is None or one.facts or one.taken_back:
        return False
    return former.instead_of == one.public_id and former.pk < one.pk


def _learn(one: Somebody, device: int, fact: asked.Row) -> None:
    """Add what was noted of them, of which `asked` names the columns; not what the device itself took back."""
    nonce, at, session, direction, how, user, desk, desk_name, undone_at, *undone_by = fact
    out = direction == CheckIn.Direction.OUT
    if undone_at is None:
        own = desk == device
        one.facts.append(Fact(nonce, at, session, out, own, "" if own else _who_noted(user, desk_name, how)))
    elif not out and undone_by[1] != device:
        one.taken_back.append(TakenBack(at, session, undone_at, _who_noted(undone_by[0], undone_by[2])))


def _who_noted(user: int | None, telephone: str | None, how: str = "") -> str:
    """In a word; no account is named to a telephone."""
    if telephone or user:
        return telephone or _("the team")
    if how == CheckIn.How.SELF:
        return pgettext("at the door", "themselves")
    return pgettext("at the door", "somebody else")


def _row_of(attendee: Attendee) -> asked.Row:
    """What `asked.PERSON` names, of somebody who came instead of nobody."""
    person, company = attendee.person, attendee.person.company
    return (
        attendee.pk, attendee.public_id, attendee.code, attendee.cancelled_at, attendee.desk_note,
        attendee.no_photographs, attendee.registration.origin, None, person.name, person.organisation_name,
        person.search_key, company.name if company else None, company.search_key if company else None,
    )  # fmt: skip


def _somebody(row: asked.Row) -> Somebody:
    (pk, public_id, code, cancelled_at, note, no_photographs, origin, instead_of, name, organisation, key, firm,
     firm_key) = row  # fmt: skip
    return Somebody(
        pk, public_id, code, name, firm or organisation, " ".join(filter(None, (key, firm_key, code.lower()))),
        cancelled_at is not None, origin == Registration.Origin.WALK_IN, note, no_photographs, instead_of,
    )  # fmt: skip


def moment(at: datetime.datetime) -> str:
    """A moment as the telephone reads it: UTC, to the second."""
    return f"{at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


def door_of(device: DeskDevice) -> dict[str, Any]:
    """Of which door it is, and of which telephone."""
    stop = device.stop
    return {
        "stop": str(stop),
        "session": device.session_id,
        "day": device.day.isoformat(),
        "zone": stop.time_zone,
        "expires_at": moment(device.expires_at),
        "name": device.name,
        "limit": stop.safety_limit,
        "other_days": stop.starts_on != stop.ends_on,
    }


def told(day: Day, people: Sequence[Somebody], version: str) -> dict[str, Any]:
    """All that people.json says."""
    return {
        "version": version,
        "server_now": moment(timezone.now()),
        "door": door_of(day.device),
        "sessions": [
            {
                "id": one.pk,
                "title": one.title,
                "starts_at": moment(one.starts_at),
                "ends_at": moment(one.ends_at),
                "seats": one.capacity,
                "registered": one.seats_taken,
            }
            for one in day.sessions
        ],
        "people": [one.said() for one in people],
    }
