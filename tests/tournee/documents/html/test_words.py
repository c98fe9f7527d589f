from tests.tournee.documents.html.reading import body
from tests.tournee.documents.html.tree import Node
from tournee.documents.blocks import Contents, Heading, Notes, Paragraph
from tournee.documents.inline import Emphasis, Footnote, InLanguage, Link, Quotation, Strong, Words

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'so' \x00\x0b\ud800"


def paragraph(words: Words, language: str = "en") -> Node:
    return body(Paragraph(words), language=language).one("p")


def test_emphasis_and_weight_are_elements():
    read = paragraph(("a ", Strong("b"), " ", Emphasis(("c ", Strong("d")))))

    assert [node.tag for node in read.walk()] == ["strong", "em", "strong"]
    assert read.text() == "a b c d"


def test_hostile_words_stay_text():
    read = paragraph((HOSTILE, Strong(HOSTILE), Link(HOSTILE, 'https://example.org/?a=1&b="><script>')))

    assert not read.all("script")
    assert read.text().startswith("<script>alert(1)</script> & \"quoted\" 'so' <script>")
    assert read.one("a")["href"] == 'https://example.org/?a=1&b="><script>'


def test_what_no_page_may_hold_is_left_out():
    assert paragraph("a\x00b\ud800c").text() == "abc"


def test_french_punctuation_stays_with_its_word_however_its_space_was_typed():
    assert paragraph(("Qui ? ", Strong("70 % !"), " 3 €"), "fr").text() == "Qui\u202f? 70\u202f%\u202f! 3\u00a0€"
    assert paragraph("Who ? 70 %", "en").text() == "Who ? 70 %"


def test_a_quotation_has_the_marks_of_the_language_around_it_as_text():
    said = Quotation(("come ", Quotation("back")))

    assert paragraph((said,)).text() == "“come ‘back’”"
    assert paragraph((said,), "fr").text() == "«\u202fcome “back”\u202f»"
    assert paragraph((InLanguage((said,), "en"),), "fr").text() == "“come ‘back’”"
    assert len(paragraph((said,)).all("q")) == 2


def test_words_of_another_language_say_so():
    assert paragraph((InLanguage("savoir-faire", "fr"),)).one("span", lang="fr").text() == "savoir-faire"


def test_a_link_says_where_it_leads_after_its_own_words():
    read = paragraph((Link("here", "https://example.org", "the list of stops"), Link("there", "https://example.org")))

    assert [link.attributes.get("aria-label") for link in read.all("a")] == ["here, the list of stops", None]


def test_a_links_contents_that_hold_its_words_are_not_said_twice():
    read = paragraph((Link("the list", "https://example.org", "Open the list of stops"),))

    assert read.one("a")["aria-label"] == "Open the list of stops"


def test_a_footnote_and_its_mark_lead_to_each_other():
    read = body(Paragraph(("Said", Footnote(("by ", Strong("someone"))), ".")))
    mark = read.one("p").one("a")
    note = read.one("ol", css="document-notes").one("li")

    assert mark.text() == "1"
    assert mark["aria-label"] == "Note 1"
    assert mark["href"] == f"#{note['id']}"
    assert note.one("a", role="doc-backlink")["href"] == f"#{mark['id']}"
    assert note.text().startswith("by someone")


def test_notes_are_numbered_through_the_document_and_set_where_asked():
    read = body(
        Paragraph(("a", Footnote("one"))),
        Notes(),
        Paragraph(("b", Footnote("two"))),
        Paragraph(("c", Footnote("three"))),
    )
    first, last = read.all("ol", css="document-notes")

    assert "start" not in first.attributes
    assert last["start"] == "2"
    assert [item.text().split()[0] for item in last.all("li")] == ["two", "three"]
    assert [child.tag for child in read.children if isinstance(child, Node)] == ["p", "ol", "p", "p", "ol"]


def test_a_note_within_a_note_follows_it():
    read = body(Paragraph(("a", Footnote(("outer", Footnote("inner"))))))

    assert [item["id"] for item in read.one("ol").all("li")] == ["document-note-1", "document-note-2"]


def test_a_footnote_in_a_heading_is_no_part_of_the_contents():
    read = body(Contents(), Heading(2, ("Said", Footnote("there"))))

    assert read.one("nav").one("a").text() == "Said"
    assert len(read.all("a", role="doc-noteref")) == 1
