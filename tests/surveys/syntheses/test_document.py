"""A synthesis tells each question in the manner its number of answers deserves."""

import pytest

from surveys.analysis.findings import from_json
from surveys.syntheses.annex import annex
from surveys.syntheses.document import compose
from tests.surveys.syntheses.content import content, figure, finding, part
from tournee.documents import html
from tournee.documents.blocks import Figure, Heading, KeyFigures, Paragraph, PullQuote
from tournee.documents.inline import plain
from tournee.documents.tables import Table

SHOWN = finding("q", "single", 12, part(12, figure("a", 7), figure("b", 5)))
PARTLY = finding("q", "single", 12, part(12, figure("a", 7), figure("b", None), figure("c", None)))
FEW = finding("q", "single", 4, part(4, figure("a", None), withheld=True))
MANY = finding("q", "single", 40, part(40, figure("a", 30), figure("b", 10)))


def blocks(*findings, language="en", **more):
    return compose(content(*findings, **more), language, edition=1, author="The team").blocks


def only(kind, found):
    return [block for block in found if isinstance(block, kind)]


def test_what_may_be_shown_is_drawn_with_its_sample():
    (drawn,) = only(Figure, blocks(SHOWN))

    assert drawn.subject.rows == (("a en", 7), ("b en", 5))
    assert "12" in drawn.subject.note()


def test_thirty_answers_are_told_in_shares():
    (drawn,) = only(Figure, blocks(MANY))

    assert drawn.subject.rows == (("a en", 75), ("b en", 25))
    assert drawn.subject.unit == "%"


def test_what_is_kept_back_in_part_is_a_table_with_a_sign():
    (table,) = only(Table, blocks(PARTLY))

    assert list(table.rows) == [("a en", 7), ("b en", "s"), ("c en", "s")]
    assert "s: kept back" in plain(table.source)


def test_too_few_answers_are_said_and_not_broken_down():
    found = blocks(FEW)

    assert not only(Figure, found)
    assert not only(Table, found)
    assert any("4 answers: too few" in plain(block.words) for block in only(Paragraph, found))


def test_nobody_answered_is_said():
    assert any("Nobody answered" in plain(block.words) for block in only(Paragraph, blocks(finding("q", "single", 0))))


def test_the_middle_of_numbers_is_a_sentence():
    number = finding("q", "number", 12, middle="5.5", unit={"fr": "salariés", "en": "staff"})

    assert any("below 5.5 staff" in plain(block.words) for block in only(Paragraph, blocks(number)))


def test_a_scale_is_one_figure_or_one_table():
    levels = (figure("no", 4), figure("yes", 8))
    scale = finding("q", "likert", 12, part(12, *levels, item="i"), part(12, *levels, item="j"))
    hidden = finding(
        "q",
        "likert",
        12,
        part(12, *levels, item="i"),
        part(12, figure("no", None), figure("yes", None), item="j", withheld=True),
    )

    assert only(Figure, blocks(scale))[0].subject.items[1].counts == (4, 8)
    assert [row[-1] for row in only(Table, blocks(hidden))[0].rows] == [12, 12]


def test_passages_are_quoted_in_their_own_language_with_their_voice():
    (quote,) = only(PullQuote, blocks(SHOWN))

    assert (quote.words, quote.attribution, quote.language) == ("On manque de bras.", "patronne, 8 salariés", "fr")


def test_the_written_section_keeps_its_paragraphs():
    words = [plain(block.words) for block in only(Paragraph, blocks(SHOWN))]

    assert {"A paragraph.", "Another."} <= set(words)


def test_key_figures_name_what_they_count():
    (figures,) = only(KeyFigures, blocks(SHOWN))

    assert [(one.value, plain(one.label)) for one in figures.figures] == [
        ("12", "people came"),
        ("7", "companies"),
        ("12", "answers"),
        ("3", "passages noted"),
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_languages_have_the_same_headings(language):
    assert len(only(Heading, blocks(SHOWN, PARTLY, language=language))) == len(only(Heading, blocks(SHOWN, PARTLY)))


def test_a_draft_says_so():
    assert "Draft" in compose(content(SHOWN), "en", edition=None, author="").notice


def test_a_made_up_stop_says_so():
    assert "Made up" in compose(content(SHOWN), "en", edition=1, author="").notice


def test_the_annex_holds_every_figure_and_no_secret_one():
    lines = annex(content(SHOWN, PARTLY)).decode().splitlines()

    assert "apres,q,,a,7,12,40,0" in lines
    assert "apres,q,,b,,12,40,1" in lines
    assert "presence,companies,,,7,,,0" in lines


def test_the_same_content_gives_the_same_annex():
    assert annex(content(SHOWN)) == annex(content(SHOWN))


def test_the_html_face_reads_it():
    assert "What was answered" in html.render(compose(content(SHOWN, PARTLY), "en", edition=1, author=""))


def test_kept_findings_are_read_back():
    assert from_json(SHOWN).parts[0].figures[0].count == 7
