"""What is given out of a tour: its public stops and their sessions. Two queries, for three stops as for hundreds."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from django.db.models import TextField
from django.db.models.functions import Cast

from events.models import Session, Stop
from tournee.database.asked import Asked


class OpenSession(NamedTuple):
    """The columns of a session that are given out; how many seats are taken only as a word."""

    stop_id: int
    public_id: str
    kind: str
    state: str
    title_fr: str
    title_en: str
    summary_fr: str
    summary_en: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    room: str
    capacity: int | None
    seats_taken: int


class OpenStop(NamedTuple):
    """The columns of a stop that are given out."""

    pk: int
    public_id: str
    slug: str
    number: int | None
    state: str
    title_fr: str
    title_en: str
    summary_fr: str
    summary_en: str
    place: str
    latitude: float | None
    longitude: float | None
    venue: str
    address: str
    step_free: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    month: datetime.date | None
    time_zone: str
    previous_starts_on: datetime.date | None
    reason_fr: str
    reason_en: str
    region__code: str | None
    region__name: str | None
    territory__code: str | None
    territory__name: str | None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def phase(self, at: datetime.datetime) -> Stop.Phase:
        """By the model's own rule."""
        return Stop.phase(cast("Stop", self), at)


def _columns(row: type[tuple[Any, ...]]) -> list[Any]:
    """Its columns. Ids as text: making two thousand UUIDs to write them out again takes as long as writing the rest."""
    as_text = Cast("public_id", TextField())
    return [as_text if name == "public_id" else name for name in row.__annotations__]


def dashed(public_id: str) -> str:
    """An id as it is written; SQLite keeps it without dashes."""
    if len(public_id) > _HEXADECIMAL:
        return public_id
    return f"{public_id[:8]}-{public_id[8:12]}-{public_id[12:16]}-{public_id[16:20]}-{public_id[20:]}"


_HEXADECIMAL = 32
_stops = Asked(
    OpenStop,
    lambda tour: (
        Stop.objects.filter(tour=tour, published_at__isnull=False).along_the_route().values_list(*_columns(OpenStop))
    ),
    int,
)
_sessions = Asked(
    OpenSession,
    lambda tour: (
        Session.objects.filter(stop__tour=tour, stop__published_at__isnull=False)
        .order_by("starts_at", "pk")
        .values_list(*_columns(OpenSession))
    ),
    int,
)


def open_stops(tour: int) -> list[OpenStop]:
    """The public stops of the tour, in order of date. One query."""
    return _stops(tour)


def open_sessions(tour: int) -> dict[int, list[OpenSession]]:
    """Their sessions, by stop. One query."""
    found: defaultdict[int, list[OpenSession]] = defaultdict(list)
    for session in _sessions(tour):
        found[session.stop_id].append(session)
    return found
