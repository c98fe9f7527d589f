"""What cloning tells the floors above, inside its transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from events.models import Stop, Tour
from tournee.accounts.models import User
from tournee.floors import Announcement


@dataclass(frozen=True, slots=True)
class TourCloned:
    """`clone` is the next edition of `source`; `stops` maps the id of each stop that was cloned to its clone."""

    source: Tour
    clone: Tour
    stops: Mapping[int, Stop]
    actor: User | None


tour_cloned = Announcement[TourCloned]("tour_cloned", says="a tour was cloned as the next edition")
