"""The kinds of column that only a table of stops has.

Their values are words in one spelling, so that two cells which say the same are equal: a day is "2031-06-12", a month
"2031-06", several possible dates "2031-06-12 2031-06-14/2031-06-15", a single one "2031-06-12?".
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from tournee.sheets.columns import Column, Date, Parsed, Raw, Text, Time, Value
from tournee.sheets.columns.base import ShownAsMonth
from tournee.sheets.columns.moments import date_of, months
from tournee.sheets.columns.words import as_text
from tournee.sheets.errors import ValueRefused
from tournee.sheets.matching import key

Days = tuple[dt.date, dt.date]
NO_COMMUNE = "-"
NOWHERE = {"-", "aucun", "none", "aucune", "no"}
_MONTH_IN_DIGITS = re.compile(r"(?:(?P<year>\d{4})[-/.](?P<month>\d{1,2})|(?P<m>\d{1,2})[-/.](?P<y>\d{4}))")
_MONTH_NAMED = re.compile(r"(?P<month>[a-z]+) (?P<year>\d{4})")
_OR = re.compile(r"\s+(?:ou|or)\s+|\s*[;|]\s*", re.IGNORECASE)
_TO = re.compile(r"\s+(?:au|to|until|–|-|→)\s+", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:du|le|from|on)\s+", re.IGNORECASE)


def day_value(day: dt.date) -> str:
    """A day as a When says it."""
    return day.isoformat()


def month_value(month: dt.date) -> str:
    """A month as a When says it."""
    return f"{month.year:04}-{month.month:02}"


def options_value(options: list[Days]) -> str:
    """Possible dates as a When says them."""
    said = " ".join(_range_value(first, last) for first, last in sorted(options))
    return said if len(options) > 1 else f"{said}?"


def day_of(when: str) -> dt.date | None:
    """The day that a When says, if it is one."""
    return dt.date.fromisoformat(when) if len(when) == 10 else None


def month_of(when: str) -> dt.date | None:
    """The first day of the month that a When says, if it is one."""
    return dt.date.fromisoformat(f"{when}-01") if len(when) == 7 else None


def options_of(when: str) -> list[Days]:
    """The possible dates that a When says, if it says some."""
    if day_of(when) or month_of(when):
        return []
    ranges = [part.split("/") for part in when.removesuffix("?").split(" ")]
    return [(dt.date.fromisoformat(days[0]), dt.date.fromisoformat(days[-1])) for days in ranges]


def _range_value(first: dt.date, last: dt.date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


@dataclass(frozen=True)
class When(Column):
    """A day, a month, or several possible days: how certain a date is."""

    width = 26

    def parse(self, cell: Raw) -> Parsed:
        if isinstance(cell, ShownAsMonth):
            return Parsed(month_value(cell))
        if not isinstance(cell, str):
            day = Date.parse(_DATE, cell)
            return Parsed(day_value(day.value), day.correction) if isinstance(day.value, dt.date) else day
        said = " ".join(cell.split())
        parts = [part for part in _OR.split(said.removesuffix("?").strip()) if part]
        if len(parts) == 1 and (month := _month(parts[0])):
            return Parsed(month_value(month))
        ranges = [self._range(part) for part in parts]
        if len(ranges) == 1 and ranges[0][0] == ranges[0][1] and not said.endswith("?"):
            return Parsed(day_value(ranges[0][0]))
        return Parsed(options_value(sorted(set(ranges))))

    def _range(self, part: str) -> Days:
        days = [date_of(_BEFORE.sub("", each)) for each in _TO.split(part)]
        if len(days) > 2 or None in days:
            raise ValueRefused(_("This is not a date that exists."), self.remedy())
        first, last = days[0], days[-1]
        if first is None or last is None or last < first:
            raise ValueRefused(_("The last day is before the first one."), self.remedy())
        return first, last

    def remedy(self) -> str:
        return _(
            "Write a day such as 12/03/2027, a month such as March 2027, or possible days such as "
            "12/03/2027 or 14/03/2027."
        )

    def text(self, value: Value, language: str) -> str:
        if not isinstance(value, str) or not value:
            return ""
        if day := day_of(value):
            return _DATE.text(day, language)
        if month := month_of(value):
            with override(language):
                return f"{MONTHS[month.month]} {month.year}"
        either, to = (" ou ", " au ") if language.startswith("fr") else (" or ", " to ")
        said = either.join(
            to.join(_DATE.text(day, language) for day in dict.fromkeys(days)) for days in options_of(value)
        )
        return f"{said} ?" if value.endswith("?") else said


def _month(text: str) -> dt.date | None:
    """The first day of the month that a text names."""
    if found := _MONTH_IN_DIGITS.fullmatch(text):
        year, month = int(found["year"] or found["y"]), int(found["month"] or found["m"])
    elif found := _MONTH_NAMED.fullmatch(key(text)):
        year, month = int(found["year"]), months().get(found["month"], 0)
    else:
        return None
    return dt.date(year, month, 1) if 1 <= month <= 12 and year else None


@dataclass(frozen=True)
class Clock(Column):
    """A time of day on the stop's first day, or a day and a time: "2031-06-13 09:30"."""

    width = 12

    def parse(self, cell: Raw) -> Parsed:
        if isinstance(cell, dt.datetime):
            return Parsed(_moment_value(cell.date(), cell.time().replace(microsecond=0)))
        if isinstance(cell, str):
            day_said, _space, time_said = " ".join(cell.split()).rpartition(" ")
            day = date_of(day_said) if day_said else None
            if day is not None:
                time = _TIME.parse(time_said).value
                return Parsed(_moment_value(day, time)) if isinstance(time, dt.time) else Parsed(None)
        if isinstance(cell, str | dt.time | dt.timedelta | float):
            return _TIME.parse(cell)
        raise ValueRefused(_("This is not a time of day."), self.remedy())

    def remedy(self) -> str:
        return _("Write hours and minutes, such as 14:30 or 14h30; for another day of the stop, 13/03/2027 14:30.")

    def text(self, value: Value, language: str) -> str:
        if isinstance(value, str) and value:
            day, time = value.split(" ")
            return f"{_DATE.text(dt.date.fromisoformat(day), language)} {time}"
        return _TIME.text(value, language)

    def cell(self, value: Value, language: str) -> Value | float:
        return value if isinstance(value, dt.time) else super().cell(value, language)

    def number_format(self, language: str) -> str:
        return "HH:MM"


def clock_value(moment: dt.datetime, first_day: dt.date | None) -> Value:
    """A local moment as a Clock says it: its time alone on the stop's first day."""
    time = moment.time().replace(microsecond=0)
    return time if moment.date() == first_day else _moment_value(moment.date(), time)


def moment_of(value: Value, first_day: dt.date) -> dt.datetime:
    """The local moment (naive) that a Clock says of a stop that begins on `first_day`."""
    if isinstance(value, str):
        return dt.datetime.fromisoformat(value)
    return dt.datetime.combine(first_day, value if isinstance(value, dt.time) else dt.time())


def _moment_value(day: dt.date, time: dt.time) -> str:
    return f"{day.isoformat()} {_TIME.text(time, 'en')}"


@dataclass(frozen=True)
class TownCode(Text):
    """An INSEE code, a postal code or a département, which tell towns of one name apart; "none" for no commune."""

    width = 14

    def parse(self, cell: Raw) -> Parsed:
        said = " ".join(as_text(cell).split()).upper()
        if said.casefold() in NOWHERE:
            return Parsed(NO_COMMUNE)
        if said.isascii() and said.isdecimal() and len(said) in {1, 4}:
            said = said.zfill(len(said) + 1)
            return Parsed(said, _("Leading zeros that the spreadsheet had removed were put back."))
        return Parsed(said)

    def guide(self) -> str:
        return _(
            "Needed where several towns have one name: the INSEE code, the postal code or the département. "
            "“none” for a place that is no French commune."
        )

    def text(self, value: Value, language: str) -> str:
        if value == NO_COMMUNE:
            return "aucun" if language.startswith("fr") else "none"
        return super().text(value, language)


@dataclass(frozen=True)
class Reference(Text):
    """What the product knows a stop or a session by; never typed, only kept."""

    width = 38

    def parse(self, cell: Raw) -> Parsed:
        try:
            return Parsed(str(uuid.UUID(as_text(cell))))
        except ValueError as error:
            raise ValueRefused(_("This is no reference that was exported from here."), self.remedy()) from error

    def remedy(self) -> str:
        return _("Leave what the export wrote, and nothing in new rows.")


@dataclass(frozen=True)
class Listed(Text):
    """Names, one after the other, with semicolons between them; `says`: what names, for whoever prepares a file."""

    says: str | Promise = ""

    width = 36

    def guide(self) -> str:
        return str(self.says)


@dataclass(frozen=True)
class Shown(Text):
    """What an export tells and an import does not set."""

    width = 16

    def guide(self) -> str:
        return _("Only shown: an import leaves it as it is.")


_DATE = Date("day", fr="", en="")
_TIME = Time("time", fr="", en="")


def names_in(value: Value) -> list[str]:
    """The names of a Listed cell, each once, in order."""
    found = (" ".join(name.split()) for name in re.split(r"[;\n]", str(value or "")))
    return list(dict.fromkeys(name for name in found if name))
