"""Sheets as downloads."""

import pytest

from tournee.sheets.responses import sheet_response


def test_a_download_keeps_the_accents_of_its_name() -> None:
    response = sheet_response(b"x", "Étape d’Albert.xlsx")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C3%89tape%20d%E2%80%99Albert.xlsx"
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize("name", ['a"b\r\nSet-Cookie: x.csv', "../../etc/passwd.csv", "fiche\u202egpj.csv", ".csv"])
def test_a_download_has_a_name_that_neither_header_nor_disk_trips_over(name: str) -> None:
    disposition = sheet_response(b"x", name)["Content-Disposition"]
    assert not set("\r\n/\\\u202e") & set(disposition)
    assert ".csv" in disposition


def test_a_download_is_kept_by_no_cache() -> None:
    assert sheet_response(b"x", "a.csv")["Cache-Control"] == "private, no-store"


def test_only_sheets_are_sent_as_sheets() -> None:
    with pytest.raises(ValueError, match="html"):
        sheet_response(b"x", "a.html")
