"""A section as its respondents see it: words, help, errors, what was stored, and nothing of anybody's markup."""

import dataclasses
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.tournee.questions.test_types import ANSWERS, QUESTIONS, choices
from tournee.questions.content import Question, Section
from tournee.questions.rendering import QuestionsForm
from tournee.questions.tally import Row


def every_kind(**changed: Any) -> Section:
    """A section with a question of each type, named after it."""
    questions = [
        Question(kind, kind, question.label, settings=question.settings, **changed)
        for kind, question in QUESTIONS.items()
    ]
    return Section({"fr": "Vous", "en": "You"}, tuple(questions))


def posted(**answers: Any) -> dict[str, Any]:
    return {f"q-{name}": value for name, value in answers.items()}


EVERY_ANSWER = posted(
    **{name.replace("q", kind, 1): value for kind, answer in ANSWERS.items() for name, value in answer.items()}
)


def shown(form: QuestionsForm) -> str:
    with translation.override(form.language):
        return render_to_string("tournee/questions/questions.html", {"form": form})


@pytest.mark.parametrize(("language", "word"), [("fr", "La question ?"), ("en", "The question?")])
def test_every_question_is_shown_in_the_respondents_language(language: str, word: str) -> None:
    page = shown(QuestionsForm(every_kind(), language))

    assert page.count(word) == len(QUESTIONS)
    assert f'lang="{language}"' in page


def test_all_answers_of_a_section_are_read_as_rows() -> None:
    form = QuestionsForm(every_kind(), "fr", EVERY_ANSWER)

    assert form.is_valid(), form.errors
    assert form.rows["multiple"] == [Row(choice="a"), Row(choice="c")]
    assert all(form.rows.values())


def test_what_was_stored_is_shown_again() -> None:
    rows = QuestionsForm(every_kind(), "fr", EVERY_ANSWER)
    assert rows.is_valid()

    again = shown(QuestionsForm(every_kind(), "fr", rows_by_question=rows.rows))

    assert again.count("checked") == 1 + 2 + 2
    assert 'value="12"' in again
    assert "plus loin" in again


def test_a_question_no_longer_answered_has_no_row() -> None:
    form = QuestionsForm(every_kind(), "fr", {})

    assert form.is_valid()
    assert form.rows == {kind: [] for kind in QUESTIONS}


def test_a_refusal_stands_beside_its_question() -> None:
    page = shown(QuestionsForm(every_kind(), "en", posted(number="many")))

    assert 'id="id_q-number_error"' in page


def test_what_is_required_is_said_once_for_a_whole_scale() -> None:
    section = Section({}, (every_kind(required=True).questions[2],))

    assert shown(QuestionsForm(section, "en")).count("required") == 1 + 2 * 3  # the word, and each radio button


@pytest.mark.parametrize("kind", QUESTIONS)
def test_markup_in_what_an_organiser_writes_stays_text(kind: str) -> None:
    evil = "<script>alert(1)</script>"
    settings = {**QUESTIONS[kind].settings}
    for name in ("choices", "items", "levels"):
        if name in settings:
            settings[name] = [{"code": "a", "fr": evil, "en": evil}, *choices("b", "c")]
    question = Question("q", kind, {"fr": evil}, help={"fr": evil}, settings=settings)

    page = shown(QuestionsForm(Section({}, (question,)), "fr"))

    assert "<script>" not in page
    assert "&amp;lt;" not in page


@pytest.mark.parametrize(
    ("answer", "rows"),
    [
        ({"q": "a"}, [Row(choice="a")]),
        ({"q": "", "q-other": "un voisin"}, [Row(choice="other", text="un voisin")]),
        ({"q": "other", "q-other": ""}, [Row(choice="other")]),
    ],
)
def test_words_for_another_answer_choose_it(answer: dict[str, str], rows: list[Row]) -> None:
    form = QuestionsForm(Section({}, (QUESTIONS["single"],)), "fr", posted(**answer))

    assert form.is_valid(), form.errors
    assert form.rows["q"] == rows


def test_words_for_another_answer_beside_a_chosen_one_are_not_lost_in_silence() -> None:
    form = QuestionsForm(Section({}, (QUESTIONS["single"],)), "fr", posted(**{"q": "a", "q-other": "un voisin"}))

    assert list(form.errors) == ["q-other"]


def test_words_for_another_answer_tick_it_beside_the_others_as_far_as_the_limit() -> None:
    many = Question("q", "multiple", {"fr": "?"}, settings={"choices": choices("a", "b"), "other": True, "max": 2})

    one = QuestionsForm(Section({}, (many,)), "fr", posted(**{"q": ["a"], "q-other": "un voisin"}))
    two = QuestionsForm(Section({}, (many,)), "fr", posted(**{"q": ["a", "b"], "q-other": "un voisin"}))

    assert one.is_valid()
    assert one.rows["q"] == [Row(choice="a"), Row(choice="other", text="un voisin")]
    assert list(two.errors) == ["q-other"]


def test_a_limit_is_told_before_one_runs_into_it() -> None:
    with translation.override("en"):
        page = shown(QuestionsForm(Section({}, (QUESTIONS["multiple"],)), "en"))

    assert "Tick 2 at most." in page


@pytest.mark.parametrize(("typed", "stored"), [("1 200", "1200"), ("1\u202f200", "1200"), ("0", "0")])
def test_thousands_may_be_typed_with_spaces(typed: str, stored: str) -> None:
    question = Question("q", "number", {"fr": "?"}, settings={"min": 0, "max": None})

    form = QuestionsForm(Section({}, (question,)), "fr", posted(q=typed))

    assert form.is_valid(), form.errors
    assert str(form.rows["q"][0].number) == stored


def test_a_number_longer_than_what_can_be_kept_is_refused() -> None:
    question = Question("q", "number", {"fr": "?"}, settings={"max": None, "decimals": None})

    assert not QuestionsForm(Section({}, (question,)), "fr", posted(q="1" * 16)).is_valid()


@pytest.mark.parametrize("kind", ["text", "sentence"])
def test_marks_that_would_reorder_what_is_printed_are_not_kept(kind: str) -> None:
    form = QuestionsForm(every_kind(), "fr", posted(**{kind: "un \u202emot\u2069"}))

    assert form.is_valid()
    assert form.rows[kind] == [Row(text="un mot")]


def test_nothing_but_such_marks_is_no_answer() -> None:
    form = QuestionsForm(every_kind(required=True), "fr", EVERY_ANSWER | posted(text="\u202e \u2066"))

    assert "text" in form.errors


def test_a_choice_that_need_not_be_made_can_be_taken_back() -> None:
    section = Section({}, (QUESTIONS["single"],))
    code = QUESTIONS["single"].code
    ticked = QUESTIONS["single"].choices()[0].code

    page = shown(QuestionsForm(section, "en", rows_by_question={code: [Row(choice=ticked)]}))
    taken_back = QuestionsForm(section, "en", {f"q-{code}": ""})

    assert "No answer" in page
    assert taken_back.is_valid()
    assert taken_back.rows == {code: []}


def test_a_choice_that_must_be_made_offers_no_way_round_it() -> None:
    required = dataclasses.replace(QUESTIONS["single"], required=True)

    assert "No answer" not in shown(QuestionsForm(Section({}, (required,)), "en"))


def test_no_answer_is_not_ticked_for_somebody_who_has_not_answered_yet() -> None:
    assert "checked" not in shown(QuestionsForm(Section({}, (QUESTIONS["single"],)), "en"))
