"""The questions of a questionnaire: adding, editing, moving, removing them; how they get their codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from events.planning.operations.changing import changes_a_tour
from surveys.models import Question, Section
from surveys.questionnaires.errors import QuestionnaireError
from surveys.questionnaires.operations.sections import lock
from surveys.questionnaires.queries import frozen_codes
from tournee.accounts.models import User
from tournee.errors import OperationError, raise_first
from tournee.history.operations import record, save_changes
from tournee.ordering.rows import Way, moved_in, number_rows, position_after
from tournee.questions.editing.checking import faults_of, new_code
from tournee.questions.registry import TYPES
from tournee.questions.settings import with_codes

FIELDS = ("label_fr", "label_en", "help_fr", "help_en", "required", "settings", "skill")
MOST_QUESTIONS = 100


@changes_a_tour
def add_question(section: Section, kind: str, values: Mapping[str, Any], *, actor: User | None) -> Question:
    """A question of that `kind` at the end of `section`; its code is made of its label, those of choices of theirs.

    What is missing in one language may still be; raises QuestionnaireError and SettingsError for what is wrong.
    """
    raise_first(faults_of_question(kind, values))
    lock(section.questionnaire)
    if section.questionnaire.questions.count() >= MOST_QUESTIONS:
        said = _("A questionnaire has %(most)s questions at most.") % {"most": MOST_QUESTIONS}
        raise QuestionnaireError(said, code="too_many_questions")
    question = Question(section=section, questionnaire=section.questionnaire, kind=kind)
    for name in FIELDS:
        if name in values:
            setattr(question, name, values[name])
    question.settings = with_codes(question.settings, TYPES[kind].settings)
    question.code = _code_for(question, frozen_codes(section.questionnaire))
    question.position = position_after(section.questions.all())
    question.save()
    record("question.add", question, actor=actor)
    return question


@changes_a_tour
def edit_question(
    question: Question, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Question:
    """Change it; its code follows its label until it was frozen. Its kind stays.

    Raises QuestionnaireError, SettingsError, StaleVersion, TourArchived.
    """
    fields = {name: values[name] for name in FIELDS if name in values}
    raise_first(faults_of_question(question.kind, fields, question))
    if "settings" in fields:
        fields["settings"] = with_codes(fields["settings"], TYPES[question.kind].settings)
    lock(question.questionnaire)
    changed = save_changes(question, fields, expected_version=expected_version, actor=actor, action="question.edit")
    frozen = frozen_codes(question.questionnaire) if {"label_fr", "label_en"} & changed.keys() else {question.code}
    if question.code not in frozen:
        question.code = _code_for(question, frozen)
        Question.objects.filter(pk=question.pk).update(code=question.code)
    return question


@changes_a_tour
def move_question(question: Question, by: Way, *, actor: User | None) -> Question:
    """One place up or down; past the edge of its page onto the page beyond, as far as there is one."""
    lock(question.questionnaire)
    question.refresh_from_db(fields=["section", "position"])
    rows = list(question.section.questions.order_by("position", "pk"))
    moved = moved_in(rows, question, by)
    if moved != rows:
        number_rows(moved)
    elif not _moved_beyond(question, by):
        return question
    question.refresh_from_db()
    record("question.move", question, actor=actor)
    return question


def _moved_beyond(question: Question, by: Way) -> bool:
    """Whether there was a page before or after, to whose end or beginning the question now belongs."""
    sections = list(question.questionnaire.sections.order_by("position", "pk"))
    to = next(index for index, each in enumerate(sections) if each.pk == question.section_id) + by
    if not 0 <= to < len(sections):
        return False
    there = list(sections[to].questions.order_by("position", "pk"))
    Question.objects.filter(pk=question.pk).update(section=sections[to], version=F("version") + 1)
    number_rows([*there, question] if by < 0 else [question, *there])
    return True


@changes_a_tour
def remove_question(question: Question, *, actor: User | None) -> None:
    """Take it out; versions that were frozen keep it, with its code and its answers."""
    lost = (str(question), "")
    record("question.remove", question.questionnaire, actor=actor, changes={"question": lost})
    question.delete()


def faults_of_question(
    kind: str, values: Mapping[str, Any], question: Question | None = None
) -> Iterator[OperationError]:
    """What is wrong with `values` whatever else is still missing: no such kind, nothing asked, settings it refuses."""
    at = {name: values.get(name, getattr(question or Question(), name)) for name in FIELDS}
    yield from faults_of(kind, (at["label_fr"], at["label_en"]), at["settings"], error=QuestionnaireError)


def _code_for(question: Question, frozen: set[str]) -> str:
    """A code made of the label that no question of the questionnaire has or, once frozen, had."""
    others = Question.objects.filter(questionnaire=question.questionnaire_id).exclude(pk=question.pk)
    return new_code(
        (question.label_fr, question.label_en), question.settings, kind=question.kind,
        taken={*others.values_list("code", flat=True), *frozen},
    )  # fmt: skip
