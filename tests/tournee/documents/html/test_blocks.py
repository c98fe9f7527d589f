"""Each kind of block on its own."""

import pytest

from tests.tournee.documents.documents import picture
from tests.tournee.documents.html.reading import body
from tests.tournee.documents.html.tree import Node
from tests.tournee.drawing.scenes import HOSTILE
from tournee.documents.blocks import (
    BulletList,
    Callout,
    Contents,
    Facts,
    Figure,
    Heading,
    Item,
    KeyFigure,
    KeyFigures,
    Label,
    LabelGrid,
    OrderedList,
    PageBreak,
    Paragraph,
    PullQuote,
    QRCode,
    Signatory,
    SignatureBlock,
    Source,
    Together,
)
from tournee.documents.inline import Footnote, Strong
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.scene import Circle, Scene

CHART = BarChart("A question", "Most said yes.", (("Yes", 70), ("No", 30)), unit="%", n=148, source="a survey")


def test_a_heading_can_be_pointed_at_by_its_anchor_or_by_its_place():
    read = body(Heading(2, "One"), Heading(3, "Two", anchor="two"))

    assert [node["id"] for node in read.all("h2", "h3")] == ["document-part-1", "two"]


def test_a_paragraph_shows_its_manner():
    read = body(Paragraph("a"), Paragraph("b", "lead"), Paragraph("c", "small"))

    assert [node.attributes.get("class") for node in read.all("p")] == [None, "intro", "document-small"]


def test_lists_stand_inside_the_item_they_belong_to():
    read = body(BulletList(("a", Item("b", OrderedList(("c", (Strong("d"),)), start=3)))))
    below = read.one("ul").all("li")[1].one("ol")

    assert below["start"] == "3"
    assert [item.text() for item in below.all("li")] == ["c", "d"]


def test_facts_are_terms_and_what_they_say():
    read = body(Facts((("Place", "Albert"), ("Date", (Strong("4 June"),))))).one("dl")

    assert [(node.tag, node.text()) for node in read.all("dt", "dd")] == [
        ("dt", "Place"), ("dd", "Albert"), ("dt", "Date"), ("dd", "4 June"),
    ]  # fmt: skip


def test_a_key_figure_is_read_before_what_it_counts():
    read = body(KeyFigures((KeyFigure("70%", "find it hard", "n = 148"), KeyFigure("4", "places"))))

    assert [item.text().strip() for item in read.one("ul").all("li")] == ["70% find it hard n = 148", "4 places"]


def test_a_chart_has_its_picture_twice_its_note_and_its_figures():
    read = body(Figure(CHART, anchor="q1")).one("figure", id="q1")

    assert [svg["class"] for svg in read.all("svg")] == ["drawing drawing-wide", "drawing drawing-narrow"]
    assert {svg.one("title").text() for svg in read.all("svg")} == {"A question"}
    assert {svg.one("desc").text() for svg in read.all("svg")} == {"Most said yes."}
    assert read.one("figcaption").text() == "n\u00a0=\u00a0148\u00a0· Source: a survey"
    assert [cell.text() for cell in read.one("details").all("th", "td")] == ["Item", "Value", "Yes", "70%", "No", "30%"]


def test_a_figures_caption_stands_for_the_charts_title():
    read = body(Figure(CHART, ("A ", Strong("caption"), Footnote("Of a chart.")))).one("figure")

    assert read.one("p", css="chart-name").text() == "A caption1"
    assert read["aria-labelledby"] == read.one("table")["aria-labelledby"] == read.one("p", css="chart-name")["id"]
    assert len(read.all("a", role="doc-noteref")) == 1


def test_a_figures_own_alternative_describes_every_form_of_its_picture():
    read = body(Figure(CHART, alternative="Seven in ten."))

    assert {node.text() for node in read.all("desc")} == {"Seven in ten."}


def test_a_scene_is_an_image_with_title_and_description():
    scene = Scene(100, 50, "Road", "A road.", (Circle(9, 9, 3),))
    read = body(Figure(scene, "The road.", source="a sketch")).one("figure")
    svg = read.one("svg")

    assert read.one("title", id=svg["aria-labelledby"]).text() == "Road"
    assert read.one("desc", id=svg["aria-describedby"]).text() == "A road."
    assert [node.text() for node in read.all("figcaption", "p")] == ["The road.", "Source: a sketch"]


def test_a_picture_says_in_words_what_is_seen():
    assert body(Figure(picture(), alternative="A red field")).one("img")["alt"] == "A red field"


def test_a_figure_that_wants_half_the_width_gets_no_more():
    read = body(Figure(CHART, width=80), Figure(picture(), alternative="x", width=160))

    assert "document-half" in read.one("div", css="document-chart")["class"]
    assert read.all("figure")[1]["class"] == "figure"


def test_figures_have_ids_of_their_own():
    read = body(*(Figure(CHART) for _ in range(3)), Figure(Scene(9, 9, "a", "b", (Circle(9, 9, 3),))))
    ids = [node["id"] for node in read.walk() if "id" in node.attributes]

    assert len(ids) == len(set(ids)) > 12


def test_a_pull_quote_names_its_language_and_who_speaks():
    read = body(PullQuote("On démonte.", "A manager", language="fr")).one("figure")

    assert read.one("blockquote")["lang"] == "fr"
    assert read.one("blockquote").text() == "«\u202fOn démonte.\u202f»"
    assert read.one("figcaption").text() == "A manager"


def test_a_pull_quote_of_nobody_has_no_caption():
    assert not body(PullQuote("Said.")).all("figcaption")


@pytest.mark.parametrize(("tone", "said"), [("note", ""), ("warning", "Warning: ")])
def test_a_callout_says_its_tone_in_a_word(tone, said):
    read = body(Callout("Mind this", (Paragraph("a"), BulletList(("b",))), tone)).one("aside")
    heading = read.one("h2")

    assert heading.text() == f"{said}Mind this"
    assert read["aria-labelledby"] == heading["id"]
    assert read["role"] == "note"
    assert [node.tag for node in read.children if isinstance(node, Node)] == ["h2", "p", "ul"]


def test_a_source_says_that_it_is_one():
    assert body(Source("the register")).one("p").text() == "Source: the register"
    assert body(Source("le registre"), language="fr").one("p").text() == "Source\u00a0: le registre"


def test_contents_nest_as_the_headings_do():
    read = body(
        Contents(3),
        Heading(2, "A"),
        Heading(3, "A1"),
        Heading(4, "A1a"),
        Heading(2, "B"),
        Heading(3, "B1", anchor="b1"),
    )
    nav = read.one("nav")
    first, second = _items(nav)

    assert [link["href"] for link in nav.all("a")] == [
        "#document-part-1",
        "#document-part-2",
        "#document-part-4",
        "#b1",
    ]
    assert [link.text() for link in first.all("a")] == ["A", "A1"]
    assert [link.text() for link in second.all("a")] == ["B", "B1"]
    assert nav.one("p", id=nav["aria-labelledby"]).text() == "Contents"


def _items(nav: Node) -> list[Node]:
    outer = nav.all("ol")[0]
    return [child for child in outer.children if isinstance(child, Node)]


def test_contents_go_up_several_levels_at_once():
    nav = body(Contents(4), Heading(2, "A"), Heading(3, "B"), Heading(4, "C"), Heading(2, "D")).one("nav")

    assert [[link.text() for link in item.all("a")] for item in _items(nav)] == [["A", "B", "C"], ["D"]]


def test_contents_of_a_document_without_headings_are_nothing():
    assert body(Contents(), Paragraph("x")).text() == "x"


def test_a_page_break_says_nothing():
    assert body(PageBreak()).text() == ""


def test_a_signature_block_has_room_for_each_signatory():
    read = body(SignatureBlock((Signatory("The organiser", "A. Person"), Signatory("The host")), place="Albert")).one(
        "ul"
    )
    first, second = read.all("li")

    assert first.one("strong").text() == "The organiser"
    assert first.one("p").text() == "A. Person"
    assert not second.all("p")
    assert [node.text() for node in second.all("dt", "dd")] == ["Place", "Albert", "Date", "", "Signature", ""]


def test_a_qr_code_has_an_alternative_and_its_address_as_a_link():
    read = body(QRCode("https://example.org/a?b=1&c=2", "The stop’s page")).one("figure")

    assert read.one("div", role="img")["aria-label"] == "QR code: The stop’s page"
    assert read.one("a")["href"] == "https://example.org/a?b=1&c=2"
    assert read.one("a").text() == "https://example.org/a?b=1&c=2"
    assert read.one("svg")


def test_a_qr_code_that_holds_no_address_shows_it_as_text():
    read = body(QRCode("WIFI:S:room;;", "The room’s network", alternative="Network code")).one("figure")

    assert not read.all("a")
    assert "WIFI:S:room;;" in read.text()
    assert read.one("div", role="img")["aria-label"] == "Network code"


def test_a_label_shows_its_name_lines_foot_and_code():
    label = Label("Agathe", ("A firm", "Albert"), foot="Speaker", code="x1")
    one, other = body(LabelGrid((label, Label("Barnabé")), skip=3)).one("ul").all("li")

    assert [node.text() for node in one.all("b", "span", "small")] == ["Agathe", "A firm", "Albert", "Speaker"]
    assert one.one("div", role="img")["aria-label"] == "QR code of Agathe"
    assert not other.all("svg")


def test_blocks_held_together_stay_in_order():
    read = body(Together((Heading(2, "A"), Paragraph("b"))))

    assert [node.tag for node in read.one("div").all("h2", "p")] == ["h2", "p"]


def test_hostile_words_stay_text_in_every_block():
    chart = BarChart(HOSTILE, HOSTILE, ((HOSTILE, 1),), source=HOSTILE)
    read = body(
        Contents(), Heading(2, HOSTILE), Facts(((HOSTILE, HOSTILE),)),
        KeyFigures((KeyFigure(HOSTILE, HOSTILE, HOSTILE),)),
        Figure(chart, HOSTILE, alternative=HOSTILE, source=HOSTILE), Figure(picture(), HOSTILE, alternative=HOSTILE),
        PullQuote(HOSTILE, HOSTILE, language=HOSTILE), Callout(HOSTILE, (Paragraph(HOSTILE),)), Source(HOSTILE),
        SignatureBlock((Signatory(HOSTILE, HOSTILE),), place=HOSTILE), QRCode(HOSTILE, HOSTILE, alternative=HOSTILE),
        LabelGrid((Label(HOSTILE, (HOSTILE,), foot=HOSTILE, code=HOSTILE),)),
    )  # fmt: skip

    assert not read.all("script")
    assert not [node for node in read.walk() for name in node.attributes if name == "style" or name.startswith("on")]
