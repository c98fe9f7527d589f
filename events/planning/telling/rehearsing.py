"""Rehearsing a change: it is made with all that follows from it, looked at, and taken back.

So whoever is about to make it sees the very messages that would be sent, as many as there would be, and whatever would
refuse it refuses the rehearsal. Nothing leaves: what is written is rolled back before anybody else sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Session, Stop
from events.planning.conflicts.finding import look_at_stop
from events.planning.conflicts.found import Conflict
from events.planning.telling.told import By, Change, Kind, Told, told_of_a_change
from tournee.accounts.models import User
from tournee.mail.watching import messages_written

Take = Callable[[Any], object]  # the operation, of a Stop or of a Session
_NEW_TIMES = frozenset({Kind.MOVED, Kind.RESCHEDULED, Kind.REINSTATED, Kind.SESSION_CHANGED, Kind.SESSION_REINSTATED})


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Who would be told, in order; how many messages would be written; what would clash at that time.

    `told` is empty where the change concerns nobody: no reader has seen the stop, and nobody is written to.
    """

    told: Sequence[Told] = ()
    messages: int = 0
    conflicts: Sequence[Conflict] = ()


def rehearse(thing: Stop | Session, kind: Kind, take: Take, *, actor: User) -> Rehearsal:
    """What `take(thing)` would tell: made on `thing` read anew, and taken back.

    Raises whatever `take` refuses with, subscribers included.
    """
    with transaction.atomic():
        copy = _read(thing)
        before = Stop.objects.get(pk=_stop_of(copy).pk)
        earlier = copy.sequence
        with messages_written() as messages:
            take(copy)
        after = _read(copy)
        rehearsal = Rehearsal()
        if messages or after.sequence != earlier:
            session = after if isinstance(after, Session) else None
            change = Change(kind, before, _stop_of(after), session, messages, actor)
            conflicts = look_at_stop(change.stop, actor).conflicts if kind in _NEW_TIMES else []
            rehearsal = Rehearsal(_told(change), len(messages), conflicts)
        transaction.set_rollback(True)
    return rehearsal


def _read(thing: Stop | Session) -> Stop | Session:
    """`thing` as the database has it, with its tour."""
    if isinstance(thing, Stop):
        return Stop.objects.select_related("tour").get(pk=thing.pk)
    return Session.objects.select_related("stop__tour").get(pk=thing.pk)


def _stop_of(thing: Stop | Session) -> Stop:
    return thing if isinstance(thing, Stop) else thing.stop


def _told(change: Change) -> list[Told]:
    """Everybody whom a floor names, those who are written to first; and whoever else is: no message is left out."""
    told = [found for contributed in told_of_a_change for found in contributed(change)]
    named = {message.pk for found in told for message in found.messages}
    others = [message for message in change.messages if message.pk not in named]
    if others:
        who = ", ".join(sorted({message.to_name or message.to_address for message in others}))
        told.append(Told(who, By.MAIL, [_("This change is why they are written to.")], len(others), others))
    return sorted(told, key=lambda one: list(By).index(one.by))
