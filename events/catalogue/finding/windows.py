"""When stops take registrations, where a floor above knows more than that they are to come and have seats left."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone

from events.catalogue import clock
from events.catalogue.addresses import PresentTour
from events.catalogue.stored import Edition, of_edition
from tournee.floors import Contribution


class Window(NamedTuple):
    """From when until when anybody may register at a stop, None for always; `for_all`: without being invited."""

    opens_at: datetime.datetime | None
    closes_at: datetime.datetime | None
    for_all: bool = True

    def is_open(self, at: datetime.datetime) -> bool:
        """Whether anybody may register at the moment `at`."""
        opened = self.opens_at is None or at >= self.opens_at
        return self.for_all and opened and (self.closes_at is None or at < self.closes_at)


ALWAYS = Window(None, None)
registration_windows = Contribution[Callable[[Collection[int]], Mapping[int, Window]]](
    "registration_windows", says="When the stops of these tours (ids) take registrations, by the stop’s id (catalogue)"
)


def windows_of(tours: Collection[int]) -> dict[int, Window]:
    """The windows of the stops of these tours, by stop; one that is left out takes registrations always."""
    return {stop: window for contributed in registration_windows for stop, window in contributed(tours).items()}


def stored_windows(tour: Edition) -> dict[int, Window]:
    """The same for one tour, kept by its version."""
    found: dict[int, Window] = of_edition(tour, "stored-windows", lambda: windows_of([tour.pk]))
    return found


def next_moment(windows: Mapping[int, Window], now: datetime.datetime) -> float | None:
    """The next moment, in seconds since 1970, at which one of them opens or closes; None where none does."""
    moments = (moment for window in windows.values() for moment in (window.opens_at, window.closes_at))
    return min((moment.timestamp() for moment in moments if moment and moment > now), default=None)


def tour_page_until(request: HttpRequest, tour: PresentTour) -> float | None:
    """The next moment at which the clock changes a tour's page, which counts the stops that are open."""
    found = (clock.tour_until(request, tour), next_moment(stored_windows(tour), timezone.now()))
    return min(filter(None, found), default=None)
