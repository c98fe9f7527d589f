"""Labelled facts on paper."""

from tests.tournee.documents.documents import document
from tests.tournee.documents.reading import Reading, check_pdf
from tournee.documents import pdf
from tournee.documents.blocks import Facts, Paragraph
from tournee.documents.inline import Link


def reading(*blocks, **options):
    return Reading(pdf.render(document(*blocks, **options)))


def test_facts_are_a_list_of_labels_and_values():
    with reading(Facts((("Place", "Albert"), ("Speaker", ("Awa ", Link("Exemple", "https://example.org/")))))) as paper:
        (facts,) = paper.elements("L")
        heard = [[(part.role, paper.text_of(part).strip()) for part in item.elements] for item in facts.elements]
    assert heard == [[("Lbl", "Place"), ("LBody", "Albert")], [("Lbl", "Speaker"), ("LBody", "Awa Exemple")]]


def test_values_begin_below_each_other_however_long_their_labels():
    with reading(Facts((("At", "Xylophone"), ("A rather long label", "Xenon")))) as paper:
        starts = [one.box[0] for one in paper.characters[0] if one.text == "X"]
    assert len(starts) == 2
    assert abs(starts[0] - starts[1]) < 0.1


def test_a_value_longer_than_a_page_goes_on_as_the_same_fact():
    data = pdf.render(document(Facts((("Label", "word " * 2500), ("x" * 150, "y" * 300)))))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert paper.page_count > 2
        assert paper.lists == [2]
        assert paper.text.count("word") == 2500


def test_no_facts_leave_nothing():
    with reading(Facts(()), Paragraph("After.")) as paper:
        assert paper.lists == []


def test_a_fact_not_known_keeps_its_place():
    data = pdf.render(document(Facts((("Place", ""), ("Date", ("", ""))))))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert paper.lists == [2]
