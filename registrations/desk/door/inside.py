"""Whether somebody is in the house, or in one of its sessions: the one rule of telephones and of the team's desk."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from registrations.desk.door.people import Fact
from registrations.models import CheckIn


@dataclass(frozen=True, slots=True)
class There:
    """Somebody is at a door since `at`, or went out then."""

    here: bool
    at: datetime.datetime


def inside(facts: Iterable[Fact], session: int | None) -> There | None:
    """Whether they are at the stop (None) or in a session, as facts in order of time say; None if they never were.

    Whoever leaves the stop leaves its sessions; whoever is in a session is at the stop.
    """
    there: There | None = None
    for fact in facts:
        if fact.out:
            if there and fact.session in {None, session}:
                there = There(here=False, at=fact.at)
        elif (session is None or fact.session == session) and not (there and there.here):
            there = There(here=True, at=fact.at)
    return there


def is_inside(moves: Iterable[tuple[int | None, bool]], session: int | None) -> bool | None:
    """The same without the hours, of a session and whether they went out of it each: what counting hundreds takes."""
    here: bool | None = None
    for where, out in moves:
        if out:
            here = False if here is not None and where in {None, session} else here
        elif session is None or where == session:
            here = True
    return here


def told_by(checkin: CheckIn) -> Fact:
    """What a check-in says, for `inside`."""
    return Fact(checkin.nonce, checkin.at, checkin.session_id, checkin.direction == CheckIn.Direction.OUT)
