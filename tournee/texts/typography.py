"""Dates, times and numbers as people read them in French and in English; used by pages, mail and documents.

French follows the Lexique des règles typographiques en usage à l'Imprimerie nationale: "1er octobre", "14 h 30",
numbers in groups of three with a narrow no-break space, decimal comma. English: "1 October", "14:30", "12,345".
What people typed is set by the same rules: apostrophes, and the quotation marks that whoever shows it puts around it.
`language` is "fr" or "en"; None is the active one. Every function returns plain text.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import ngettext, override

from tournee.texts.languages import active_language, language_code

NARROW = "\u202f"  # narrow no-break space
NO_BREAK = "\u00a0"
_STEP = 1024
_TYPED_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")  # between two letters, where it is nothing else
# Marks around the whole of a text: those within may be marks of the same kind once more.
_QUOTED = re.compile(r"«(?:[^«»]|«[^«»]+»)+»|“(?:[^“”]|“[^“”]+”)+”|\"[^\"]+\"")
_ENDINGS = (".", "!", "?", "…")
Number = int | float | Decimal
Zone = datetime.tzinfo | None


def _code(language: str | None) -> str:
    return language_code(language) if language else active_language()


def format_number(value: Number, language: str | None = None, *, decimals: int | None = None) -> str:
    """`value` with its thousands grouped: 12 345,6 (French, narrow no-break spaces) or 12,345.6 (English).

    `decimals` fixes the digits after the mark; without it, those the value has are shown. A minus is a true minus.
    """
    text = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
    if decimals is None and isinstance(value, float):
        text = text.removesuffix(".0")
    if not text.strip("-0.,"):
        text = text.removeprefix("-")
    if _code(language) == "fr":
        text = text.replace(",", NARROW).replace(".", ",")
    return text.replace("-", "−")


def format_percent(share: Number, language: str | None = None, *, decimals: int = 0) -> str:
    """A share between 0 and 1 as a percentage: 45 % in French, 45% in English."""
    return format_quantity(share * 100, "%", language, decimals=decimals)


def format_quantity(value: Number, unit: str, language: str | None = None, *, decimals: int | None = None) -> str:
    """`value` with `unit` where that is a sign: 70 % and 1 200 € in French, 70% and €1,200 in English.

    A unit in words (participants) is left to the text around, which says it once.
    """
    text = format_number(value, language, decimals=decimals)
    if not is_sign(unit):
        return text
    if _code(language) == "fr":
        return f"{text}{NARROW if unit == '%' else NO_BREAK}{unit}"
    return unit + text if unit in {"€", "£", "$"} else text + unit


def is_sign(unit: str) -> bool:
    """Whether a unit is written against every number (%, €, k€) rather than once in words (participants)."""
    return bool(unit) and not unit.isalpha() and len(unit) <= 2


def format_date(
    value: datetime.date,
    language: str | None = None,
    *,
    weekday: bool = True,
    year: bool = True,
    zone: Zone = None,
) -> str:
    """In words: "samedi 21 novembre 2026", "Saturday 21 November 2026"; an aware datetime is first taken to `zone`."""
    day = _local(value, zone)
    code = _code(language)
    words = [_weekday(day, code)] if weekday else []
    words += [_day(day, code), _month(day, code)]
    if year:
        words.append(str(day.year))
    return _joined(words, weekday=weekday)


def format_date_range(
    first: datetime.date,
    last: datetime.date,
    language: str | None = None,
    *,
    year: bool = True,
    zone: Zone = None,
) -> str:
    """In words: "du 4 au 6 juin 2019", "4–6 June 2019"; what both share is said once."""
    first, last = _local(first, zone), _local(last, zone)
    if first == last:
        return format_date(first, language, weekday=False, year=year)
    code = _code(language)
    same_year = first.year == last.year
    end = format_date(last, code, weekday=False, year=year)
    if same_year and first.month == last.month:
        start = _day(first, code)
        return f"du{NO_BREAK}{start} au{NO_BREAK}{end}" if code == "fr" else f"{start}–{end}"
    start = format_date(first, code, weekday=False, year=year and not same_year)
    return f"du{NO_BREAK}{start} au{NO_BREAK}{end}" if code == "fr" else f"{start} – {end}"


def format_time(value: datetime.time | datetime.datetime, language: str | None = None, *, zone: Zone = None) -> str:
    """In words: "14 h 30", "9 h" in French (no-break spaces); "14:30", "09:00" in English."""
    if isinstance(value, datetime.datetime) and zone is not None:
        value = value.astimezone(zone)
    if _code(language) == "en":
        return f"{value:%H:%M}"
    minutes = f"{NO_BREAK}{value.minute:02d}" if value.minute else ""
    return f"{value.hour}{NO_BREAK}h{minutes}"


def format_time_range(
    start: datetime.time | datetime.datetime,
    end: datetime.time | datetime.datetime,
    language: str | None = None,
    *,
    zone: Zone = None,
) -> str:
    """In words: "de 9 h à 12 h 30", "09:00–12:30"."""
    first, last = format_time(start, language, zone=zone), format_time(end, language, zone=zone)
    return f"de{NO_BREAK}{first} à{NO_BREAK}{last}" if _code(language) == "fr" else f"{first}–{last}"


def format_date_time(
    value: datetime.datetime, language: str | None = None, *, zone: Zone = None, weekday: bool = True
) -> str:
    """In words: "samedi 21 novembre 2026 à 14 h 30", "Saturday 21 November 2026, 14:30"."""
    day = format_date(value, language, weekday=weekday, zone=zone)
    time = format_time(value, language, zone=zone)
    return f"{day} à{NO_BREAK}{time}" if _code(language) == "fr" else f"{day}, {time}"


def format_size(size: int, language: str | None = None) -> str:
    """A file's size as its owner's computer says it: "340 ko", "1,2 Mo" in French, "340 kB", "1.2 MB" in English."""
    letter, amount = "", float(size)
    for larger in "kMG":
        if amount < _STEP:
            break
        letter, amount = larger, amount / _STEP
    if not letter:
        return ngettext("%(count)d byte", "%(count)d bytes", size) % {"count": size}
    code = _code(language)
    decimals = 1 if letter != "k" and amount < 10 and round(amount, 1) % 1 else 0
    return f"{format_number(amount, code, decimals=decimals)}{NO_BREAK}{letter}{'o' if code == 'fr' else 'B'}"


def curly_apostrophes(text: str) -> str:
    """The typewriter's apostrophes between letters as they are printed: l'atelier becomes l’atelier, don't don’t."""
    return _TYPED_APOSTROPHE.sub("’", text)


def without_outer_marks(text: str) -> str:
    """A quotation without the marks typed around all of it, since whoever prints it sets its own.

    Marks within stay, and so do those of “one” and “another”. An ending after the mark is kept: « On apprend ».
    """
    said = text.strip()
    ending = said[-1:] if said.endswith(_ENDINGS) else ""
    quoted = said.removesuffix(ending).strip()
    if not _QUOTED.fullmatch(quoted):
        return said
    inner = quoted[1:-1].strip()
    return inner if inner.endswith(_ENDINGS) else inner + ending


def _local(value: datetime.date, zone: Zone) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return (value.astimezone(zone) if zone is not None else value).date()
    return value


def _joined(words: list[str], *, weekday: bool) -> str:
    """The day's number never leaves its month."""
    if not weekday:
        return words[0] + NO_BREAK + " ".join(words[1:])
    return f"{words[0]} {words[1]}{NO_BREAK}" + " ".join(words[2:])


def _day(day: datetime.date, code: str) -> str:
    return "1er" if code == "fr" and day.day == 1 else str(day.day)


def _month(day: datetime.date, code: str) -> str:
    with override(code):
        name = str(MONTHS[day.month])
    return name.lower() if code == "fr" else name


def _weekday(day: datetime.date, code: str) -> str:
    with override(code):
        name = str(WEEKDAYS[day.weekday()])
    return name.lower() if code == "fr" else name
