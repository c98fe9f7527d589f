"""Several people at once: one version is frozen, no two questions have one code, and none loses its place."""

import pytest

from surveys.models import Question, Questionnaire, QuestionnaireVersion, Section
from surveys.questionnaires.operations import add_question, freeze, move_question
from tests.racing import race
from tests.surveys.factories import QuestionFactory, SectionFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.races,
    pytest.mark.xdist_group("races"),
]
PEOPLE = 8


def test_frozen_by_several_at_once_it_has_one_version() -> None:
    questionnaire = QuestionFactory().questionnaire

    frozen = race([lambda: freeze(Questionnaire.objects.get(pk=questionnaire.pk), None)] * PEOPLE)

    assert {version.number for version in frozen} == {1}
    assert QuestionnaireVersion.objects.count() == 1


def test_questions_added_at_once_have_codes_and_places_of_their_own() -> None:
    section = SectionFactory()

    def add() -> Question:
        return add_question(Section.objects.get(pk=section.pk), "text", {"label_fr": "Pourquoi ?"}, actor=None)

    added = race([add] * PEOPLE)

    assert len({question.code for question in added}) == PEOPLE
    assert sorted(question.position for question in added) == list(range(1, PEOPLE + 1))


def test_questions_moved_at_once_keep_one_order() -> None:
    section = SectionFactory()
    questions = QuestionFactory.create_batch(PEOPLE, section=section)

    race([lambda each=each: move_question(Question.objects.get(pk=each.pk), -1, actor=None) for each in questions])

    assert sorted(section.questions.values_list("position", flat=True)) == list(range(1, PEOPLE + 1))
