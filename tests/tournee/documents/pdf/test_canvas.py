import io

import pikepdf
import pytest

from tests.tournee.documents.reading import Reading
from tournee.documents.pdf.canvas import TaggedCanvas, UntaggedText
from tournee.documents.pdf.structure import Element
from tournee.drawing.palette import FONT_FILES


@pytest.fixture
def file():
    return io.BytesIO()


@pytest.fixture
def canvas(file):
    return TaggedCanvas(file, pagesize=(300, 300), language="fr")


def finished(canvas, file):
    canvas.save()
    return Reading(file.getvalue())


def test_text_that_is_neither_content_nor_an_artifact_is_refused(canvas):
    with pytest.raises(UntaggedText):
        canvas.drawString(10, 10, "nobody hears me")


def test_text_in_an_element_is_heard(canvas, file):
    with canvas.element("H1"), canvas.content():
        canvas.drawString(10, 10, "Titre")
    with finished(canvas, file) as reading:
        assert reading.headings == [(1, "Titre")]


def test_text_in_an_artifact_is_not_heard(canvas, file):
    with canvas.artifact("Header"):
        canvas.drawString(10, 10, "en-tête")
    with finished(canvas, file) as reading:
        assert reading.text == ""
        assert reading.artifacts(1) == ["en-tête"]


def test_lines_alone_become_artifacts(canvas, file):
    canvas.line(0, 0, 10, 10)
    canvas.rect(5, 5, 10, 10)
    with finished(canvas, file) as reading:
        assert reading.pdf.pages[0].Contents.read_bytes().count(b"/Artifact") == 2


def test_lines_within_a_figure_are_part_of_it(canvas, file):
    with canvas.content(Element("Figure", alt="une croix")):
        canvas.line(0, 0, 10, 10)
        canvas.line(0, 10, 10, 0)
    with finished(canvas, file) as reading:
        assert b"/Artifact" not in reading.pdf.pages[0].Contents.read_bytes()
        assert reading.alternatives == ["une croix"]


def test_what_waits_is_drawn_where_it_was_asked_for(canvas, file):
    with canvas.element("P"), canvas.content():
        canvas.drawString(10, 50, "Pages : ")
        canvas.later(lambda: canvas.drawString(60, 50, str(canvas.pages)))
        canvas.drawString(70, 50, " en tout")
    canvas.showPage()
    with canvas.element("P"), canvas.content():
        canvas.drawString(10, 50, ".")
    with finished(canvas, file) as reading:
        assert reading.text == "Pages : 2 en tout."


def test_a_link_says_where_it_leads_and_escapes_what_addresses_may_not_hold(canvas, file):
    link = Element("Link")
    with canvas.content(link):
        canvas.drawString(10, 10, "l’été")
    canvas.link(link, "https://example.org/été", (10, 8, 40, 20), "la page de l’été")
    with finished(canvas, file) as reading:
        (found,) = reading.links
        assert (found.text, found.contents) == ("l’été", "la page de l’été")
        assert found.target == "https://example.org/%C3%A9t%C3%A9"


def test_a_link_may_lead_to_a_place_further_on(canvas, file):
    link = Element("Link")
    with canvas.content(link):
        canvas.drawString(10, 10, "plus loin")
    canvas.link(link, "#there", (10, 8, 40, 20), "plus loin")
    canvas.showPage()
    canvas.place("there", 100)
    with canvas.content(Element("P")):
        canvas.drawString(10, 10, "ici")
    with finished(canvas, file) as reading:
        assert reading.links[0].target == "#page 2"


def test_the_file_is_whole_and_packs_its_small_objects(canvas, file):
    for number in range(300):
        with canvas.element("P"), canvas.content():
            canvas.drawString(10, 10, str(number))
    with finished(canvas, file) as reading:
        assert reading.pdf.check_pdf_syntax() == []
        assert reading.data.count(b" obj\n") < 30
        assert sum(one.role == "P" for one in reading.elements()) == 300


def test_equal_drawings_are_equal_files_and_others_have_another_identifier():
    def drawn(words):
        file = io.BytesIO()
        canvas = TaggedCanvas(file, pagesize=(300, 300), language="fr")
        with canvas.content(Element("P")):
            canvas.setFont(FONT_FILES["serif"], 12)
            canvas.drawString(10, 10, words)
        canvas.save()
        return file.getvalue()

    def identifier(data):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert drawn("un") == drawn("un")
    assert identifier(drawn("un")) != identifier(drawn("deux"))
