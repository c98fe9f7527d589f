"""The seat rule: `Session.seats_taken` moves by one conditional UPDATE, sessions in the order of their ids.

A CHECK on the session makes overselling impossible on any path; this makes it a plain answer instead of an error.
Whoever takes or frees holds the session's row until the transaction ends, so that nobody waits for a seat just freed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import F, Q

from events.catalogue.availability import of_session
from events.models import Session
from events.planning.operations.public import readers_see_a_change
from registrations.booking import asked


def take(session_id: int, seats: int) -> bool:
    """Take that many seats of a planned session, all or none; False where they are not free."""
    free = Q(capacity__isnull=True) | Q(seats_taken__lte=F("capacity") - seats)
    taken = Session.objects.filter(free, pk=session_id, state=Session.State.PLANNED).update(
        seats_taken=F("seats_taken") + seats
    )
    return bool(taken)


def give_back(session_id: int, seats: int) -> None:
    """Free that many seats."""
    Session.objects.filter(pk=session_id).update(seats_taken=F("seats_taken") - seats)


def locked_at(stop_id: int) -> dict[int, Session]:
    """All sessions of a stop by id as they are now, locked in the order of their ids until the transaction ends.

    All of them, also where fewer are wanted: then whoever names people at the stop does so in turn, and two parties
    with the same new addresses never wait for each other.
    """
    return {session.pk: session for session in asked.sessions_held(stop_id)}


def waited_for(stop_id: int) -> set[int]:
    """The sessions of a stop where a seat taken now would pass somebody who came before."""
    return asked.waited_for_at(stop_id)


def words_changed(tour_id: int, sessions: Iterable[Session], taken: Mapping[int, int]) -> None:
    """Renew kept pages where open, few or full is no longer what they say.

    `sessions` are as they were when they were locked, `taken` the seats taken of each by now.
    """
    for session in sessions:
        if of_session(session.capacity, session.seats_taken) != of_session(session.capacity, taken[session.pk]):
            readers_see_a_change(tour_id)
            return
