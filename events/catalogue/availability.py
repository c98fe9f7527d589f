"""Whether one can still come, in three words that a booking seldom changes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import pgettext_lazy


class Availability(models.TextChoices):
    """What a page says of the seats; never their number, so that a booking does not change it each time."""

    OPEN = "open", pgettext_lazy("seats", "places available")
    FEW = "few", pgettext_lazy("seats", "few places left")
    FULL = "full", pgettext_lazy("seats", "full")


def of_session(capacity: int | None, taken: int) -> Availability:
    """FULL when no seat is left, FEW when at most three are or one in ten, else OPEN. `capacity` None is unlimited.

    Kept pages show it: whoever changes `seats_taken` and with it this word grows the tour's public version
    (`events.planning.operations.public.readers_see_a_change`).
    """
    if capacity is None:
        return Availability.OPEN
    left = capacity - taken
    if left <= 0:
        return Availability.FULL
    return Availability.FEW if left <= max(3, capacity // 10) else Availability.OPEN


def of_stop(sessions: Iterable[tuple[int | None, int]]) -> Availability | None:
    """The best any of the sessions (capacity, taken) offers; None where nothing is planned yet."""
    found = {of_session(capacity, taken) for capacity, taken in sessions}
    return next((word for word in Availability if word in found), None) if found else None
