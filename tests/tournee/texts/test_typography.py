"""Dates, times and numbers as people read them."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tournee.texts import typography

DAY = datetime.date(2026, 11, 21)
FIRST = datetime.date(2026, 10, 1)
EVENING = datetime.datetime(2026, 6, 30, 22, 30, tzinfo=datetime.UTC)


def plain(text: str) -> str:
    """No-break spaces as spaces, for tests that are not about them."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0", "0"),
        (-0.0, "0", "0"),
        (999, "999", "999"),
        (12345, "12\u202f345", "12,345"),
        (1234567, "1\u202f234\u202f567", "1,234,567"),
        (-4812, "−4\u202f812", "−4,812"),
        (2.5, "2,5", "2.5"),
        (3.0, "3", "3"),
        (Decimal("1234.50"), "1\u202f234,50", "1,234.50"),
    ],
)
def test_numbers_are_grouped_as_each_language_does(value: typography.Number, french: str, english: str) -> None:
    assert typography.format_number(value, "fr") == french
    assert typography.format_number(value, "en") == english


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "french", "english"),
    [
        (-0.4, 0, "", "0", "0"),
        (1234567.25, 1, "", "1\u202f234\u202f567,2", "1,234,567.2"),
        (70, 0, "%", "70\u202f%", "70%"),
        (1200, 0, "€", "1\u202f200\u00a0€", "€1,200"),
        (3.5, 1, "k€", "3,5\u00a0k€", "3.5k€"),
        (12, 0, "participants", "12", "12"),
    ],
)
def test_a_sign_stands_where_each_language_puts_it_and_a_word_elsewhere(
    value: typography.Number, decimals: int, unit: str, french: str, english: str
) -> None:
    assert typography.format_quantity(value, unit, "fr", decimals=decimals) == french
    assert typography.format_quantity(value, unit, "en", decimals=decimals) == english


@pytest.mark.parametrize(
    ("size", "french", "english"),
    [
        (20 * 1024 * 1024, "20 Mo", "20 MB"),
        (1_300_000, "1,2 Mo", "1.2 MB"),
        (340_000, "332 ko", "332 kB"),
    ],
)
def test_a_files_size_is_said_as_its_owners_computer_says_it(size: int, french: str, english: str) -> None:
    assert typography.format_size(size, "fr").replace("\u00a0", " ") == french
    assert typography.format_size(size, "en").replace("\u00a0", " ") == english


def test_a_percentage_has_a_narrow_space_in_french_only() -> None:
    assert typography.format_percent(0.456, "fr", decimals=1) == "45,6\u202f%"
    assert typography.format_percent(0.456, "en") == "46%"


def test_a_date_is_written_out() -> None:
    assert plain(typography.format_date(DAY, "fr")) == "samedi 21 novembre 2026"
    assert plain(typography.format_date(DAY, "en")) == "Saturday 21 November 2026"


def test_only_the_first_of_the_month_is_an_ordinal_in_french() -> None:
    assert plain(typography.format_date(FIRST, "fr", weekday=False)) == "1er octobre 2026"
    assert plain(typography.format_date(FIRST, "en", weekday=False)) == "1 October 2026"


def test_a_day_never_leaves_its_month_at_the_end_of_a_line() -> None:
    assert "21\u00a0novembre" in typography.format_date(DAY, "fr")


@pytest.mark.parametrize(
    ("first", "last", "french", "english"),
    [
        ((2019, 6, 4), (2019, 6, 6), "du 4 au 6 juin 2019", "4–6 June 2019"),
        ((2019, 6, 30), (2019, 7, 2), "du 30 juin au 2 juillet 2019", "30 June – 2 July 2019"),
        ((2026, 12, 31), (2027, 1, 1), "du 31 décembre 2026 au 1er janvier 2027", "31 December 2026 – 1 January 2027"),
        ((2019, 6, 4), (2019, 6, 4), "4 juin 2019", "4 June 2019"),
    ],
)
def test_a_range_says_once_what_both_days_share(
    first: tuple[int, int, int], last: tuple[int, int, int], french: str, english: str
) -> None:
    days = datetime.date(*first), datetime.date(*last)
    assert plain(typography.format_date_range(*days, "fr")) == french
    assert plain(typography.format_date_range(*days, "en")) == english


def test_a_range_without_its_year_says_no_year() -> None:
    days = datetime.date(2019, 6, 30), datetime.date(2019, 7, 2)
    assert plain(typography.format_date_range(*days, "fr", year=False)) == "du 30 juin au 2 juillet"


@pytest.mark.parametrize(
    ("hour", "minute", "french", "english"),
    [(14, 30, "14 h 30", "14:30"), (9, 0, "9 h", "09:00"), (0, 5, "0 h 05", "00:05")],
)
def test_a_time_of_day(hour: int, minute: int, french: str, english: str) -> None:
    assert plain(typography.format_time(datetime.time(hour, minute), "fr")) == french
    assert typography.format_time(datetime.time(hour, minute), "en") == english


def test_a_time_range() -> None:
    times = datetime.time(9), datetime.time(12, 30)
    assert plain(typography.format_time_range(*times, "fr")) == "de 9 h à 12 h 30"
    assert typography.format_time_range(*times, "en") == "09:00–12:30"


def test_a_moment_is_shown_in_the_zone_it_happens_in() -> None:
    assert (
        plain(typography.format_date_time(EVENING, "fr", zone=ZoneInfo("Europe/Paris")))
        == "mercredi 1er juillet 2026 à 0 h 30"
    )
    assert (
        plain(typography.format_date_time(EVENING, "en", zone=ZoneInfo("Europe/London")))
        == "Tuesday 30 June 2026, 23:30"
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("l'atelier d'à côté", "l’atelier d’à côté"),
        ("we don't know", "we don’t know"),
        ("un tuyau de 3' et 'cela'", "un tuyau de 3' et 'cela'"),
    ],
)
def test_a_typed_apostrophe_between_letters_is_made_one_that_is_printed(typed: str, kept: str) -> None:
    assert typography.curly_apostrophes(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("«\u00a0On apprend.\u00a0»", "On apprend."),
        ("« On apprend ».", "On apprend."),
        ("“We learn”", "We learn"),
        ('"We learn!"', "We learn!"),
        ("« Il dit : « non » »", "Il dit : « non »"),
        ("« oui » et « non »", "« oui » et « non »"),
        ("Il dit « non »", "Il dit « non »"),
        ("«»", "«»"),
    ],
)
def test_marks_around_all_of_a_quotation_are_taken_off(typed: str, kept: str) -> None:
    assert typography.without_outer_marks(typed) == kept
