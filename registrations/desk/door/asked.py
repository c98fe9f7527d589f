"""What a telephone's tap asks about one person, as queries that are written once; in bulk the ORM writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from events.models import Session, Stop
from registrations.models import Attendee, CheckIn, DeskDevice, Seat
from tournee.database.asked import Asked, plain

PERSON = (
    "pk", "public_id", "code", "cancelled_at", "desk_note", "no_photographs", "registration__origin",
    "instead_of__public_id", "person__name", "person__organisation_name", "person__search_key",
    "person__company__name", "person__company__search_key",
)  # fmt: skip
SEAT = ("attendee_id", "session_id", "state", "waiting_entry_id")
FACT = ("attendee_id", "nonce", "at", "session_id", "direction", "how", "noted_by_id", "desk_id", "desk__name")
UNDONE = ("undone_by__at", "undone_by__noted_by_id", "undone_by__desk_id", "undone_by__desk__name")
Row = Sequence[Any]

_people = Attendee.objects.filter(person__erased_at=None).order_by("person__search_key", "pk").values_list(*PERSON)
_in_line = ("waiting_entry__arrived_at", "waiting_entry", "pk")  # as freed places go
_seats = Seat.objects.filter(state__in=Seat.LIVE).order_by("pk").values_list(*SEAT)
# Those that stand, and what the telephone itself noted that was taken back.
_facts = CheckIn.objects.filter(undoes=None).order_by("at", "pk").values_list(*FACT, *UNDONE)


def _known_to(device: int, **of: Any) -> QuerySet[Any, Any]:
    return _facts.filter(Q(undone_by=None) | Q(desk=device), **of)


def _one(rows: QuerySet[Any, Any], column: str) -> Asked[Row]:
    return Asked(plain, lambda pk: rows.filter(**{column: pk}), int)


_one_person, _one_seats = _one(_people, "pk"), _one(_seats, "attendee")
_one_facts = Asked(plain, lambda device, attendee: _known_to(device, attendee=attendee), *(int, int))
_noted_at_stop = Asked(
    plain, lambda stop: CheckIn.objects.filter(stop=stop).order_by().values("stop").values_list(Max("pk"), Count("pk")),
    int,
)  # fmt: skip
_sessions = Asked(
    plain, lambda stop, pk: Session.objects.filter(stop=stop, pk=pk).order_by().values_list("pk"), *(int, int)
)
# Of each person and session, what a telephone keeps of them, without ids and codes, which never change.
_kept_people = Asked(
    plain,
    lambda stop: _people.filter(stop=stop).annotate(gone=Q(cancelled_at__isnull=False)).order_by("pk").values_list(
        "pk", "registration__origin", "gone", "desk_note", "no_photographs", "instead_of", "person__name",
        "person__organisation_name", "person__company__name", "person__company__search_key",
    ),
    int,
)  # fmt: skip
_kept_sessions = Asked(
    plain,
    lambda stop: Session.objects.filter(stop=stop).order_by("pk").values(
        "pk", "state", "title_fr", "title_en", "starts_at", "ends_at", "capacity", "seats_taken"
    ).annotate(
        taken=Sum("seats__pk", filter=Q(seats__state__in=Seat.TAKING)),
        wished=Sum("seats__pk", filter=Q(seats__state=Seat.State.WAITLISTED)),
    ).values_list(),
    int,
)  # fmt: skip


def people(stop: Stop, about: Collection[int] | None) -> Sequence[Row]:
    """`PERSON` of everybody at the stop or of those alone, in order of name; nobody who was erased. One query."""
    return _rows(about, _people, "pk", _one_person) if about is not None else list(_people.filter(stop=stop))


def successor_of(attendee: int) -> str:
    """Who comes instead of somebody, by name; "" for nobody. One query."""
    instead = _people.filter(instead_of=attendee, cancelled_at=None)
    return instead.values_list("person__name", flat=True).first() or ""


def seats(stop: Stop, about: Collection[int] | None) -> Sequence[Row]:
    """`SEAT` of each, of everybody in the order of waiting lists. One query."""
    if about is None:
        return list(_seats.filter(attendee__stop=stop).order_by(*_in_line))
    return _rows(about, _seats, "attendee", _one_seats)


def ranks_of(attendee: int, sessions: Collection[int]) -> list[int]:
    """Where they stand on the waiting lists of these sessions: 1 for whoever is served next. One query."""
    ranks = rank_each(_waiting(sessions))
    return [ranks[attendee, session] for session in sessions]


def ranks_in(session: int) -> dict[int, int]:
    """The rank of each attendee who waits for a session. One query."""
    return {attendee: rank for (attendee, _session), rank in rank_each(_waiting([session])).items()}


def _waiting(sessions: Collection[int]) -> QuerySet[Any, Any]:
    return _seats.filter(session__in=sessions, state=Seat.State.WAITLISTED).order_by(*_in_line)


def rank_each(seats: Iterable[Row]) -> dict[tuple[int, int], int]:
    """The rank of each attendee and session that waits, of seats in the order of waiting lists; a party has one."""
    lines: dict[int, dict[int | None, int]] = defaultdict(dict)
    found = {}
    for attendee, session, state, entry in seats:
        if state == Seat.State.WAITLISTED:
            found[attendee, session] = lines[session].setdefault(entry, len(lines[session]) + 1)
    return found


def facts(device: DeskDevice, about: Collection[int] | None) -> Sequence[Row]:
    """`FACT` and `UNDONE` of those that stand, and of the device's own that were taken back; the earliest first.

    One query.
    """
    if about is None:
        return list(_known_to(device.pk, stop=device.stop_id))
    if len(about) == 1:
        return _one_facts(device.pk, next(iter(about)))
    return list(_known_to(device.pk, attendee__in=about))


def _rows(about: Collection[int], rows: QuerySet[Any, Any], column: str, one: Asked[Row]) -> Sequence[Row]:
    return one(next(iter(about))) if len(about) == 1 else list(rows.filter(**{f"{column}__in": about}))


def last_and_count(stop: Stop) -> tuple[int, int]:
    """The number of the last fact at the stop, and how many there are. One query."""
    for last, count in _noted_at_stop(stop.pk):
        return last, count
    return 0, 0


def kept_people(stop: Stop) -> Sequence[Row]:
    """Of everybody at the stop what a telephone keeps: their number and origin first. One query."""
    return _kept_people(stop.pk)


def kept_sessions(stop: Stop) -> Sequence[Row]:
    """The same of each session, with a sum that moves with whoever has a seat or waits for one. One query."""
    return _kept_sessions(stop.pk)


def is_session_of(stop: Stop, session: int) -> bool:
    """Whether the session of that number is the stop's, cancelled or not. One query."""
    return bool(_sessions(stop.pk, session))
