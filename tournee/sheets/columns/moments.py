"""Dates and times of day, in the ways French and English people write them, and as spreadsheets store them."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import override

from tournee.sheets.columns.base import Column, Parsed, Raw, Value
from tournee.sheets.errors import ValueRefused
from tournee.sheets.matching import key

EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
"""Day 0 of Excel's 1900 system for every date after February 1900."""

SERIALS = range(20_090, 73_416)
"""The serial numbers taken for dates: 1955 to 2100; anything else is more likely a year or a mistake."""

ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4}|\d{2})(?: 00:00(?::00)?)?")
DAY_NAMED = re.compile(r"(?:\D+ )?(?P<day>\d{1,2})(?:er|st|nd|rd|th)? (?P<month>[a-z]+) (?P<year>\d{4})")
MONTH_NAMED = re.compile(r"(?:\D+ )?(?P<month>[a-z]+) (?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<year>\d{4})")
CLOCK = re.compile(r"(?P<hour>\d{1,2})(?: ?[h:.] ?(?P<minute>\d{2})?)?(?:[:.](?P<second>\d{2})| ?(?:min|mn))?")
CENTURY_TURNS_AT = 69
"""Of a year in two digits: 68 is 2068 and 69 is 1969, as POSIX has it."""


@cache
def months() -> dict[str, int]:
    """Every name of a month in French and English, and every unambiguous abbreviation from three letters on."""
    full: dict[str, int] = {}
    for language in ("fr", "en"):
        with override(language):
            full |= {key(str(name)): number for number, name in MONTHS.items()}
    starts = {name[:length] for name in full for length in range(3, len(name))}
    meant = {start: {number for name, number in full.items() if name.startswith(start)} for start in starts}
    return {start: next(iter(numbers)) for start, numbers in meant.items() if len(numbers) == 1} | full


def date_of(text: str) -> dt.date | None:
    """The day a text names, the day always before the month when both are digits; None when it names none."""
    said = " ".join(text.split())
    found = ISO.fullmatch(said) or DAY_FIRST.fullmatch(said) or DAY_NAMED.fullmatch(key(said))
    found = found or MONTH_NAMED.fullmatch(key(said))
    if found is None:
        return None
    month = int(found["month"]) if found["month"].isdigit() else months().get(found["month"], 0)
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < CENTURY_TURNS_AT else 1900
    try:
        return dt.date(year, month, int(found["day"]))
    except ValueError:
        return None


@dataclass(frozen=True)
class Date(Column):
    """A day."""

    width = 12

    def parse(self, cell: Raw) -> Parsed:
        if isinstance(cell, dt.datetime):
            whole_day = cell.time() == dt.time()
            return Parsed(cell.date(), "" if whole_day else _("The time of day was left out."))
        if isinstance(cell, dt.date):
            return Parsed(cell)
        serial = self._serial(cell)
        if serial is not None:
            return Parsed(serial, _("A spreadsheet’s day number was read as the date it stands for."))
        day = date_of(cell) if isinstance(cell, str) else None
        if day is None:
            raise ValueRefused(_("This is not a date that exists."), self.remedy())
        return Parsed(day)

    def _serial(self, cell: Raw) -> dt.date | None:
        number = int(cell) if isinstance(cell, str) and cell.isascii() and cell.isdigit() and len(cell) == 5 else cell
        if isinstance(number, bool) or not isinstance(number, int | float) or int(number) not in SERIALS:
            return None
        return EXCEL_DAY_ZERO + dt.timedelta(days=int(number))

    def remedy(self) -> str:
        return _("Write day/month/year, such as 31/12/2026, or 2026-12-31.")

    def text(self, value: Value, language: str) -> str:
        if not isinstance(value, dt.date):
            return ""
        return f"{value:%d/%m}/{value.year:04}" if language.startswith("fr") else value.isoformat()

    def cell(self, value: Value, language: str) -> Value | float:
        return value

    def number_format(self, language: str) -> str:
        return "DD/MM/YYYY" if language.startswith("fr") else "YYYY-MM-DD"


@dataclass(frozen=True)
class Time(Column):
    """A time of day, to the minute or the second, in no time zone."""

    width = 10

    def parse(self, cell: Raw) -> Parsed:
        if isinstance(cell, dt.time):
            return Parsed(cell)
        seconds = self._seconds(cell)
        if seconds is not None:
            return Parsed(dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60))
        moment = self._clock(cell) if isinstance(cell, str) else None
        if moment is None:
            raise ValueRefused(_("This is not a time of day."), self.remedy())
        return Parsed(moment)

    def _seconds(self, cell: Raw) -> int | None:
        """A time of day stored as a duration or as a fraction of a day, in seconds."""
        if isinstance(cell, dt.timedelta) and dt.timedelta() <= cell < dt.timedelta(days=1):
            return int(cell.total_seconds())
        if isinstance(cell, float) and 0 < cell < 1:
            return min(round(cell * 86_400), 86_399)
        return None

    def _clock(self, text: str) -> dt.time | None:
        said = " ".join(text.casefold().replace("heures", "h").replace("heure", "h").split())
        half, said = self._half(said)
        found = CLOCK.fullmatch(said)
        if found is None or (half is None and said.isdigit()):
            return None
        hour = int(found["hour"])
        if half is not None:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + half
        try:
            return dt.time(hour, int(found["minute"] or 0), int(found["second"] or 0))
        except ValueError:
            return None

    def _half(self, said: str) -> tuple[int | None, str]:
        """The hours that am or pm adds, and the text without it."""
        for ending, hours in (("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12)):
            if said.endswith(ending):
                return hours, said.removesuffix(ending).rstrip()
        return None, said

    def remedy(self) -> str:
        return _("Write hours and minutes, such as 14:30 or 14h30.")

    def text(self, value: Value, language: str) -> str:
        if not isinstance(value, dt.time):
            return ""
        return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"

    def cell(self, value: Value, language: str) -> Value | float:
        return value

    def number_format(self, language: str) -> str:
        return "HH:MM"
