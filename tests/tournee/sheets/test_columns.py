"""What each kind of column reads, and what it says of what it does not."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tournee.errors import OperationError
from tournee.sheets.columns import Boolean, Choice, Code, Date, Email, Integer, Number, Percent, Text, Time, Value
from tournee.sheets.errors import ValueRefused

DAY = Date("day", fr="Jour", en="Day")
TIME = Time("at", fr="Heure", en="Time")
NUMBER = Number("n", fr="Nombre", en="Number")
INTEGER = Integer("n", fr="Nombre", en="Number")
PERCENT = Percent("n", fr="Taux", en="Rate")
YES_NO = Boolean("b", fr="Membre", en="Member")
POSTAL = Code("cp", fr="Code postal", en="Postal code", length=5, pad=True)
SIRET = Code("siret", fr="SIRET", en="SIRET", length=14, digits=True)
EMAIL = Email("email", fr="Courriel", en="E-mail")
CHOICE = Choice(
    "kind",
    fr="Nature",
    en="Kind",
    choices=(("school", _("School")), ("town", "Town council")),
    synonyms={"Mairie": "town"},
)


@pytest.mark.parametrize(
    "written",
    [
        "31/12/2026",
        "31-12-26",
        "31.12.2026",
        "2026-12-31",
        "2026-12-31T00:00:00",
        "31 décembre 2026",
        "31 DECEMBRE 2026",
        "jeudi 31 déc. 2026",
        "Thursday, 31 December 2026",
        "31st December 2026",
        "December 31, 2026",
        "31\u00a0décembre\u202f2026",
        " 31 / 12 / 2026 ".replace(" / ", "/"),
        dt.datetime(2026, 12, 31),  # noqa: DTZ001  as a workbook gives it
        dt.date(2026, 12, 31),
    ],
)
def test_a_date_is_read_in_every_usual_writing(written: str | dt.date) -> None:
    parsed = DAY.read(written)
    assert (parsed.value, parsed.correction) == (dt.date(2026, 12, 31), "")


def test_the_first_of_a_month_and_short_months_are_read() -> None:
    assert [DAY.read(text).value for text in ("1er juin 2026", "4 juin 2026", "4 févr. 2026", "4 juil. 2026")] == [
        dt.date(2026, 6, 1),
        dt.date(2026, 6, 4),
        dt.date(2026, 2, 4),
        dt.date(2026, 7, 4),
    ]


@pytest.mark.parametrize("serial", [46387, 46387.0, "46387"])
def test_a_spreadsheets_day_number_is_read_and_said(serial: float | str) -> None:
    parsed = DAY.read(serial)
    assert parsed.value == dt.date(2026, 12, 31)
    assert parsed.correction


def test_a_time_within_a_date_is_left_out_and_said() -> None:
    parsed = DAY.read(dt.datetime(2026, 12, 31, 14, 30))  # noqa: DTZ001
    assert (parsed.value, bool(parsed.correction)) == (dt.date(2026, 12, 31), True)


@pytest.mark.parametrize(
    "written", ["31/02/2026", "12/31/2026", "4 juin", "4 jui 2026", "2026", 2026, "demain", True, dt.time(9)]
)
def test_what_is_no_date_is_refused_with_an_example(written: str | float | dt.time) -> None:
    with pytest.raises(ValueRefused) as refused:
        DAY.read(written)
    assert "31/12/2026" in refused.value.remedy


@pytest.mark.parametrize(
    "written",
    ["14h30", "14 h 30", "14\u202fh\u202f30", "14:30", "14.30", "14H30", "2:30 pm", "2.30 p.m.", "14 heures 30",
     "14h30min", dt.time(14, 30), dt.timedelta(hours=14, minutes=30), 0.6041666666666666],
)  # fmt: skip
def test_a_time_is_read_in_every_usual_writing(written: str | float | dt.time | dt.timedelta) -> None:
    assert TIME.read(written).value == dt.time(14, 30)


def test_a_whole_hour_is_read() -> None:
    assert [TIME.read(text).value for text in ("9h", "9 h", "12 am", "12 pm")] == [
        dt.time(9),
        dt.time(9),
        dt.time(0),
        dt.time(12),
    ]


@pytest.mark.parametrize("written", ["25h00", "14h60", "14", "13 pm", "midi", dt.timedelta(hours=30), 14.5, True])
def test_what_is_no_time_is_refused_with_an_example(written: str | float | dt.timedelta) -> None:
    with pytest.raises(ValueRefused) as refused:
        TIME.read(written)
    assert "14h30" in refused.value.remedy


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1\u202f234,5", "1234.5"),
        ("1\u00a0234,50", "1234.5"),
        ("1 234 567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1’234.5", "1234.5"),
        ("-3,5", "-3.5"),
        ("−3,5", "-3.5"),
        ("+3.5", "3.5"),
        (",5", "0.5"),
        (0.30000000000000004, "0.3"),
        (12, "12"),
    ],
)
def test_a_number_is_read_in_french_and_english_writing(written: str | float, number: str) -> None:
    assert NUMBER.read(written).value == Decimal(number)


@pytest.mark.parametrize(
    "written", ["12 34", "1,234", "12 €", "douze", "1e5", ".", "-", "1,2,3", "٣", True, 1e300, "9" * 40]
)
def test_what_is_no_number_or_could_be_two_is_refused(written: str | float) -> None:
    with pytest.raises(ValueRefused) as refused:
        NUMBER.read(written)
    assert refused.value.remedy


def test_a_whole_number_out_of_range_is_refused_with_the_range() -> None:
    with pytest.raises(ValueRefused) as refused:
        Integer("n", fr="Places", en="Seats", minimum=1, maximum=500).read("1000")
    assert "500" in refused.value.remedy


def test_a_whole_number_has_no_decimals() -> None:
    assert INTEGER.read("1 000,0").value == 1000
    with pytest.raises(ValueRefused):
        INTEGER.read("2,5")


@pytest.mark.parametrize("written", ["45", "45 %", "45\u202f%", "45,0%", 45])
def test_a_percentage_is_read_with_or_without_its_sign(written: str | int) -> None:
    assert PERCENT.read(written).value == Decimal(45)


@pytest.mark.parametrize(
    ("written", "value"),
    [("Oui", True), ("x", True), ("YES", True), ("vrai", True), (True, True), (1, True),
     ("non", False), ("No.", False), (0, False)],
)  # fmt: skip
def test_yes_and_no_are_read_in_both_languages(written: str | int, value: bool) -> None:
    assert YES_NO.read(written).value is value


def test_an_unticked_cell_may_mean_no() -> None:
    assert Boolean("b", fr="Membre", en="Member", default=False).read("").value is False


def test_a_postal_code_gets_back_the_zero_that_the_spreadsheet_took() -> None:
    parsed = POSTAL.read(1000)
    assert (parsed.value, bool(parsed.correction)) == ("01000", True)
    assert POSTAL.read("01000").correction == ""


@pytest.mark.parametrize(
    "written", ["732 829 320 00074", "732\u00a0829\u00a0320\u202f00074", 73282932000074, 73282932000074.0]
)
def test_a_siret_is_read_with_pasted_spaces_or_as_a_number(written: str | float) -> None:
    assert SIRET.read(written).value == "73282932000074"


@pytest.mark.parametrize("written", ["7.32829E+13", "7,32829E+13", "1.23E+13"])
def test_a_siret_shortened_by_the_spreadsheet_is_refused_with_the_way_to_keep_it(written: str) -> None:
    with translation.override("en"), pytest.raises(ValueRefused) as refused:
        SIRET.read(written)
    assert "Text" in refused.value.remedy


@pytest.mark.parametrize("written", ["7328293200007", "7328293200007A", "", dt.date(2026, 1, 1)])
def test_a_code_of_the_wrong_length_or_kind_is_refused(written: str | dt.date) -> None:
    with pytest.raises(ValueRefused):
        Code("siret", fr="SIRET", en="SIRET", length=14, digits=True, required=True).read(written)


def test_a_long_code_that_became_a_number_is_refused_for_its_lost_digits() -> None:
    with pytest.raises(ValueRefused, match="15"):
        Code("iban", fr="IBAN", en="IBAN").read(12345678901234567890)


def test_an_address_is_read_without_what_was_pasted_around_it() -> None:
    assert EMAIL.read(" mailto:Anne.Petit@Example.ORG\u00a0").value == "Anne.Petit@example.org"


@pytest.mark.parametrize("written", ["anne", "anne@", "a@b.fr; c@d.fr", "Anne <a@b.fr>"])
def test_what_is_no_single_address_is_refused(written: str) -> None:
    with pytest.raises(ValueRefused):
        EMAIL.read(written)


def test_a_choice_is_read_by_value_label_or_synonym_in_any_case() -> None:
    assert [CHOICE.read(text).value for text in ("school", "SCHOOL", "Town  council", "mairie")] == [
        "school",
        "school",
        "town",
        "town",
    ]


def test_a_mistyped_choice_is_refused_with_the_nearest_and_the_list() -> None:
    with translation.override("en"), pytest.raises(ValueRefused) as refused:
        CHOICE.read("Town counsil")
    assert "“Town council”" in refused.value.remedy
    assert "School, Town council" in refused.value.remedy


def test_a_text_keeps_its_accents_composed_and_loses_what_nobody_sees() -> None:
    assert Text("t", fr="T", en="T").read("\u200b E\u0301cole\u00a0 \r\nbis ").value == "École\u00a0 \nbis"


@pytest.mark.parametrize("written", ["a\0b", "a\x1bb", "a\ud800b", "x" * 32_768])
def test_a_text_that_no_document_can_hold_is_refused(written: str) -> None:
    with pytest.raises(ValueRefused):
        Text("t", fr="T", en="T").read(written)


def test_a_text_longer_than_its_column_is_refused_with_the_length() -> None:
    with pytest.raises(ValueRefused) as refused:
        Text("t", fr="T", en="T", max_length=5).read("abcdef")
    assert "6" in refused.value.reason
    assert "5" in refused.value.remedy


def test_an_empty_cell_is_refused_only_where_one_is_required() -> None:
    assert Text("t", fr="T", en="T").read("  ").value is None
    with pytest.raises(ValueRefused):
        Text("t", fr="T", en="T", required=True).read("  ")


@pytest.mark.parametrize("error", [OperationError("Unknown.", code="unknown"), ValidationError("Unknown.")])
def test_a_columns_own_check_refuses_in_its_own_words(error: Exception) -> None:
    def check(_value: Value) -> None:
        raise error

    with pytest.raises(ValueRefused, match="Unknown"):
        Text("t", fr="T", en="T", check=check).read("abc")
