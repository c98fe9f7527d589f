"""The whole: what it opens and closes with, its headings within a page, its own language."""

import datetime

import pytest
from django.utils import translation

from tests.tournee.documents.documents import document, picture
from tests.tournee.documents.html.reading import article, body
from tests.tournee.documents.html.tree import Node
from tournee.documents.blocks import Callout, Contents, Figure, Heading, Paragraph
from tournee.documents.document import Cover, Funding, Logo, Provenance
from tournee.documents.html import render
from tournee.documents.inline import Link
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.scene import Circle, Scene

HEADINGS = (Heading(2, "One"), Heading(3, "Two"), Heading(4, "Three"))


def tags(read: Node) -> list[str]:
    return [node.tag for node in read.all("h1", "h2", "h3", "h4", "h5", "h6")]


def test_headings_begin_below_the_pages_own_title():
    assert tags(article(*HEADINGS)) == ["h2", "h3", "h4"]


def test_headings_go_deeper_by_the_offset_and_never_past_h6():
    assert tags(article(*HEADINGS, rendering={"heading_offset": 2})) == ["h4", "h5", "h6"]
    assert tags(article(*HEADINGS, rendering={"heading_offset": 4})) == ["h6", "h6", "h6"]


def test_the_title_is_written_where_it_is_asked_for():
    assert article(rendering={"titled": True}).one("h1").text() == "A title"
    assert article(rendering={"titled": True, "heading_offset": 1}).one("h2").text() == "A title"
    assert not article().all("h1")


def test_a_callouts_heading_stands_below_the_one_it_is_read_under():
    inner = (Paragraph("x"),)
    read = article(Callout("a", inner), Heading(2, "One"), Heading(3, "Two"), Callout("b", inner))

    assert tags(read) == ["h2", "h2", "h3", "h4"]


def test_a_document_speaks_its_own_language_within_a_page_in_another():
    chart = BarChart("Parts", "Des parts.", (("a", 1234.5),), unit="%")
    with translation.override("en"):
        html = render(document(Contents(), Heading(2, "Un"), Figure(chart), language="fr"))

    assert '<article class="document" lang="fr">' in html
    assert "1\u202f234,5\u202f%" in html
    assert "Les chiffres en tableau" in html
    assert "20\u00a0novembre 2026" in html


def test_the_active_language_is_left_as_it_was():
    with translation.override("fr"):
        render(document(language="en"))
        assert translation.get_language() == "fr"


def test_a_document_opens_with_what_its_cover_says():
    cover = Cover(
        "Stop 4", "What firms say", ("Albert", "4 June"), Scene(100, 50, "Road", "A road.", (Circle(9, 9, 3),))
    )
    opening = article(Paragraph("x"), cover=cover, author="A. Author", notice="A draft", rendering={"titled": True})
    header = opening.one("header")
    said = [node.text() for node in header.all("p", "h1")]

    assert said[:3] == ["A draft", "Stop 4", "A title"]
    assert said[3:] == ["What firms say", "Albert", "4 June", "A. Author\u00a0· 20\u00a0November 2026"]
    assert header.one("time")["datetime"] == "2026-11-20"
    assert header.one("desc").text() == "A road."
    assert opening.children[0] is header


def test_a_document_closes_with_who_paid_and_where_it_comes_from():
    read_at = datetime.datetime(2026, 11, 20, 8, 30, tzinfo=datetime.UTC)
    footer = article(
        funding=(Funding("Paid by a fund", Logo(picture(), "The fund’s emblem")),),
        logos=(Logo(picture(), "A partner"),),
        provenance=Provenance("Us", "the register", read_at, (Link("terms", "https://example.org"),), "sha256:00"),
        cover=Cover(),
    ).one("footer")

    assert [image["alt"] for image in footer.all("img")] == ["The fund’s emblem", "A partner"]
    assert [term.text() for term in footer.all("dt")] == [
        "Made by",
        "Data",
        "Data read",
        "Terms of use",
        "Fingerprint of the data",
    ]
    assert footer.one("code").text() == "sha256:00"
    assert footer.one("a")["href"] == "https://example.org"
    assert "Paid by a fund" in footer.text()


def test_a_document_with_nothing_to_close_with_has_no_footer():
    assert not article(Paragraph("x")).all("footer")


def test_logos_open_a_document_without_a_cover():
    assert article(logos=(Logo(picture(), "A partner"),)).one("header").one("img")["alt"] == "A partner"


def test_running_header_and_footer_are_the_sheets_own():
    assert "Runs" not in article(header="Runs", footer="Runs").text()


def test_a_pictures_address_is_what_the_page_serves_it_at():
    shown = picture((200, 100), "JPEG", width=25.4)
    read = article(Figure(shown, alternative="Red"), rendering={"picture_url": lambda given: f"/files/{given.width}"})

    assert read.one("img").attributes == {"src": "/files/25.4", "alt": "Red", "width": "96", "height": "48"}


@pytest.mark.parametrize(("kind", "start"), [("PNG", "data:image/png;base64,"), ("JPEG", "data:image/jpeg;base64,")])
def test_a_picture_without_an_address_is_written_into_the_page(kind: str, start: str):
    assert body(Figure(picture(kind=kind), alternative="Red")).one("img")["src"].startswith(start)


def test_the_same_document_gives_the_same_text():
    given = document(Contents(), *HEADINGS, Figure(BarChart("a", "b.", (("c", 1),))))

    assert render(given) == render(given)
