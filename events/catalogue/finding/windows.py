"""When stops take registrations, and from whom, where a floor above knows more than that they have seats left."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from events.catalogue import clock
from events.catalogue.addresses import PresentTour
from events.catalogue.stored import Edition, StoredStop, of_edition
from events.catalogue.words import Phase, Word
from tournee.floors import Contribution
from tournee.texts.typography import format_date


class Window(NamedTuple):
    """From when until when anybody may register at a stop, None for always; `for_all`: without being invited."""

    opens_at: datetime.datetime | None
    closes_at: datetime.datetime | None
    for_all: bool = True

    def is_open(self, at: datetime.datetime) -> bool:
        """Whether anybody may register at the moment `at`."""
        opened = self.opens_at is None or at >= self.opens_at
        return self.for_all and opened and (self.closes_at is None or at < self.closes_at)

    def word(self, zone: ZoneInfo, at: datetime.datetime) -> Word | None:
        """What keeps people out of a stop to come although it has seats left; None where nothing does at `at`.

        It stands in place of the seats; the day is that of the stop's `zone`.
        """
        if self.opens_at and at < self.opens_at:
            return Word(
                _("opens on %(day)s") % {"day": format_date(self.opens_at, year=False, weekday=False, zone=zone)},
                "open",
            )
        if self.closes_at and at >= self.closes_at:
            return Word(_("registration closed"), "off")
        return None if self.for_all else Word(_("with a code"), "open")


ALWAYS = Window(None, None)


def held_back(stop: StoredStop, phase: str, window: Window, at: datetime.datetime) -> Word | None:
    """What is said of a stop to come in place of its seats, where they are not for everybody, or not yet."""
    return window.word(stop.zone, at) if phase == Phase.UPCOMING else None


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
    """The next moment at which the clock changes a word of a tour's list, which says when registration opens."""
    found = (clock.tour_until(request, tour), next_moment(stored_windows(tour), timezone.now()))
    return min(filter(None, found), default=None)
