"""What planning tells the floors above, inside its transactions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from events.models import Session, Stop, Tour
from tournee.accounts.models import User
from tournee.floors import Announcement


@dataclass(frozen=True, slots=True)
class StopChange:
    """`stop` as it now stands, and the first day it was announced for (None if it had none).

    `before` maps the fields that changed to what they held, where that can be said.
    """

    stop: Stop
    previous_starts_on: datetime.date | None
    actor: User | None
    before: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SessionChange:
    """`session` as it now stands, and the fields that changed; `before` maps them to what they held."""

    session: Session
    fields: frozenset[str]
    actor: User | None
    before: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TourCloned:
    """`clone` is the next edition of `source`; `stops` maps the id of each stop that was cloned to its clone."""

    source: Tour
    clone: Tour
    stops: Mapping[int, Stop]
    actor: User | None


stop_published = Announcement[StopChange]("stop_published", says="a stop became public")
stop_rescheduled = Announcement[StopChange]("stop_rescheduled", says="a public stop moved to another day or place")
stop_postponed = Announcement[StopChange]("stop_postponed", says="a public stop lost its date")
stop_cancelled = Announcement[StopChange]("stop_cancelled", says="a stop will not take place")
stop_removed = Announcement[StopChange](
    "stop_removed", says="a stop that was never public is about to be deleted; whoever needs it refuses"
)
stop_reinstated = Announcement[StopChange]("stop_reinstated", says="the cancellation of a public stop was taken back")
session_removed = Announcement[SessionChange](
    "session_removed", says="a session that was never public is about to be deleted; whoever needs it refuses"
)
session_changed = Announcement[SessionChange](
    "session_changed", says="a session of a public stop changed its time, room or state"
)
tour_cloned = Announcement[TourCloned]("tour_cloned", says="a tour was cloned as the next edition")
