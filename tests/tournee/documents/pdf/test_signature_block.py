"""Room to sign on paper."""

import pytest

from tests.tournee.documents.documents import document
from tests.tournee.documents.reading import Reading, check_pdf
from tournee.documents import pdf
from tournee.documents.blocks import Paragraph, Signatory, SignatureBlock


def reading(*blocks, **options):
    return Reading(pdf.render(document(*blocks, **options)))


def pages_of(paper, element):
    return {content.page for content in element.contents()}


def test_each_signatory_has_a_place_a_date_and_room_to_sign():
    block = SignatureBlock((Signatory("The director", "Awa Exemple"), Signatory("For the network")), place="Albert")
    with reading(block) as paper:
        heard = [[paper.text_of(words).strip() for words in body.elements] for body in paper.elements("LBody")]
    assert heard == [
        ["The director", "Awa Exemple", "Place", "Albert", "Date", "Signature"],
        ["For the network", "Place", "Albert", "Date", "Signature"],
    ]


@pytest.mark.parametrize("filler", range(20, 32))
def test_the_page_never_ends_inside_it(filler):
    block = SignatureBlock((Signatory("The director"), Signatory("For the network")))
    with reading(*[Paragraph("Filler.")] * filler, block) as paper:
        assert [len(pages_of(paper, item)) for item in paper.elements("LI")] == [1, 1]


@pytest.mark.parametrize("count", [0, 1, 3, 12])
def test_any_number_of_people_may_sign(count):
    block = SignatureBlock((Signatory("A long quality " * 9, "x" * 90),) * count, place="a place far away " * 9)
    data = pdf.render(document(block, Paragraph("After.")))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert len(list(paper.elements("LI"))) == count


def test_what_to_fill_in_is_said_in_the_language_of_the_document():
    with reading(SignatureBlock((Signatory("La directrice"),)), language="fr") as paper:
        assert "Lieu" in paper.text
