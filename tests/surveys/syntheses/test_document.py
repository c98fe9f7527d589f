"""A synthesis tells each question in the manner its number of answers deserves."""

import pytest

from surveys.analysis.findings import from_json
from surveys.syntheses.annex import annex
from surveys.syntheses.distance import without_answers
from surveys.syntheses.document import compose
from tests.surveys.syntheses.content import content, figure, finding, part
from tournee.documents import html
from tournee.documents.blocks import BulletList, Figure, Heading, KeyFigures, Paragraph, PullQuote
from tournee.documents.inline import plain
from tournee.documents.tables import Table
from tournee.questions.tally import whole_percent

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
    found = blocks(FEW, voices=[])

    assert not only(Figure, found)
    assert not only(Table, found)
    assert [plain(item) for item in only(BulletList, found)[0].items] == ["Question q? (4 answers)"]


def test_nobody_answered_is_said():
    (silent,) = only(BulletList, blocks(finding("q", "single", 0), voices=[]))

    assert [plain(item) for item in silent.items] == ["Question q? (no answer)"]


def test_the_middle_of_numbers_is_a_sentence():
    number = finding("q", "number", 12, middle="5.5", unit={"fr": "salariés", "en": "staff"})

    assert any(
        "The middle answer is 5.5 staff: half of the 12" in plain(block.words)
        for block in only(Paragraph, blocks(number))
    )


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

    assert (quote.words, plain(quote.attribution), quote.language) == (
        "On manque de bras.",
        "patronne, 8 salariés",
        "fr",
    )


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


def test_the_annex_names_a_skill_with_its_framework_where_the_edition_kept_it():
    told = content()
    (skill,) = told["skills"]
    kept = {**told, "skills": [{**skill, "framework": "metiers@2"}]}

    assert "passages,S1," in annex(told).decode()
    assert "passages,metiers@2:S1," in annex(kept).decode()


def test_a_finding_of_before_frameworks_were_kept_is_read_still():
    (kept,) = content(SHOWN)["campaigns"][0]["findings"]

    assert "framework" not in kept
    assert from_json(kept).framework == ""


def test_the_same_content_gives_the_same_annex():
    assert annex(content(SHOWN)) == annex(content(SHOWN))


def test_the_html_face_reads_it():
    assert "What was answered" in html.render(compose(content(SHOWN, PARTLY), "en", edition=1, author=""))


def test_kept_findings_are_read_back():
    assert from_json(SHOWN).parts[0].figures[0].count == 7


def said_in(found):
    return [plain(heading.words) for heading in only(Heading, found) if heading.level == 2]


def test_with_few_answers_a_stop_speaks_in_voices_first():
    assert said_in(blocks(SHOWN))[1:] == ["What was said, skill by skill", "What was answered"]


def test_with_thirty_answers_they_come_first():
    campaigns = [{**content(MANY)["campaigns"][0], "answered": 40}]

    found = blocks(MANY, campaigns=campaigns)

    assert said_in(found)[1:] == ["What was answered", "What was said, skill by skill"]


def test_a_passage_of_two_skills_is_quoted_once():
    first = content()["skills"][0]
    second = {**first, "code": "S2", "title": {"fr": "Former", "en": "Train"}}

    found = blocks(SHOWN, skills=[first, second], voices=[])

    assert len(only(PullQuote, found)) == 1
    assert not only(BulletList, found)
    assert any("1 passage, 1 of them quoted above" in plain(block.words) for block in only(Paragraph, found))


def test_what_was_said_of_no_skill_is_heard_too():
    found = blocks(SHOWN)

    assert "Also heard" in [plain(heading.words) for heading in only(Heading, found)]
    assert [plain(item) for item in only(BulletList, found)[0].items] == ["Le client invente."]


def test_a_section_in_the_other_language_is_marked_as_such():
    section = {"title": {"fr": "Retenir", "en": ""}, "text": {"fr": "Un texte.", "en": ""}}

    (heading, paragraph) = blocks(SHOWN, sections=[section])[2:4]

    assert [run.language for run in (*heading.words, *paragraph.words)] == ["fr", "fr"]


def test_answers_of_an_edition_before_say_when_they_were_read():
    campaigns = [{**content(SHOWN)["campaigns"][0], "read_at": "2031-06-01T10:00:00+00:00"}]

    words = [plain(block.words) for block in only(Paragraph, blocks(SHOWN, campaigns=campaigns))]

    assert "The answers are those of an edition before, read on 1\xa0June 2031." in words


def test_answers_that_are_not_told_yet_say_so():
    hidden = without_answers(content(SHOWN), ["apres"])

    found = compose(hidden, "en", edition=None, author="").blocks

    assert not only(Figure, found)
    assert any("not told yet" in plain(block.words) for block in only(Paragraph, found))


def test_percentages_are_whole_and_halves_go_up():
    assert [whole_percent(count, 40) for count in (1, 3, 15, 25, 40)] == [3, 8, 38, 63, 100]


def test_what_is_quoted_in_the_other_language_says_so_once():
    def notes(language):
        words = [plain(block.words) for block in only(Paragraph, blocks(SHOWN, language=language))]
        return [one for one in words if one.startswith(("Quoted ", "Cité "))]

    assert notes("en") == ["Quoted in French, as it was said."]
    assert notes("fr") == []
