import datetime

from time_machine import travel

from tests.tournee.documents.documents import document
from tests.tournee.documents.reading import Reading
from tournee.documents import pdf
from tournee.documents.blocks import Paragraph
from tournee.documents.document import Provenance


def made(**options):
    return pdf.render(document(Paragraph("Dit."), language="fr", title="L’étape <de> Lyon & d’ailleurs", **options))


def test_the_file_says_its_title_its_language_and_what_it_meets():
    with Reading(made(author="Œuvres & Cie", subject="Une synthèse")) as paper:
        root = paper.pdf.Root
        assert paper.title == "L’étape <de> Lyon & d’ailleurs"
        assert paper.language == "fr"
        assert root.ViewerPreferences.DisplayDocTitle is True
        assert root.MarkInfo.Marked is True
        with paper.pdf.open_metadata() as about:
            assert about["dc:title"] == "L’étape <de> Lyon & d’ailleurs"
            assert about["dc:creator"] == ["Œuvres & Cie"]
            assert about["dc:language"] == {"fr"}
            assert about["pdfuaid:part"] == "1"


def test_the_file_is_of_the_documents_own_date():
    with Reading(made()) as paper:
        assert str(paper.pdf.docinfo["/CreationDate"]).startswith("D:20261120000000")
        with paper.pdf.open_metadata() as about:
            assert about["xmp:CreateDate"] == "2026-11-20T00:00:00Z"


def test_the_same_document_gives_the_same_bytes_at_any_time():
    first = made()
    with travel(datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC), tick=False):
        assert made() == first


def test_where_the_data_comes_from_is_kept_in_the_file():
    provenance = Provenance("Tournée", "Questionnaire", terms="Licence ouverte", fingerprint="9f2c")
    with Reading(made(provenance=provenance)) as paper, paper.pdf.open_metadata() as about:
        assert about["dc:source"] == "Questionnaire"
        assert about["dc:identifier"] == "9f2c"
        assert about["dc:rights"] == "Licence ouverte"
