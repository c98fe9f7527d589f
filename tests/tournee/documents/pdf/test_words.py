from tests.tournee.documents.documents import document
from tests.tournee.documents.reading import Reading, check_pdf
from tournee.documents import pdf
from tournee.documents.blocks import Heading, Notes, Paragraph, PullQuote
from tournee.documents.inline import Emphasis, Footnote, InLanguage, Link, Quotation, Strong

NARROW = "\u202f"


def reading(*words, language="fr", **options):
    return Reading(pdf.render(document(Paragraph(words), language=language, **options)))


def test_weight_and_stress_are_set_in_their_faces_and_heard_as_plain_words():
    with reading("un ", Strong("mot"), " et ", Emphasis(("un ", Strong("autre")))) as paper:
        assert "un mot et un autre" in paper.text
        assert {"SourceSans3-Bold", "SourceSans3-It", "SourceSans3-BoldIt"} <= set(paper.font_names)


def test_words_in_another_language_say_so():
    with reading("de ce qu’on nomme ", InLanguage("skills", "en"), ".") as paper:
        assert paper.languages == [("en", "skills")]


def test_quotation_marks_follow_the_language_around_and_how_deep_they_stand():
    with reading(Quotation(("on m’a dit ", Quotation("revenez")))) as paper:
        assert f"«{NARROW}on m’a dit “revenez”{NARROW}»" in paper.text
        assert [one.role for one in paper.elements("Quote")] == ["Quote", "Quote"]
    with reading(Quotation(("I was told ", Quotation("come back"))), language="en") as paper:
        assert "“I was told ‘come back’”" in paper.text


def test_tall_punctuation_stays_with_its_word_however_its_space_was_typed():
    with reading("Qui ? 70 % ! Là : « rien » ; ", Strong("quoi"), " ?") as paper:
        assert f"Qui{NARROW}? 70{NARROW}%{NARROW}! Là : «{NARROW}rien{NARROW}»{NARROW}; quoi{NARROW}?" in paper.text
    with reading("A word ; 70 % here, ", InLanguage("« oui »", "fr"), language="en") as paper:
        assert f"A word ; 70 % here, «{NARROW}oui{NARROW}»" in paper.text


def test_a_quotation_within_words_of_another_language_has_its_marks():
    with reading(InLanguage((Quotation("come back"),), "en")) as paper:
        assert "“come back”" in paper.text


def test_a_link_over_two_lines_is_one_link_of_two_areas():
    words = "un lien si long qu’il lui faut bien plus d’une ligne pour se dire tout entier, et davantage, " * 2
    with reading(Link(words, "https://example.org/")) as paper:
        (link,) = paper.links
        assert link.target == "https://example.org/"
        assert len(paper.annotations) > 1


def test_a_link_names_itself_or_what_it_is_said_to_lead_to():
    with reading(Link("ici", "https://example.org/", "le site"), Link("là", "https://example.org/2")) as paper:
        assert [link.contents for link in paper.links] == ["le site", "là"]


def test_a_footnote_and_its_mark_lead_to_each_other():
    with reading("Dit.", Footnote("Par qui.")) as paper:
        mark, back = paper.links
        assert (mark.text, mark.within, mark.contents) == ("1", "Reference", "Par qui.")
        assert (back.text, back.within, back.target) == ("1", "Lbl", "#page 1")
        (note,) = paper.elements("Note")
        assert note.identifier == "note-1"
        assert paper.text_of(note).split() == ["1", "Par", "qui."]


def test_footnotes_are_set_where_notes_stand_and_the_others_at_the_end():
    blocks = (Paragraph(("Un", Footnote("premier"))), Notes(), Paragraph(("Deux", Footnote("second"))))
    with Reading(pdf.render(document(*blocks, language="fr"))) as paper:
        heard = paper.text
        assert heard.index("premier") < heard.index("Deux") < heard.index("second")


def test_a_footnote_within_a_footnote_is_set_too():
    with reading("Dit.", Footnote(("Ailleurs.", Footnote("Encore.")))) as paper:
        assert [paper.text_of(one).split()[-1] for one in paper.elements("Note")][-1] == "Encore."
        assert len(list(paper.elements("Note"))) == 2


def test_what_the_face_lacks_is_set_in_another_or_said_as_it_is():
    data = pdf.render(document(Heading(2, "☑ → 漢字 \U0001f600"), language="fr"))
    with Reading(data) as paper:
        assert paper.headings[1] == (2, "☑ → 漢字 \U0001f600")
    assert check_pdf(data) == []


def test_blanks_and_characters_that_nobody_sees_are_set_as_one_blank_or_none():
    with reading("deux\n\tlignes sou\u00adple\u200b\x00fin") as paper:
        assert "deux lignes souplefin" in paper.text


def test_a_title_of_characters_that_no_file_may_hold_is_tidied():
    with reading("Dit.", title="Un\x00 titre\x0b à\ufffe nettoyer") as paper, paper.pdf.open_metadata() as about:
        assert about["dc:title"] == paper.title


def test_a_pull_quote_has_the_marks_and_the_language_of_its_speaker():
    block = PullQuote("Nobody asked us.", "Un visiteur", language="en")
    with Reading(pdf.render(document(block, language="fr"))) as paper:
        assert ("en", "“Nobody asked us.”") in paper.languages
        (quote,) = paper.elements("BlockQuote")
        assert paper.text_of(quote).endswith("Un visiteur")


def test_empty_words_make_nothing():
    data = pdf.render(document(Paragraph(""), Paragraph(()), language="fr"))
    assert check_pdf(data) == []
