"""What every registration asks of its stop, as queries that are written once: writing SQL took a third of the time."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from events.calendars.queries import public_stop
from events.models import Organisation, Partnership, Session, Stop, Tour
from registrations.models import Registration, Seat, SetAside, Terms, WaitingEntry
from tournee.database.asked import Asked, columns, instance, plain, under

_STOP, _TOUR, _SESSION, _ORGANISATION, _TERMS = map(columns, (Stop, Tour, Session, Organisation, Terms))


class WaitingRow(NamedTuple):
    """How many seats of one session an entry of the waiting list wants."""

    entry: int
    registration: int
    all_or_none: bool
    code: int | None
    session: int
    seats: int


class AsideRow(NamedTuple):
    """What is left of the seats that are set aside in a session for those with a code."""

    code: int
    session: int
    left: int


def _with_tour(stops: QuerySet[Stop]) -> QuerySet[Stop, Any]:
    return stops.order_by().values_list(*_STOP, *under("tour", _TOUR), *under("terms", _TERMS))


def _stop(*row: Any) -> Stop:
    tours, terms = len(_STOP), len(_STOP) + len(_TOUR)
    stop = Stop.from_db(None, _STOP, row[:tours])
    stop.tour = Tour.from_db(None, _TOUR, row[tours:terms])
    # Where it has none that is known too: nothing is asked for them again.
    Stop._meta.get_field("terms").set_cached_value(stop, instance(Terms, _TERMS, row[terms:]))
    return stop


def _session(*row: Any) -> Session:
    return Session.from_db(None, _SESSION, row)


_at = Asked(_stop, lambda tour, stop: _with_tour(Stop.objects.public().filter(tour__slug=tour, slug=stop)), *(str, str))
_numbered = Asked(_stop, lambda pk: _with_tour(Stop.objects.filter(pk=pk)), int)
_held = Asked(
    _session,
    lambda stop: Session.objects.select_for_update(no_key=True).filter(stop=stop).order_by("pk").values_list(*_SESSION),
    int,
)
_waited_for = Asked(
    plain,
    lambda stop: (
        Seat.objects.filter(session__stop=stop, state=Seat.State.WAITLISTED)
        .order_by()
        .values_list("session_id")
        .distinct()
    ),
    int,
)
_waiting = Asked(
    WaitingRow,
    lambda stop: (
        Seat.objects.filter(
            session__stop=stop, state=Seat.State.WAITLISTED, waiting_entry__state=WaitingEntry.State.WAITING
        )
        .order_by("waiting_entry__arrived_at", "waiting_entry_id", "session_id")
        .values_list(
            "waiting_entry_id", "waiting_entry__registration_id", "waiting_entry__all_or_none",
            "waiting_entry__registration__access_code_id", "session_id",
        )
        .annotate(seats=Count("pk"))
    ),
    int,
)  # fmt: skip
_asides = Asked(
    AsideRow,
    lambda stop: SetAside.objects.filter(access_code__stop=stop, left__gt=0).values_list(
        "access_code_id", "session_id", "left"
    ),
    int,
)
_co_hosts = Asked(
    lambda *row: Organisation.from_db(None, _ORGANISATION, row),
    lambda stop: Partnership.objects.filter(stop=stop, role=Partnership.Role.CO_HOST).values_list(
        *under("organisation", _ORGANISATION)
    ),
    int,
)
_sent = Asked(plain, lambda mark: Registration.objects.filter(submission=mark).values_list("pk"), uuid.UUID)


def open_to_registrants(tour: str, stop: str) -> Stop:
    """The public stop at this address, or that was there once, with its tour; Http404 if none. One query if present."""
    found = _at(tour, stop)
    return found[0] if found else public_stop(tour, stop)


def stop_now(stop_id: int) -> Stop:
    """The stop as the database has it now, with its tour. One query; raises Stop.DoesNotExist."""
    found = _numbered(stop_id)
    if not found:
        raise Stop.DoesNotExist
    return found[0]


def sessions_held(stop_id: int) -> Sequence[Session]:
    """All sessions of a stop as they are now, locked in the order of their ids until the transaction ends."""
    return _held(stop_id)


def waited_for_at(stop_id: int) -> set[int]:
    """The sessions of the stop, by id, that somebody waits for. One query."""
    return {session for (session,) in _waited_for(stop_id)}


def waiting_at(stop_id: int) -> list[WaitingRow]:
    """What each entry of the stop's waiting list wants in each session, in order of arrival. One query."""
    return _waiting(stop_id)


def asides_at(stop_id: int) -> list[AsideRow]:
    """What is left of the seats set aside at the stop, where something is. One query."""
    return _asides(stop_id)


def co_hosts_of(stop_id: int) -> list[Organisation]:
    """The organisations that co-host the stop, in the order of their logos. One query."""
    return _co_hosts(stop_id)


def was_sent(submission: uuid.UUID) -> bool:
    """Whether a form with this mark made a registration. One query."""
    return bool(_sent(submission))
