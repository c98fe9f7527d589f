"""Reading workbooks, good, strange and hostile."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from django.utils import translation
from openpyxl import Workbook

from tests.tournee.sheets.samples import NAMES, ORGANISATIONS, saved, with_part, workbook, xlsx
from tournee.sheets import limits
from tournee.sheets.errors import SheetRefused
from tournee.sheets.reading import read


def refused_code(content: bytes, name: str = "liste.xlsx") -> str:
    with pytest.raises(SheetRefused) as refused:
        read(content, name, NAMES)
    assert str(refused.value).endswith(".")
    return refused.value.code


def test_a_workbook_is_read_with_its_dates_times_and_numbers() -> None:
    book, page = workbook(
        ["Raison sociale", "Code postal", "Date", "Heure", "Taux", "Subvention"],
        ["Université d’Évry", 91000, dt.date(2026, 12, 31), dt.time(14, 30), 0.455, 1234.5],
    )
    page["E2"].number_format = "0.0%"
    reading = read(saved(book), "liste.xlsx", ORGANISATIONS)
    assert reading.accepted
    values = reading.rows[0].values
    assert values["name"] == "Université d’Évry"
    assert (values["day"], values["at"]) == (dt.date(2026, 12, 31), dt.time(14, 30))
    assert (values["rate"], values["grant"]) == (Decimal("45.5"), Decimal("1234.50"))
    assert "email" not in values


def test_headings_are_found_under_a_title_in_any_case_order_and_language() -> None:
    content = xlsx(
        ["Liste des organismes 2026"], [], [None, "CODE  POSTAL", "Kind", "nom "], [None, "01000", "Pôle", "A"]
    )
    reading = read(content, "liste.xlsx", ORGANISATIONS)
    assert [(row.number, row.values["name"], row.values["kind"]) for row in reading.rows] == [(4, "A", "cluster")]


def test_a_postal_code_that_became_a_number_is_corrected_and_the_correction_is_said() -> None:
    reading = read(xlsx(["Nom", "CP"], ["A", 1000]), "liste.xlsx", ORGANISATIONS)
    (correction,) = reading.corrections
    assert (correction.sheet, correction.row, correction.column) == ("Feuille 1", 2, "CP")
    assert (correction.before, correction.after) == ("1000", "01000")
    assert reading.rows[0].values["postal_code"] == "01000"


def test_a_code_shown_with_its_zeros_by_a_number_format_needs_no_correction() -> None:
    book, page = workbook(["Nom", "CP"], ["A", 1000])
    page["B2"].number_format = "00000"
    reading = read(saved(book), "liste.xlsx", ORGANISATIONS)
    assert (reading.rows[0].values["postal_code"], reading.corrections) == ("01000", [])


def test_a_refused_value_names_its_sheet_row_column_value_reason_and_remedy() -> None:
    with translation.override("en"):
        reading = read(xlsx(["Nom", "Date"], ["A", "31/12/2026"], [], ["B", "31/02/2026"]), "l.xlsx", ORGANISATIONS)
    (refusal,) = reading.refusals
    assert (refusal.sheet, refusal.row, refusal.column, refusal.value) == ("Feuille 1", 4, "Date", "31/02/2026")
    assert refusal.reason == "This is not a date that exists."
    assert refusal.remedy == "Write day/month/year, such as 31/12/2026, or 2026-12-31."
    assert not reading.accepted
    assert [row.number for row in reading.rows] == [2]


@pytest.mark.filterwarnings("ignore:Cell A2 is marked as a date:UserWarning")
def test_a_date_that_no_calendar_has_is_refused() -> None:
    book, page = workbook(["Nom"], [99999999])
    page["A2"].number_format = "DD/MM/YYYY"
    reading = read(saved(book), "liste.xlsx", NAMES)
    assert [(refusal.row, refusal.value) for refusal in reading.refusals] == [(2, "#VALUE!")]


def test_a_formula_is_refused_with_the_way_to_make_a_value_of_it() -> None:
    with translation.override("en"):
        reading = read(xlsx(["Nom", "Effectif"], ["A", "=1+1"], ["B", 2]), "liste.xlsx", ORGANISATIONS)
    (refusal,) = reading.refusals
    assert (refusal.row, refusal.column, refusal.value) == (2, "Effectif", "=1+1")
    assert "paste it as values" in refusal.remedy


def test_a_formula_in_a_column_nobody_reads_does_no_harm() -> None:
    reading = read(xlsx(["Nom", "Total"], ["A", "=1+1"]), "liste.xlsx", NAMES)
    assert reading.accepted
    assert reading.unknown_columns == ("Total",)


def test_a_text_that_begins_with_an_equals_sign_is_no_formula() -> None:
    book, page = workbook(["Nom"], ["A"])
    page["A2"] = "=1+1"
    page["A2"].data_type = "s"
    assert read(saved(book), "liste.xlsx", NAMES).rows[0].values["name"] == "=1+1"


def test_an_error_value_is_refused() -> None:
    book, page = workbook(["Nom"], ["A"])
    page["A2"] = "#N/A"
    reading = read(saved(book), "liste.xlsx", NAMES)
    assert [refusal.value for refusal in reading.refusals] == ["#N/A"]


def test_merged_cells_are_refused_in_every_row_they_cover_but_not_above_the_headings() -> None:
    book, page = workbook(["Organismes", None], ["Nom", "Nature"], ["A", "Pôle"], ["B", None], ["C", "Pôle"])
    page.merge_cells("A1:B1")
    page.merge_cells("B3:B4")
    reading = read(saved(book), "liste.xlsx", ORGANISATIONS)
    assert [(refusal.row, refusal.column) for refusal in reading.refusals] == [(3, "Nature"), (4, "Nature")]
    assert [row.number for row in reading.rows] == [5]


def test_hidden_and_other_sheets_are_not_read_and_are_named() -> None:
    book, page = workbook(["Nom"], ["brouillon"], title="Brouillon")
    page.sheet_state = "hidden"
    book.create_sheet("Notes").append(["Bonjour"])
    names = book.create_sheet("Organismes")
    for row in (["Nom"], ["A"]):
        names.append(row)
    book.active = 2
    reading = read(saved(book), "liste.xlsx", ORGANISATIONS)
    assert (reading.name, reading.skipped_sheets) == ("Organismes", ("Brouillon", "Notes"))
    assert [row.values["name"] for row in reading.rows] == ["A"]


def test_a_value_that_may_come_once_is_refused_the_second_time() -> None:
    siret = "73282932000074"
    reading = read(
        xlsx(["Nom", "SIRET"], ["A", siret], ["B", siret], ["C", None], ["D", None]), "l.xlsx", ORGANISATIONS
    )
    assert [(refusal.row, refusal.column, refusal.value) for refusal in reading.refusals] == [(3, "SIRET", siret)]
    assert "2" in reading.refusals[0].reason


def test_a_missing_heading_is_named_beside_those_that_were_found() -> None:
    with translation.override("en"), pytest.raises(SheetRefused) as refused:
        read(xlsx(["Ville", "Date"], ["Albert", "31/12/2026"]), "liste.xlsx", ORGANISATIONS)
    assert refused.value.code == "missing_columns"
    (refusal,) = refused.value.refusals
    assert (refusal.row, refusal.column) == (1, "Name")
    assert "Date, Ville" in refusal.remedy


def test_two_headings_of_one_meaning_are_refused() -> None:
    with pytest.raises(SheetRefused) as refused:
        read(xlsx(["Nom", "Raison sociale"], ["A", "B"]), "liste.xlsx", ORGANISATIONS)
    assert refused.value.code == "repeated_columns"
    assert [refusal.column for refusal in refused.value.refusals] == ["Raison sociale"]


@pytest.mark.parametrize(
    "content", [b"", b"\r\n \r\n", xlsx(), xlsx([None, " "])], ids=["nothing", "lines", "workbook", "blanks"]
)
def test_an_empty_file_is_refused_as_empty(content: bytes) -> None:
    assert refused_code(content, "liste.xlsx" if content[:2] == b"PK" else "liste.csv") == "empty"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"Nom\nA\n", "liste.xlsx", "not_a_workbook"),
        (b"PK\x03\x04 not a zip at all", "liste.xlsx", "not_a_workbook"),
        (xlsx(["Nom"], ["A"])[:-300], "liste.xlsx", "not_a_workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "liste.xls", "old_format"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "liste.xlsx", "old_format"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "liste.xlsx", "encrypted"),
        (b"Nom\nA\n", "liste.pdf", "wrong_extension"),
        (b"Nom\nA\n", "liste", "wrong_extension"),
        (b"%PDF-1.7 \x00", "liste.csv", "not_text"),
        (b"\x89PNG\r\n\x1a\n\0", "liste.csv", "not_text"),
        (b"<html><table><tr><td>Nom</td></tr></table>", "liste.csv", "not_text"),
        (b"x" * (limits.BYTES + 1), "liste.csv", "too_large"),
    ],
)  # fmt: skip
def test_a_file_that_is_something_else_is_refused_in_words(content: bytes, name: str, code: str) -> None:
    assert refused_code(content, name) == code


def test_a_workbook_named_csv_is_read_for_what_it_is() -> None:
    assert read(xlsx(["Nom"], ["A"]), "liste.csv", NAMES).rows[0].values == {"name": "A"}


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused_code(buffer.getvalue()) == "not_a_workbook"


def test_a_zip_bomb_is_refused_before_it_is_unfolded() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _megabyte in range(200):
                part.write(b" " * 1024**2)
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert len(buffer.getvalue()) < 1024**2
    assert refused_code(buffer.getvalue()) == "too_big_inside"


def test_a_part_that_compresses_like_a_bomb_is_refused_below_the_total_too() -> None:
    content = with_part(xlsx(["Nom"], ["A"]), "xl/theme/theme1.xml", b" " * 5 * 1024**2)
    assert refused_code(content) == "too_big_inside"


def test_a_million_laughs_are_refused() -> None:
    laughs = b'<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    assert refused_code(with_part(xlsx(["Nom"], ["A"]), "xl/sharedStrings.xml", laughs)) == "not_a_workbook"


@pytest.mark.parametrize(
    "data",
    [
        b'<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
        b'<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        b'<row r="x"><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        b'<row r="1"><c r="A1" t="d"><v>when?</v></c></row>',
        b'<row r="1"><c r="A1"><v>one</v></c></row>',
        b"<row>" + b"<c/>" * 20_000 + b"</row>",
        b"<row",
    ],
    ids=["far-row", "far-column", "no-row", "no-string", "no-date", "no-number", "many-cells", "cut"],
)
def test_a_workbook_that_lies_about_itself_is_refused_and_costs_nothing(data: bytes) -> None:
    namespace = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    part = namespace + data + b"</sheetData></worksheet>"
    assert refused_code(with_part(xlsx(["Nom"], ["A"]), "xl/worksheets/sheet1.xml", part)) == "not_a_workbook"


def test_a_part_of_countless_elements_is_refused() -> None:
    styles = b"<styleSheet>" + b"<a/>" * (limits.OTHER_ELEMENTS + 1) + b"</styleSheet>"
    content = with_part(xlsx(["Nom"], ["A"]), "xl/styles.xml", styles)
    assert refused_code(content) == "too_big_inside"


def test_more_rows_than_allowed_are_refused_and_the_last_allowed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 100)
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for row in range(limits.ROWS + 1):
        page.append(["Nom" if row == 0 else "A"])
    content = saved(book)
    assert len(read(content, "liste.xlsx", NAMES).rows) == limits.ROWS
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for row in range(limits.ROWS + 2):
        page.append(["Nom" if row == 0 else "A"])
    assert refused_code(saved(book)) == "too_many_rows"


def test_more_columns_than_allowed_are_refused() -> None:
    content = xlsx(["Nom", *range(limits.COLUMNS)], ["A", *range(limits.COLUMNS)])
    assert refused_code(content) == "too_many_columns"


def test_only_the_first_thousand_refusals_are_kept_and_all_are_counted() -> None:
    rows = [["A", "31/02/2026"]] * (limits.REPORTED + 5)
    reading = read(xlsx(["Nom", "Date"], *rows), "liste.xlsx", ORGANISATIONS)
    assert (len(reading.refusals), reading.refusal_count) == (limits.REPORTED, limits.REPORTED + 5)
