"""Freezing: what people answer never changes under them, and nothing half-written is asked of anybody."""

from typing import Any

import pytest

from surveys.models import Question, Questionnaire, QuestionnaireVersion
from surveys.questionnaires.errors import NotReady
from surveys.questionnaires.operations import add_question, edit_question, freeze, remove_question
from tests.surveys.factories import (
    FrameworkVersionFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
    SkillFactory,
)
from tournee.history.models import HistoryEntry
from tournee.questions.content import read

pytestmark = pytest.mark.django_db
CHOICES = [{"code": "a", "fr": "Oui", "en": "Yes"}, {"code": "b", "fr": "Non", "en": "No"}]


def ready(**columns: Any) -> Questionnaire:
    """A questionnaire of one page and one question that can be sent."""
    questionnaire = QuestionnaireFactory(**columns)
    QuestionFactory(section=SectionFactory(questionnaire=questionnaire), code="q")
    return questionnaire


def missing(questionnaire: Questionnaire) -> list[str]:
    with pytest.raises(NotReady) as refused:
        freeze(questionnaire, None)
    assert not questionnaire.versions.exists()
    return refused.value.missing


def test_a_version_says_all_that_is_asked_in_each_language() -> None:
    questionnaire = ready()
    skill = SkillFactory(code="S1", framework_version=FrameworkVersionFactory())
    QuestionFactory(
        section=questionnaire.sections.get(), kind="single", required=True, settings={"choices": CHOICES}, skill=skill,
        label_fr="Alors ?", label_en="Well?", help_fr="Un mot.", help_en="A word.", code="alors",
    )  # fmt: skip

    version = freeze(questionnaire, None)

    content = read(version.content)
    assert content.languages == ("fr", "en")
    assert content.title == {"fr": "Après l’étape", "en": "After the stop"}
    asked = content.questions()[1]
    assert (asked.code, asked.kind, asked.required, asked.skill) == ("alors", "single", True, "S1")
    assert (asked.label["en"], asked.help["fr"]) == ("Well?", "Un mot.")
    assert [choice.said("en") for choice in asked.choices()] == ["Yes", "No"]
    assert version.number == 1


def test_a_skill_is_kept_with_its_framework_and_version_for_codes_come_back() -> None:
    for slug, number in (("metiers", 1), ("metiers-bis", 4)):
        questionnaire = ready()
        version = FrameworkVersionFactory(framework__slug=slug, number=number)
        skill = SkillFactory(code="S1", framework_version=version)
        QuestionFactory(section=questionnaire.sections.get(), code="about", skill=skill)

        bare, about = read(freeze(questionnaire, None).content).questions()

        assert (about.framework, about.skill) == (f"{slug}@{number}", "S1")
        assert (bare.framework, bare.skill) == ("", "")


def test_what_was_frozen_with_a_code_alone_is_read_still() -> None:
    row = {"code": "q", "kind": "text", "label": {"fr": "Alors ?"}, "skill": "S1"}

    (asked,) = read({"sections": [{"questions": [row]}]}).questions()

    assert (asked.skill, asked.framework) == ("S1", "")


def test_freezing_what_has_not_changed_gives_the_version_there_is() -> None:
    questionnaire = ready()

    assert freeze(questionnaire, None) == freeze(Questionnaire.objects.get(), actor=None)
    assert QuestionnaireVersion.objects.count() == 1
    assert HistoryEntry.objects.filter(action="questionnaire.freeze").count() == 1


def test_a_questionnaire_in_use_may_be_edited_and_makes_a_new_version() -> None:
    questionnaire = ready()
    first = freeze(questionnaire, None)

    edit_question(Question.objects.get(), {"label_fr": "Autrement ?"}, expected_version=None, actor=None)
    second = freeze(questionnaire, None)

    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert first.content != second.content


def test_going_back_to_what_was_asked_before_gives_that_version_again() -> None:
    questionnaire = ready()
    question = Question.objects.get()
    before = question.label_fr
    first = freeze(questionnaire, None)
    edit_question(question, {"label_fr": "Autrement ?"}, expected_version=None, actor=None)
    freeze(questionnaire, None)
    edit_question(question, {"label_fr": before}, expected_version=None, actor=None)

    assert freeze(questionnaire, None) == first


def test_the_fingerprint_knows_order_and_nothing_of_how_json_is_written() -> None:
    questionnaire = ready()
    section = questionnaire.sections.get()
    QuestionFactory(section=section, position=200)
    first = freeze(questionnaire, None)
    section.questions.filter(position=200).update(position=1)

    assert freeze(questionnaire, None).fingerprint != first.fingerprint
    assert len(first.fingerprint) == 64


def test_a_code_follows_its_label_until_it_is_frozen() -> None:
    questionnaire = QuestionnaireFactory()
    section = SectionFactory(questionnaire=questionnaire)
    question = add_question(section, "text", {"label_fr": "Pourquoi ?", "label_en": "Why?"}, actor=None)
    assert question.code == "pourquoi"
    edit_question(question, {"label_fr": "Avec qui ?"}, expected_version=None, actor=None)
    assert question.code == "avec_qui"

    freeze(questionnaire, None)
    edit_question(question, {"label_fr": "Et pour qui ?"}, expected_version=None, actor=None)

    question.refresh_from_db()
    assert question.code == "avec_qui"


def test_the_code_of_a_question_that_was_asked_is_given_to_no_other() -> None:
    questionnaire = QuestionnaireFactory()
    section = SectionFactory(questionnaire=questionnaire)
    words = {"label_fr": "Pourquoi ?", "label_en": "Why?"}
    asked = add_question(section, "text", words, actor=None)
    freeze(questionnaire, None)
    remove_question(asked, actor=None)

    assert add_question(section, "number", words, actor=None).code == "pourquoi_2"


def test_everything_that_is_missing_is_said_at_once_naming_the_question() -> None:
    questionnaire = ready(title_en="")
    section = questionnaire.sections.get()
    QuestionFactory(section=section, label_fr="Combien ?", label_en="")
    QuestionFactory(section=section, kind="single", label_fr="Lequel ?", settings={"choices": CHOICES[:1]})

    said = missing(questionnaire)

    assert len(said) == 3
    assert "English" in said[0]
    assert "Combien ?" in said[1]
    assert "Lequel ?" in said[2]


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("single", {"choices": [{"code": "a", "fr": "Oui"}, {"code": "b", "fr": "Non", "en": "No"}]}),
        ("likert", {"items": [{"code": "a", "fr": "Le prix"}], "levels": CHOICES}),
        ("number", {"unit": {"fr": "km"}}),
        ("sentence", {"before": {"fr": "J’irais"}}),
        ("single", {"choices": CHOICES, "colour": "red"}),
    ],
)
def test_a_second_language_is_wanted_only_where_it_is_offered(kind: str, settings: dict[str, Any]) -> None:
    questionnaire = ready()
    question = QuestionFactory(section=questionnaire.sections.get(), kind=kind, settings=settings, label_fr="Quoi ?")

    assert "Quoi ?" in missing(questionnaire)[0]
    if "colour" in settings:
        return
    Questionnaire.objects.update(in_english=False, title_en="")
    Question.objects.filter(pk=question.pk).update(label_en="")
    assert freeze(questionnaire, None).content["languages"] == ["fr"]


def test_an_english_questionnaire_needs_no_french() -> None:
    questionnaire = ready(in_french=False, title_fr="")
    Question.objects.update(label_fr="")

    assert freeze(questionnaire, None).content["title"] == {"en": "After the stop"}


def test_nothing_is_asked_where_there_is_no_question() -> None:
    questionnaire = QuestionnaireFactory()
    SectionFactory(questionnaire=questionnaire)

    assert len(missing(questionnaire)) == 1


def test_an_empty_page_among_others_is_named() -> None:
    questionnaire = ready()
    SectionFactory(questionnaire=questionnaire, position=200)

    assert "2" in missing(questionnaire)[0]


def test_a_help_text_is_wanted_in_each_language_or_in_none() -> None:
    questionnaire = ready()
    Question.objects.update(help_fr="Un ordre de grandeur.")

    assert len(missing(questionnaire)) == 1


@pytest.mark.parametrize("questions", [1, 3])
def test_freezing_asks_as_much_of_the_database_for_many_questions(
    questions: int, django_assert_num_queries: Any
) -> None:
    questionnaire = QuestionnaireFactory()
    for _page in range(questions):
        QuestionFactory.create_batch(questions, section=SectionFactory(questionnaire=questionnaire))
    freeze(questionnaire, None)

    with django_assert_num_queries(9):
        freeze(questionnaire, None)
