"""Files to keep."""

from tournee.web.downloads import file_response


def test_a_file_is_kept_under_its_name_with_its_accents() -> None:
    response = file_response(b"%PDF-1.7", "feuille-d’émargement-albert.pdf", "application/pdf")

    assert (response.content, response["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    kept = "attachment; filename*=utf-8''feuille-d%E2%80%99%C3%A9margement-albert.pdf"
    assert response["Content-Disposition"] == kept
