"""What is wrong with a question of the registration form as somebody writes it, and with what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from registrations.booking.questions.errors import FormQuestionError
from registrations.booking.questions.queries import content_of
from registrations.models import FormQuestion
from tournee.errors import OperationError
from tournee.questions.conditions import CHOOSING, Condition, read_condition
from tournee.questions.content import Question
from tournee.questions.editing.checking import faults_of
from tournee.questions.registry import TYPES
from tournee.questions.settings import OTHER, with_codes
from tournee.texts.languages import active_language

FIELDS = ("label_fr", "label_en", "help_fr", "help_en", "required", "asked_of", "stop", "settings", "shown_if")
_FIXED = ("asked_of", "stop")  # what an answer was given to


def faults_of_question(question: FormQuestion, values: Mapping[str, Any]) -> Iterator[OperationError]:
    """What is wrong with `values` for a question of its tour and kind, saved or not."""
    at = {name: values[name] if name in values else getattr(question, name) for name in FIELDS}
    wrong = list(faults_of(question.kind, (at["label_fr"], at["label_en"]), at["settings"], error=FormQuestionError))
    yield from wrong
    if not (at["label_fr"] or "").strip() and (at["label_en"] or "").strip():
        said = _("Write the question in French too: it is what is shown where there is no English.")
        yield FormQuestionError(said, code="no_french", field="label_fr")
    if at["stop"] is not None and at["stop"].tour_id != question.tour_id:
        yield FormQuestionError(_("This stop is of another tour."), code="other_tour", field="stop")
    changes = question.pk and any(at[name] != getattr(question, name) for name in _FIXED)
    if changes and question.answers.exists():
        said = _("This was answered already. Withdraw it and add another one to ask it elsewhere, or of somebody else.")
        yield FormQuestionError(said, code="answered", field="asked_of")
    yield from faults_of_condition(question, at["shown_if"], at)
    if question.pk and question.kind in CHOOSING and not wrong:
        yield from _faults_of_followers(question, at)


def faults_of_condition(
    question: FormQuestion, shown_if: Any, at: Mapping[str, Any] | None = None
) -> Iterator[OperationError]:
    """Whether what it follows from is asked earlier, of the same people and at the same stops, with such choices."""
    if not shown_if:
        return
    try:
        condition = read_condition(shown_if)
    except (KeyError, TypeError):
        condition = None
    earlier = decisive(question).get(condition.question) if condition else None
    if condition is None or earlier is None or not set(condition.choices) <= codes_of(content_of(earlier)):
        said = _("Choose answers of one question that is asked before this one.")
        yield FormQuestionError(said, code="condition", field="shown_if")
        return
    asked = at or {"asked_of": question.asked_of, "stop": question.stop}
    of_each = earlier.asked_of == FormQuestion.AskedOf.ATTENDEE
    if of_each and asked["asked_of"] == FormQuestion.AskedOf.REGISTRATION:
        said = _("What is asked once a registration cannot follow from what each person answers.")
        yield FormQuestionError(said, code="condition", field="shown_if")
    if earlier.stop_id and earlier.stop_id != (asked["stop"].pk if asked["stop"] else None):
        said = _("The question it follows from is asked at one stop only: ask this one there too.")
        yield FormQuestionError(said, code="condition", field="shown_if")


def _faults_of_followers(question: FormQuestion, at: Mapping[str, Any]) -> Iterator[OperationError]:
    """Whether those that follow from this one still can, once it is as `at` says."""
    settings = with_codes(at["settings"], TYPES[question.kind].settings)
    codes = codes_of(Question(question.code, question.kind, {}, settings=settings))
    before, stop = content_of(question), at["stop"].pk if at["stop"] else None
    for other, condition in followers(question):
        gone = [code for code in condition.choices if code not in codes]
        if gone:
            words = {choice.code: choice.said(active_language()) for choice in before.choices()}
            said = _("“%(other)s” is asked only of those who answered “%(choices)s” here. Change that first.")
            named = ", ".join(words.get(code) or str(_("another answer")) for code in gone)
            field = OTHER if gone == [OTHER] else "choices"
            yield FormQuestionError(said % {"other": other, "choices": named}, code="followed", field=field)
        once = other.asked_of == FormQuestion.AskedOf.REGISTRATION
        if once and at["asked_of"] == FormQuestion.AskedOf.ATTENDEE:
            said = _("“%(other)s” follows from this one and is asked once a registration. Change that first.")
            yield FormQuestionError(said % {"other": other}, code="followed", field="asked_of")
        if stop and other.stop_id != stop:
            said = _("“%(other)s” follows from this one and is asked elsewhere too. Change that first.")
            yield FormQuestionError(said % {"other": other}, code="followed", field="stop")


def followers(question: FormQuestion) -> Iterator[tuple[FormQuestion, Condition]]:
    """The questions that are asked according to what is answered to this one. One query."""
    for other in question.tour.form_questions.filter(withdrawn_at=None).exclude(pk=question.pk):
        condition = read_condition(other.shown_if)
        if condition and condition.question == question.code:
            yield other, condition


def decisive(question: FormQuestion) -> dict[str, FormQuestion]:
    """The questions asked before this one from whose answers it may follow, by code. One query."""
    before = question.tour.form_questions.filter(kind__in=CHOOSING, withdrawn_at=None)
    if question.pk and question.withdrawn_at is None:
        before = before.filter(position__lt=question.position)
    return {one.code: one for one in before.exclude(pk=question.pk).order_by("position", "pk")}


def codes_of(asked: Question) -> set[str]:
    """The codes that may be chosen in answer to it."""
    return {choice.code for choice in asked.choices()} | ({OTHER} if asked.settings.get(OTHER) else set())
