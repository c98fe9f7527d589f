"""Days on which a place does not work as usual: its public holidays, and the school holidays of its zone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Territory
from tournee.texts.languages import active_language
from tournee.texts.typography import format_date, format_date_range

# The zone of each region's académies, as the minister's arrêté fixes the national school calendar (Code de
# l'éducation, article L521-1): every region lies in one. Corsica (94) and overseas France have their own calendars.
SCHOOL_ZONES = {
    "84": "A", "27": "A", "75": "A",
    "53": "B", "24": "B", "44": "B", "32": "B", "28": "B", "52": "B", "93": "B",
    "11": "C", "76": "C",
}  # fmt: skip
# Good Friday and 26 December are holidays in Alsace-Moselle (local law kept in 1919).
_ALSACE_MOSELLE = {"57": "57", "67": "6AE", "68": "6AE"}
_OVERSEAS = {
    "America/Guadeloupe": "971", "America/Martinique": "972", "America/Cayenne": "973", "Indian/Reunion": "974",
    "Indian/Mayotte": "976", "America/Miquelon": "PM", "Pacific/Noumea": "NC", "Pacific/Tahiti": "PF",
}  # fmt: skip
_SCHOOL_NAMES = {
    "Vacances de Noël": _("Christmas holidays"),
    "Vacances d'hiver": _("winter holidays"),
    "Vacances de printemps": _("spring holidays"),
    "Vacances d'été": _("summer holidays"),
    "Vacances de la Toussaint": _("All Saints’ holidays"),
    "Pont de l'Ascension": _("Ascension weekend"),
}


class Off(models.TextChoices):
    """Why a day is off."""

    PUBLIC = "public", _("public holiday")
    SCHOOL = "school", _("school holidays")


class Place(Protocol):
    """A stop, or whatever is somewhere as a stop is."""

    time_zone: str

    @property
    def town(self) -> Territory | None: ...
    @property
    def region(self) -> Territory | None: ...


@dataclass(frozen=True, slots=True)
class Area:
    """Where the same days are off: country and part of it as public holidays know them, and the school zone.

    `zone` is None where schools have a calendar of their own, "" where the region is not known.
    """

    country: str
    part: str | None
    zone: str | None


@dataclass(frozen=True, slots=True)
class DayOff:
    """One holiday, as long as it lasts: a day, or the weeks of a school holiday. `zone` is that of the school."""

    kind: Off
    first: datetime.date
    last: datetime.date
    name: str
    zone: str = ""

    def __str__(self) -> str:
        if self.kind == Off.PUBLIC:
            return _("%(day)s is a public holiday: %(name)s.") % {"day": format_date(self.first), "name": self.name}
        days = format_date_range(self.first, self.last)
        return _("School holidays in zone %(zone)s: %(name)s, %(days)s.") % {
            "zone": self.zone, "name": self.name, "days": days,
        }  # fmt: skip


def area_of(time_zone: str, town_code: str, region_code: str) -> Area:
    """The area of a place, by its time zone and the INSEE codes of its commune and region ("" for what is unknown)."""
    if time_zone == "Europe/London":
        return Area("GB", "ENG", None)
    part = _OVERSEAS.get(time_zone) or _ALSACE_MOSELLE.get(town_code[:2])
    if time_zone in _OVERSEAS:
        return Area("FR", part, None)
    return Area("FR", part, SCHOOL_ZONES.get(region_code) if region_code else "")


def area_at(place: Place) -> Area:
    """The area of `place`, whose town and region are read."""
    return area_of(place.time_zone, _code(place.town), _code(place.region))


def days_off(place: Place, first: datetime.date, last: datetime.date) -> list[DayOff]:
    """What is off at `place` from `first` to `last`, both included: public holidays, then school holidays.

    Empty also where nothing is known: `not_covered` says of what. Each, as text, is a sentence in the active language.
    """
    return days_off_in(area_at(place), first, last)


def days_off_in(area: Area, first: datetime.date, last: datetime.date) -> list[DayOff]:
    """The same of an area."""
    return [*public_holidays_in(area, first, last), *school_holidays_in(area, first, last)]


def public_holidays_in(area: Area, first: datetime.date, last: datetime.date) -> list[DayOff]:
    """The public holidays of an area alone."""
    return [
        DayOff(Off.PUBLIC, day, day, name)
        for year in range(first.year, last.year + 1)
        for day, name in _public_holidays(area.country, area.part, year, active_language())
        if first <= day <= last
    ]


def school_holidays_in(area: Area, first: datetime.date, last: datetime.date) -> list[DayOff]:
    """The school holidays of an area alone; the first time, some tenths of a second to read their calendar."""
    return [
        DayOff(Off.SCHOOL, starts, ends, str(_SCHOOL_NAMES.get(name, name)), area.zone or "")
        for starts, ends, name in (_school_holidays()[area.zone] if area.zone else ())
        if starts <= last and ends >= first
    ]


def not_covered(area: Area, last: datetime.date) -> str:
    """What is not known of the days off in `area` until `last`, in a sentence; "" where all is known."""
    if area.country == "GB":
        return str(_("UK school terms are not covered: each county sets its own. Ask the co-host."))
    if area.zone == "":
        return str(_("Give the stop its commune: public and school holidays depend on where it is."))
    if area.zone is None:
        return str(_("Corsica and overseas France have school calendars of their own, which are not covered."))
    known_until = max(ends for _starts, ends, _name in _school_holidays()[area.zone])
    if last > known_until:
        said = _("School holidays are known until %(day)s: later ones are not published here yet.")
        return said % {"day": format_date(known_until, weekday=False)}
    return ""


@lru_cache(maxsize=128)
def _public_holidays(country: str, part: str | None, year: int, language: str) -> tuple[tuple[datetime.date, str], ...]:
    from holidays import country_holidays  # lazily: 20 MB that only planning needs

    spoken = "en_GB" if country == "GB" else {"fr": "fr"}.get(language, "en_US")
    found = country_holidays(country, subdiv=part, years=year, language=spoken)
    return tuple(
        (day, name.replace("'", "’").replace("Labor", "Labour"))
        for day, name in sorted(found.items())
        if day.year == year
    )


@lru_cache(maxsize=1)
def _school_holidays() -> dict[str, tuple[tuple[datetime.date, datetime.date, str], ...]]:
    """Each zone's holidays, whole: (first day, last day, French name). The library's days are let go afterwards."""
    from vacances_scolaires_france import SchoolHolidayDates  # lazily: reads 14,000 days

    days = SchoolHolidayDates().data
    zones: dict[str, tuple[tuple[datetime.date, datetime.date, str], ...]] = {}
    for zone in "ABC":
        spans: list[tuple[datetime.date, datetime.date, str]] = []
        for day in sorted(day for day, row in days.items() if row[f"vacances_zone_{zone.lower()}"]):
            name = days[day]["nom_vacances"]
            if spans and spans[-1][2] == name and (day - spans[-1][1]).days == 1:
                spans[-1] = (spans[-1][0], day, name)
            else:
                spans.append((day, day, name))
        zones[zone] = tuple(spans)
    return zones


def _code(territory: Territory | None) -> str:
    return territory.code if territory else ""
