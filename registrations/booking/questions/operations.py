"""Writing the questions of the registration form, and changing what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.planning.operations.changing import changes_a_tour
from registrations.booking.questions.checking import FIELDS, faults_of_condition, faults_of_question, followers
from registrations.booking.questions.errors import FormQuestionError
from registrations.models import Attendee, FormAnswer, FormQuestion, Registration
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes
from tournee.ordering.rows import Way, moved_in, number_rows, position_after
from tournee.questions.conditions import read_condition
from tournee.questions.editing.checking import new_code
from tournee.questions.registry import TYPES
from tournee.questions.settings import with_codes
from tournee.questions.stored import Value

MOST_QUESTIONS = 30


@changes_a_tour
def add_question(tour: Tour, kind: str, values: Mapping[str, Any], *, actor: User | None) -> FormQuestion:
    """A question of that `kind` after the others; its code is made of its label. Raises FormQuestionError."""
    _lock(tour)
    question = FormQuestion(tour=tour, kind=kind)
    raise_first(faults_of_question(question, values))
    if tour.form_questions.filter(withdrawn_at=None).count() >= MOST_QUESTIONS:
        said = _("A form asks at most %(most)s questions of one’s own. Withdraw one first.") % {"most": MOST_QUESTIONS}
        raise FormQuestionError(said, code="too_many_questions")
    for name in FIELDS:
        if name in values:
            setattr(question, name, values[name])
    question.settings = with_codes(question.settings, TYPES[kind].settings)
    taken = set(tour.form_questions.values_list("code", flat=True))
    question.code = new_code((question.label_fr, question.label_en), question.settings, kind=kind, taken=taken)
    question.position = position_after(tour.form_questions.all())
    question.save()
    record("form_question.add", question, actor=actor)
    return question


@changes_a_tour
def edit_question(
    question: FormQuestion, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> FormQuestion:
    """Change it; its code and its kind stay. Raises FormQuestionError, SettingsError, StaleVersion, TourArchived."""
    _lock(question.tour)
    fields = {name: values[name] for name in FIELDS if name in values}
    raise_first(faults_of_question(question, fields))
    if "settings" in fields:
        fields["settings"] = with_codes(fields["settings"], TYPES[question.kind].settings)
    save_changes(question, fields, expected_version=expected_version, actor=actor, action="form_question.edit")
    return question


@changes_a_tour
def move_question(question: FormQuestion, by: Way, *, actor: User | None) -> FormQuestion:
    """One place up or down. Raises FormQuestionError where it would come before the question that it follows from."""
    _lock(question.tour)
    rows = list(question.tour.form_questions.filter(withdrawn_at=None).order_by("position", "pk"))
    moved = moved_in(rows, question, by)
    if moved == rows:
        return question
    places = {row.code: place for place, row in enumerate(moved)}
    for row in moved:
        condition = read_condition(row.shown_if)
        if condition and places.get(condition.question, -1) > places[row.code]:
            said = _("A question stays after the one whose answer decides whether it is asked.")
            raise FormQuestionError(said, code="before_its_condition")
    number_rows(moved)
    question.refresh_from_db()
    record("form_question.move", question, actor=actor)
    return question


@changes_a_tour
def withdraw_question(question: FormQuestion, *, actor: User | None) -> FormQuestion:
    """Ask it no more; what was answered stays. Raises FormQuestionError while another question follows from it."""
    _lock(question.tour)
    for other, _condition in followers(question):
        said = _("“%(other)s” is asked only after this one. Withdraw that first, or let it always be asked.")
        raise FormQuestionError(said % {"other": other}, code="followed")
    return _set_withdrawn(question, timezone.now(), "form_question.withdraw", actor)


@changes_a_tour
def restore_question(question: FormQuestion, *, actor: User | None) -> FormQuestion:
    """Ask it again, at the end. Raises FormQuestionError where what it follows from is withdrawn."""
    _lock(question.tour)
    raise_first(faults_of_condition(question, question.shown_if))
    question.position = position_after(question.tour.form_questions.filter(withdrawn_at=None))
    FormQuestion.objects.filter(pk=question.pk).update(position=question.position)
    return _set_withdrawn(question, None, "form_question.restore", actor)


def _set_withdrawn(question: FormQuestion, at: Any, action: str, actor: User | None) -> FormQuestion:
    if (question.withdrawn_at is None) != (at is None):
        save_changes(question, {"withdrawn_at": at}, expected_version=None, actor=actor, action=action)
    return question


def change_answers(
    registration: Registration, attendee: Attendee | None, answers: Mapping[int, Value], *, actor: User | None = None
) -> None:
    """Put `answers` (by id of question) in the place of those of the registration, or of one of its people.

    Answers to questions that are asked no more stay.
    """
    with transaction.atomic():
        standing = FormAnswer.objects.filter(registration=registration, attendee=attendee)
        before = dict(standing.select_for_update().values_list("question_id", "value"))
        asked = {pk: value for pk, value in before.items() if pk in answers}
        if asked == {pk: value for pk, value in answers.items() if value}:
            return
        standing.filter(question__in=list(answers)).delete()
        FormAnswer.objects.bulk_create(
            FormAnswer(question_id=pk, registration=registration, attendee=attendee, value=value)
            for pk, value in answers.items()
            if value
        )
        record("registration.answers", registration, actor=actor)


def _lock(tour: Tour) -> None:
    """Nobody else writes, moves or withdraws a question of it until this transaction ends."""
    Tour.objects.select_for_update(of=("self",), no_key=True).filter(pk=tour.pk).first()
