"""Writing a questionnaire: pages and questions in their order, their codes, what is refused."""

from typing import Any

import pytest
from django.utils import translation

from events.planning.errors import TourArchived
from surveys.models import Question, Questionnaire, Section
from surveys.questionnaires.errors import QuestionnaireError
from surveys.questionnaires.operations import (
    add_question,
    add_section,
    copy_questionnaire,
    create_questionnaire,
    edit_question,
    edit_questionnaire,
    freeze,
    move_question,
    move_section,
    remove_question,
    remove_questionnaire,
    remove_section,
)
from tests.events.factories import TourFactory
from tests.surveys.factories import CampaignFactory, QuestionFactory, QuestionnaireFactory, SectionFactory
from tournee.errors import OperationError
from tournee.history.models import HistoryEntry
from tournee.history.operations import StaleVersion, record
from tournee.history.queries import entries_about

pytestmark = pytest.mark.django_db
TITLE = {"title_fr": "Après l’étape", "title_en": "After the stop"}
YES_NO = [{"fr": "Oui", "en": "Yes"}, {"fr": "Non", "en": "No"}]


def codes(section: Section) -> list[str]:
    return list(section.questions.order_by("position", "pk").values_list("code", flat=True))


def page_with(questionnaire: Questionnaire, *names: str) -> Section:
    section = SectionFactory(questionnaire=questionnaire, position=questionnaire.sections.count() + 1)
    for position, name in enumerate(names, 1):
        QuestionFactory(section=section, code=name, position=position)
    return section


def test_a_new_questionnaire_has_a_page_to_write_on() -> None:
    questionnaire = create_questionnaire(TourFactory(), TITLE, actor=None)

    assert questionnaire.sections.count() == 1
    assert questionnaire.slug == "apres-l-etape"
    assert HistoryEntry.objects.get().action == "questionnaire.create"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"in_french": False, "in_english": False}, "in_french"),
        ({"title_fr": " ", "title_en": ""}, "title_fr"),
        ({"title_fr": "", "in_english": False}, "title_fr"),
        ({"title_en": "", "in_french": False}, "title_en"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 300}, "minutes"),
    ],
)
def test_what_is_wrong_is_said_of_its_field(values: dict[str, Any], field: str) -> None:
    with pytest.raises(QuestionnaireError) as refused:
        create_questionnaire(TourFactory(), {**TITLE, **values}, actor=None)

    assert refused.value.field == field
    assert not Questionnaire.objects.exists()


def test_two_people_who_edit_the_same_title_are_told() -> None:
    questionnaire = QuestionnaireFactory()
    edit_questionnaire(questionnaire, {"title_fr": "Un"}, expected_version=1, actor=None)

    with pytest.raises(StaleVersion):
        edit_questionnaire(Questionnaire.objects.get(), {"title_fr": "Deux"}, expected_version=1, actor=None)


def test_a_copy_asks_the_same_and_belongs_to_its_own_tour() -> None:
    source = QuestionnaireFactory()
    page_with(source, "a", "b")
    page_with(source, "c")
    tour = TourFactory()

    copy = copy_questionnaire(tour, source, actor=None)

    assert copy.tour == tour
    assert copy.title_fr == "Après l’étape (copie)"
    assert [codes(section) for section in copy.sections.all()] == [["a", "b"], ["c"]]
    assert source.questions.count() == 3


def test_what_was_never_sent_can_be_removed() -> None:
    questionnaire = QuestionnaireFactory()
    page_with(questionnaire, "a")

    remove_questionnaire(questionnaire, expected_version=1, actor=None)

    assert not Question.objects.exists()


@pytest.mark.parametrize("used", ["campaign", "version"])
def test_what_was_sent_stays(used: str) -> None:
    questionnaire = QuestionnaireFactory()
    page_with(questionnaire, "a")
    if used == "campaign":
        CampaignFactory(questionnaire=questionnaire)
    else:
        freeze(questionnaire, None)

    with pytest.raises(QuestionnaireError):
        remove_questionnaire(questionnaire, expected_version=None, actor=None)


def test_pages_are_moved_one_place_and_no_further_than_the_ends() -> None:
    questionnaire = QuestionnaireFactory()
    first, second = page_with(questionnaire, "a"), page_with(questionnaire, "b")

    move_section(second, -1, actor=None)
    move_section(second, -1, actor=None)

    assert list(questionnaire.sections.order_by("position")) == [second, first]
    assert HistoryEntry.objects.filter(action="section.move").count() == 1


def test_questions_are_moved_within_their_page_and_beyond_its_edge() -> None:
    questionnaire = QuestionnaireFactory()
    first, second = page_with(questionnaire, "a", "b"), page_with(questionnaire, "c", "d")
    b = Question.objects.get(code="b")

    move_question(b, 1, actor=None)
    assert (codes(first), codes(second)) == (["a"], ["b", "c", "d"])
    move_question(b, 1, actor=None)
    assert codes(second) == ["c", "b", "d"]
    for _step in range(4):
        move_question(b, -1, actor=None)
    assert (codes(first), codes(second)) == (["b", "a"], ["c", "d"])


def test_questions_that_share_a_position_can_be_moved() -> None:
    section = SectionFactory()
    first, second = (QuestionFactory(section=section, code=code, position=100) for code in "ab")

    move_question(second, -1, actor=None)

    assert codes(section) == ["b", "a"]
    assert first.section == section


def test_a_page_is_removed_with_its_questions_but_the_last() -> None:
    questionnaire = QuestionnaireFactory()
    first, second = page_with(questionnaire, "a"), page_with(questionnaire, "b")

    remove_section(second, actor=None)
    with pytest.raises(QuestionnaireError):
        remove_section(first, actor=None)

    assert list(questionnaire.questions.values_list("code", flat=True)) == ["a"]


def test_codes_are_made_of_words_and_kept() -> None:
    section = SectionFactory()
    words = {"label_fr": "Qui est venu d’abord ?", "settings": {"choices": YES_NO}}

    question = add_question(section, "single", words, actor=None)
    same = add_question(section, "single", words, actor=None)

    assert (question.code, same.code) == ("qui_est_venu_d_abord", "qui_est_venu_d_abord_2")
    assert [row["code"] for row in question.settings["choices"]] == ["oui", "non"]
    renamed = [{**question.settings["choices"][0], "fr": "Certes"}, {"fr": "Peut-être"}]
    edit_question(question, {"settings": {"choices": renamed}}, expected_version=None, actor=None)
    assert [row["code"] for row in question.settings["choices"]] == ["oui", "peut-etre"]


def test_choices_whose_words_are_alike_in_their_beginning_have_codes_of_their_own() -> None:
    rows = [{"fr": f"{'très ' * 20}{word}"} for word in ("grand", "petit")] + [{"fr": "Autre"}, {"en": "Other"}]

    question = add_question(SectionFactory(), "single", {"label_fr": "?", "settings": {"choices": rows}}, actor=None)

    found = [row["code"] for row in question.settings["choices"]]
    assert len(set(found)) == 4
    assert "other" not in found
    assert max(map(len, found)) <= 40


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("drawing", {"label_fr": "?"}, "kind"),
        ("text", {"label_fr": " "}, "label"),
        ("single", {"label_fr": "?", "settings": {"choices": YES_NO[:1]}}, "choices"),
        ("single", {"label_fr": "?", "settings": {"choices": YES_NO * 100}}, "choices"),
        ("single", {"label_fr": "?", "settings": {"choices": [{"fr": "Oui"}, {"fr": " oui "}]}}, "choices"),
        ("single", {"label_fr": "?", "settings": {"choices": "Oui"}}, "choices"),
        ("single", {"label_fr": "?", "settings": {"choices": ["Oui", "Non"]}}, "choices"),
        ("single", {"label_fr": "?", "settings": []}, "settings"),
        ("number", {"label_fr": "?", "settings": {"min": 5, "max": 1}}, "max"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(kind: str, values: dict[str, Any], field: str) -> None:
    with pytest.raises(OperationError) as refused:
        add_question(SectionFactory(), kind, values, actor=None)

    assert refused.value.field == field
    assert not Question.objects.exists()


def test_a_draft_may_lack_its_other_language() -> None:
    rows = [{"fr": "Oui"}, {"fr": "Non"}]

    assert add_question(SectionFactory(), "single", {"label_fr": "?", "settings": {"choices": rows}}, actor=None).pk


def test_there_are_no_more_pages_and_questions_than_anybody_answers() -> None:
    section = SectionFactory()
    QuestionFactory.create_batch(100, section=section)
    SectionFactory.create_batch(29, questionnaire=section.questionnaire)

    with pytest.raises(QuestionnaireError):
        add_question(section, "text", {"label_fr": "?"}, actor=None)
    with pytest.raises(QuestionnaireError):
        add_section(section.questionnaire, {}, actor=None)


def test_an_archived_tours_questionnaires_stay_as_they_are() -> None:
    questionnaire = QuestionnaireFactory(tour=TourFactory(state="archived"))
    section = page_with(questionnaire, "a")
    question = Question.objects.get()

    for change in (
        lambda: edit_questionnaire(questionnaire, TITLE, expected_version=None, actor=None),
        lambda: add_section(questionnaire, {}, actor=None),
        lambda: move_section(section, 1, actor=None),
        lambda: add_question(section, "text", {"label_fr": "?"}, actor=None),
        lambda: remove_question(question, actor=None),
        lambda: freeze(questionnaire, None),
    ):
        with pytest.raises(TourArchived):
            change()


def test_history_says_what_was_set_in_words() -> None:
    question = QuestionFactory(kind="single", settings={"choices": [{"code": "a", "fr": "Oui", "en": "Yes"}]})
    more = [{"code": "a", "fr": "Oui", "en": "Yes"}, {"code": "b", "fr": "Non", "en": "No"}]
    edit_question(question, {"settings": {"choices": more, "other": False}}, expected_version=None, actor=None)

    with translation.override("en"):
        (change,) = entries_about(question)[0].changes

    assert change.before == "Answers to choose from: Yes"
    assert change.after == "Answers to choose from: Yes, No; Respondents may write another answer: no"


def test_settings_that_history_kept_as_text_are_said_in_words_too() -> None:
    question = QuestionFactory()
    kept = "{'choices': [{'code': 'a', 'fr': 'Oui', 'en': 'Yes'}], 'other': True}"
    record("question.edit", question, actor=None, changes={"settings": ("{}", kept)})

    with translation.override("fr"):
        (change,) = entries_about(question)[0].changes

    assert "Oui" in change.after
    assert not {"{", "["} & set(change.before + change.after)
