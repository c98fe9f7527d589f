"""Reading CSV in the encodings, separators and habits of strangers."""

import pytest
from django.utils import translation

from tests.tournee.sheets.samples import NAMES, ORGANISATIONS, csv
from tournee.sheets import limits
from tournee.sheets.errors import SheetRefused
from tournee.sheets.reading import read

LINES = ("Nom;Code postal;Subvention", "Pôle « Éclair » d’Œuilly;02160;1\u00a0234,50", "Hôtel de ville;80300;0,5")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_accents_survive_every_encoding(encoding: str) -> None:
    reading = read(csv(*LINES, encoding=encoding), "liste.csv", ORGANISATIONS)
    assert [row.values["name"] for row in reading.rows] == ["Pôle « Éclair » d’Œuilly", "Hôtel de ville"]
    assert [row.values["postal_code"] for row in reading.rows] == ["02160", "80300"]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_accents_survive_the_encodings_of_old_machines(encoding: str) -> None:
    lines = ("Nom;Code postal", "Université de Créteil à côté de l'étang;94000", "Préfecture de l'Hérault;34000")
    reading = read(csv(*lines, encoding=encoding), "liste.csv", ORGANISATIONS)
    assert [row.values["name"] for row in reading.rows] == [
        "Université de Créteil à côté de l'étang",
        "Préfecture de l'Hérault",
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_usual_separator_is_found(separator: str) -> None:
    lines = [separator.join(cells) for cells in (["Nom", "Code postal"], ['"A, B; C | D\tE"', "01000"])]
    reading = read(csv(*lines), "liste.csv", ORGANISATIONS)
    assert (reading.rows[0].values["name"], reading.rows[0].values["postal_code"]) == ("A, B; C | D\tE", "01000")


def test_one_column_needs_no_separator() -> None:
    assert [row.values["name"] for row in read(csv("Nom", "A, B", "C; D"), "l.csv", NAMES).rows] == ["A, B", "C; D"]


def test_how_a_file_was_read_is_said() -> None:
    with translation.override("en"):
        reading = read(csv(*LINES, encoding="cp1252"), "liste.csv", ORGANISATIONS)
    assert reading.origin == "Read as Windows-1252 text, separated by semicolons."


def test_excels_own_separator_line_is_followed_and_counted() -> None:
    reading = read(csv("sep=|", "Nom|Code postal", "A|01000"), "liste.csv", ORGANISATIONS)
    assert [(row.number, row.values["name"]) for row in reading.rows] == [(3, "A")]


def test_quotes_hold_separators_quotes_and_line_ends() -> None:
    reading = read(csv("Nom;CP", '"L’""Éclair""\r\nà Albert; Somme";80300', "B;01000"), "liste.csv", ORGANISATIONS)
    assert [row.values["name"] for row in reading.rows] == ['L’"Éclair"\nà Albert; Somme', "B"]
    assert [row.number for row in reading.rows] == [2, 3]


def test_a_quotation_mark_never_closed_is_refused_by_row() -> None:
    with pytest.raises(SheetRefused) as refused:
        read(csv("Nom;CP", "A;01000", '"B;02000', "C;03000"), "liste.csv", ORGANISATIONS)
    assert refused.value.code == "bad_quotes"
    assert [refusal.row for refusal in refused.value.refusals] == [3]


def test_a_nul_byte_is_refused_where_it_stands() -> None:
    reading = read(b"Nom;CP\r\nA\0B;01000\r\nC;02000\r\n", "liste.csv", ORGANISATIONS)
    assert [(refusal.row, refusal.column, refusal.value) for refusal in reading.refusals] == [(2, "Nom", "A\\x00B")]


def test_an_encoding_that_is_announced_and_not_kept_is_refused() -> None:
    with pytest.raises(SheetRefused) as refused:
        read(b"\xef\xbb\xbfNom\r\n\xe9cole\r\n", "liste.csv", NAMES)
    assert refused.value.code == "bad_encoding"


def test_zeros_kept_by_a_formula_of_text_are_read() -> None:
    reading = read(csv("Nom;CP", 'A;"=""01000"""'), "liste.csv", ORGANISATIONS)
    assert reading.rows[0].values["postal_code"] == "01000"


def test_rows_shorter_or_longer_than_the_headings_are_read() -> None:
    reading = read(csv("Nom;CP", "A", "B;02000;;;reste"), "liste.csv", ORGANISATIONS)
    assert [row.values["postal_code"] for row in reading.rows] == [None, "02000"]


def test_a_column_that_the_file_does_not_have_is_left_out_so_that_nothing_is_emptied() -> None:
    reading = read(csv("Nom;CP", "A;"), "liste.csv", ORGANISATIONS)
    assert reading.rows[0].values == {"name": "A", "postal_code": None}


def test_empty_lines_count_as_rows_as_a_spreadsheet_shows_them() -> None:
    assert [row.number for row in read(csv("Nom;CP", "", "A;01000"), "liste.csv", ORGANISATIONS).rows] == [3]


def test_more_rows_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 100)
    with pytest.raises(SheetRefused) as refused:
        read(csv("Nom", *["A"] * (limits.ROWS + 1)), "liste.csv", NAMES)
    assert refused.value.code == "too_many_rows"


def test_a_cell_longer_than_a_spreadsheet_holds_is_refused() -> None:
    reading = read(csv("Nom", "x" * (limits.CELL_CHARACTERS + 1)), "liste.csv", NAMES)
    assert [refusal.row for refusal in reading.refusals] == [2]


@pytest.mark.parametrize("name", ["../../etc/liste.csv", "C:\\Temp\\liste.csv"])
def test_a_files_name_is_shown_without_its_folders(name: str) -> None:
    assert read(csv("Nom", "A"), name, NAMES).name == "liste.csv"
