"""Writing sheets: what opens well in a spreadsheet, runs nothing there, and reads back as it was."""

import datetime as dt
import io
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.tournee.sheets.samples import NAMES, ORGANISATIONS
from tournee.sheets.columns import Value
from tournee.sheets.columns.base import is_control
from tournee.sheets.matching import tidy
from tournee.sheets.reading import read
from tournee.sheets.separated import write_csv
from tournee.sheets.xlsx import write_xlsx

ROW: dict[str, Value] = {
    "name": "Pôle « Éclair »",
    "kind": "cluster",
    "siret": "00282932000074",
    "postal_code": "01000",
    "headcount": -3,
    "grant": Decimal("-3.50"),
    "rate": Decimal("45.5"),
    "day": dt.date(2026, 12, 31),
    "at": dt.time(14, 30),
    "member": True,
    "email": "anne@example.org",
}
MOMENT = dt.datetime(2026, 6, 4, 12, tzinfo=dt.UTC)

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(
    lambda text: tidy(text) == text and not any(is_control(c) for c in text)
)
dangerous = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "'=", "''@", '="a"', "＝"]), texts)
cells = st.fixed_dictionaries(
    {
        "name": (texts | dangerous).filter(lambda text: tidy(text) == text),
        "kind": st.sampled_from(["university", "cluster", None]),
        "postal_code": st.none() | st.from_regex(r"[0-9]{5}|2[AB][0-9]{3}", fullmatch=True),
        "headcount": st.none() | st.integers(0, 10**9),
        "grant": st.none() | st.decimals(-(10**9), 10**9, places=2),
        "rate": st.none() | st.decimals(0, 100, places=1),
        "day": st.none() | st.dates(dt.date(1900, 3, 1), dt.date(2999, 12, 31)),
        "at": st.none() | st.times().map(lambda moment: moment.replace(microsecond=0)),
        "member": st.none() | st.booleans(),
        "email": st.none() | st.just("anne@example.org"),
    }
)


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(cells, min_size=1, max_size=4))
def test_what_is_written_as_csv_reads_back_as_it_was(language: str, rows: list[dict[str, Value]]) -> None:
    reading = read(write_csv(ORGANISATIONS, rows, language=language), "export.csv", ORGANISATIONS)
    assert reading.refusals == []
    assert [row.values for row in reading.rows] == [{"siret": None, **row} for row in rows]


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(cells, min_size=1, max_size=4))
def test_what_is_written_as_a_workbook_reads_back_as_it_was(language: str, rows: list[dict[str, Value]]) -> None:
    content = write_xlsx(ORGANISATIONS, rows, title="Export", language=language)
    reading = read(content, "export.xlsx", ORGANISATIONS)
    assert reading.refusals == []
    assert [row.values for row in reading.rows] == [{"siret": None, **row} for row in rows]


def test_csv_in_french_opens_in_a_french_spreadsheet() -> None:
    content = write_csv(ORGANISATIONS, [ROW], language="fr")
    assert content.startswith(b"\xef\xbb\xbfNom;Nature;SIRET")
    line = content.decode("utf-8-sig").split("\r\n")[1]
    assert line == (
        "Pôle « Éclair »;Cluster;00282932000074;01000;-3;-3,50;45,5\u00a0%;31/12/2026;14:30;oui;anne@example.org"
    )


def test_csv_in_english_has_commas_points_and_unmistakable_dates() -> None:
    line = write_csv(ORGANISATIONS, [ROW], language="en").decode("utf-8-sig").split("\r\n")[1]
    assert line == "Pôle « Éclair »,Cluster,00282932000074,01000,-3,-3.50,45.5%,2026-12-31,14:30,yes,anne@example.org"


@pytest.mark.parametrize("text", ["=1+1", "+33 3 22", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1"])
def test_csv_holds_no_text_that_a_spreadsheet_runs(text: str) -> None:
    content = write_csv(NAMES, [{"name": text}], language="fr").decode("utf-8-sig").removeprefix("Nom\r\n")
    assert content.lstrip('"').startswith("'" + text[0])


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+33 3 22"])
def test_a_workbook_holds_such_a_text_as_text(text: str) -> None:
    page = load_workbook(io.BytesIO(write_xlsx(NAMES, [{"name": text}], title="Noms", language="fr"))).active
    assert page is not None
    assert (page["A2"].value, page["A2"].data_type, page["A2"].number_format) == (text, "s", "@")


def test_a_workbook_has_real_dates_and_numbers_and_codes_as_text() -> None:
    page = load_workbook(io.BytesIO(write_xlsx(ORGANISATIONS, [ROW], title="Organismes", language="fr"))).active
    assert page is not None
    held = {cell.value: page.cell(2, cell.column) for cell in page[1]}
    assert held["Code postal"].value == "01000"
    assert (held["Date"].is_date, held["Date"].number_format) == (True, "DD/MM/YYYY")
    assert (held["Subvention"].value, held["Subvention"].data_type) == (-3.5, "n")
    assert (held["Taux"].value, held["Taux"].number_format) == (0.455, "0.0%")


def test_a_workbook_is_ready_to_work_in() -> None:
    book = load_workbook(io.BytesIO(write_xlsx(ORGANISATIONS, [ROW, ROW], title="Organismes 2026", language="fr")))
    page = book.active
    assert page is not None
    assert (page.title, page.freeze_panes, page.auto_filter.ref) == ("Organismes", "A2", "A1:K3")
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width >= 30
    assert (book.properties.title, book.properties.language) == ("Organismes 2026", "fr")


def test_the_same_rows_at_the_same_moment_give_the_same_bytes() -> None:
    first, second = (
        write_xlsx(ORGANISATIONS, [ROW], title="Organismes", language="fr", created=MOMENT) for _time in range(2)
    )
    assert first == second
    assert load_workbook(io.BytesIO(first)).properties.modified == MOMENT.replace(tzinfo=None)


def test_characters_that_no_workbook_holds_are_left_out() -> None:
    page = load_workbook(io.BytesIO(write_xlsx(NAMES, [{"name": "a\0b\x1b"}], title="Noms", language="fr"))).active
    assert page is not None
    assert page["A2"].value == "ab"


def test_a_page_that_shows_no_workbook_does_not_pay_for_one() -> None:
    program = (
        "import sys, django; django.setup(); import tournee.sheets.steps, tournee.sheets.responses;"
        "sys.exit('openpyxl' in sys.modules)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""}
    assert subprocess.run([sys.executable, "-c", program], env=environment, check=False).returncode == 0


def test_what_is_printed_is_one_upright_page_wide_below_its_title() -> None:
    content = write_xlsx(NAMES, [{"name": "A"}], title="A & B", language="fr", created=MOMENT, printed=True)

    page = load_workbook(io.BytesIO(content)).active

    assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == ("portrait", 1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$1:$1"
    assert page.oddHeader.left.text == "A && B"
