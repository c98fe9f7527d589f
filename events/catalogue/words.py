"""How a stop is spoken of: when it is, in what state, and over what months a tour runs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.catalogue.availability import Availability
from events.models import Stop, Tour
from tournee.texts.languages import active_language
from tournee.texts.typography import format_date_range

Phase = Stop.Phase
TO_COME = frozenset({Phase.UPCOMING, Phase.TODAY, Phase.POSTPONED, Phase.PLANNED})
_TONES = {
    Phase.HELD: "done", Phase.TODAY: "ok", Phase.POSTPONED: "warn", Phase.CANCELLED: "danger", Phase.PLANNED: "idea",
    Phase.UPCOMING: "open", Availability.OPEN: "ok", Availability.FEW: "warn", Availability.FULL: "warn",
}  # fmt: skip


_CLOCKS = {
    "Europe/London": gettext_lazy("London time"),
    "America/Guadeloupe": gettext_lazy("Guadeloupe time"),
    "America/Martinique": gettext_lazy("Martinique time"),
    "America/Cayenne": gettext_lazy("Cayenne time"),
    "Indian/Reunion": gettext_lazy("Réunion time"),
    "Indian/Mayotte": gettext_lazy("Mayotte time"),
    "America/Miquelon": gettext_lazy("Saint-Pierre-et-Miquelon time"),
    "Pacific/Noumea": gettext_lazy("Nouméa time"),
    "Pacific/Tahiti": gettext_lazy("Tahiti time"),
}


class Dated(Protocol):
    """A stop, or the columns of one."""

    @property
    def state(self) -> str: ...
    @property
    def starts_on(self) -> datetime.date | None: ...
    @property
    def ends_on(self) -> datetime.date | None: ...
    @property
    def month(self) -> datetime.date | None: ...


@dataclass(frozen=True, slots=True)
class Word:
    """A state as it is read, with the tone of its dot; the word says it all without the colour."""

    text: str
    tone: str


def state_word(phase: str, availability: Availability | None) -> Word:
    """Of a stop to come: whether one can still come. Of any other: its phase."""
    return _word(phase, availability, active_language())


@lru_cache(maxsize=64)
def _word(phase: str, availability: Availability | None, _language: str) -> Word:
    said = availability if phase == Phase.UPCOMING and availability else Phase(phase)
    return Word(str(said.label), _TONES[said])


def when(stop: Dated, *, year: bool) -> str:
    """The date or dates of a stop, or the month, or that it is not fixed yet, or that no source tells it."""
    recorded = stop.state == Stop.State.RECORDED
    return _when(stop.starts_on, stop.ends_on, stop.month, year, recorded, active_language())


@lru_cache(maxsize=2048)
def _when(
    first: datetime.date | None,
    last: datetime.date | None,
    month: datetime.date | None,
    year: bool,
    recorded: bool,
    _language: str,
) -> str:
    if first:
        return format_date_range(first, last or first, year=year)
    if month:
        return date_format(month, "F Y")
    return _("date not known") if recorded else _("date to be set")


def clock_word(time_zone: str) -> str:
    """Whose time it is that a page tells: “London time”; "" for metropolitan France."""
    return str(_CLOCKS.get(time_zone, ""))


def country(time_zone: str) -> str:
    """Where a stop outside France is, by its clock; "" in France, where the region says it."""
    return _("United Kingdom") if time_zone == "Europe/London" else ""


def period(tour: Tour) -> str:
    """“June – October 2019”, “June 2019”, “November 2019 – March 2020”."""
    first, last = tour.starts_on, tour.ends_on
    end = date_format(last, "F Y")
    if (first.year, first.month) == (last.year, last.month):
        return _capital(end)
    start = date_format(first, "F" if first.year == last.year else "F Y")
    return f"{_capital(start)} – {end}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
