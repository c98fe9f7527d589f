"""The table of a tour's stops: its columns, its rows in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.words import Standing, seats_in_words, standing, when_planned
from tournee.web.tables import Header

if TYPE_CHECKING:
    from events.planning.queries import PlannedStop

HEADERS = [
    Header(label, numeric, "", "")
    for label, numeric in (
        (_("No."), True),
        (_("Place"), False),
        (_("Date"), False),
        (_("Region"), False),
        (_("State"), False),
        (_("Sessions"), True),
        (_("Seats taken"), True),
    )
]


@dataclass(frozen=True, slots=True)
class StopRow:
    """One stop as a table shows it, all of it in words."""

    stop: Stop
    url: str
    when: str
    standing: Standing
    seats: str
    filled: int | None


def stop_rows(stops: Iterable[PlannedStop], *, at: datetime.datetime) -> list[StopRow]:
    """The rows of `stops` (from `queries.with_programme`, tour selected) at the moment `at`; no further query."""
    pages: dict[str, str] = {}  # of each tour the address before its stops: made once for all of them
    for stop in (stops := list(stops)):
        if stop.tour.slug not in pages:
            pages[stop.tour.slug] = reverse("planning_stops", args=[stop.tour.slug])
    return [
        StopRow(
            stop=stop,
            url=f"{pages[stop.tour.slug]}{stop.slug}/",
            when=when_planned(stop, stop.options),
            standing=standing(stop, at),
            seats=seats_in_words(stop),
            filled=_filled(stop),
        )
        for stop in stops
    ]


def _filled(stop: PlannedStop) -> int | None:
    """Seats taken in per cent of those there are; None where no session has a limit."""
    return round(100 * stop.taken / stop.seats) if stop.seats else None
