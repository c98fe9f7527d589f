"""Reading the organiser's own questions, and what was answered to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from events.models import Stop, Tour
from registrations.models import Attendee, FormAnswer, FormQuestion, Registration
from tournee.database.asked import Asked
from tournee.questions.conditions import read_condition
from tournee.questions.content import Question
from tournee.questions.stored import in_words, rows_of
from tournee.questions.within import Conditional
from tournee.texts.languages import active_language

_COLUMNS = (
    "pk", "asked_of", "code", "kind", "label_fr", "label_en", "help_fr", "help_en", "required", "settings", "shown_if",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnQuestions:
    """What a stop asks beside its usual questions: once a registration, and once a person."""

    of_registration: tuple[Conditional, ...] = ()
    of_attendee: tuple[Conditional, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.of_registration or self.of_attendee)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer in words; `attendee` is whose it is, None for one of the whole registration."""

    question: str
    answer: str
    attendee: Attendee | None
    pk: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """How many questions have no answer: of those asked of `attendee`, or (None) once of the party."""

    attendee: Attendee | None
    count: int


def _asked(*row: Any) -> tuple[str, Conditional]:
    pk, asked_of, code, kind, label_fr, label_en, help_fr, help_en, required, settings, shown_if = row
    question = Question(
        code, kind, {"fr": label_fr, "en": label_en}, {"fr": help_fr, "en": help_en}, required, settings=settings
    )
    return asked_of, Conditional(pk, question, read_condition(shown_if))


_asked_at = Asked(
    _asked,
    lambda tour, stop: (
        FormQuestion.objects.filter(Q(stop=None) | Q(stop=stop), tour=tour, withdrawn_at=None)
        .order_by("position", "pk")
        .values_list(*_COLUMNS)
    ),
    *(int, int),
)


def questions_of(stop: Stop) -> OwnQuestions:
    """What the stop asks of whoever registers, in order: the questions of its tour, and its own. One query."""
    return _sorted(_asked_at(stop.tour_id, stop.pk))


def as_asked(questions: Collection[FormQuestion]) -> OwnQuestions:
    """Those questions as a form asks them. No query."""
    return _sorted([_asked(*(getattr(one, name) for name in _COLUMNS)) for one in questions])


def _sorted(rows: Collection[tuple[str, Conditional]]) -> OwnQuestions:
    once = FormQuestion.AskedOf.REGISTRATION
    return OwnQuestions(
        tuple(one for asked_of, one in rows if asked_of == once),
        tuple(one for asked_of, one in rows if asked_of != once),
    )


def asked_of_each(stop: Stop, registration: Registration) -> OwnQuestions:
    """What is asked of one more person of the party, or of one again: its own answers decide about some. Two queries.

    What follows from an answer of the party is asked always, or not at all: that answer is not on the page.
    """
    own = questions_of(stop)
    once = {one.question.code for one in own.of_registration}
    if not any(one.condition and one.condition.question in once for one in own.of_attendee):
        return OwnQuestions(of_attendee=own.of_attendee)
    chosen = _chosen(own.of_registration, stored_answers(registration))
    settled = (_settled(one, chosen) for one in own.of_attendee)
    return OwnQuestions(of_attendee=tuple(one for one in settled if one))


def _settled(one: Conditional, chosen: Mapping[str, Collection[str]]) -> Conditional | None:
    """The question without the condition that was `chosen` for, by code; None where it was not."""
    if one.condition is None or one.condition.question not in chosen:
        return one
    return replace(one, condition=None) if one.condition.is_met(chosen[one.condition.question]) else None


def content_of(question: FormQuestion) -> Question:
    """The question as its type reads it. No query."""
    return _asked(*(getattr(question, name) for name in _COLUMNS))[1].question


def written_in(tour: Tour) -> QuerySet[FormQuestion]:
    """All questions of the tour and of its stops, those withdrawn last, each with `answered`: whether it ever was."""
    answered = Exists(FormAnswer.objects.filter(question=OuterRef("pk")))
    return FormQuestion.objects.filter(tour=tour).select_related("stop").annotate(answered=answered)


def question_at(tour: str, question: int) -> FormQuestion:
    """The question at this address, with its tour and stop; Http404."""
    found = FormQuestion.objects.select_related("tour", "stop__tour").filter(tour__slug=tour, pk=question).first()
    if found is None:
        raise Http404
    return found


def answers_of(registration: Registration) -> list[Answered]:
    """What the party answered, in the active language and in the order of the form: its own, then each person's.

    One query. Answers of people who come no longer are left out.
    """
    rows = FormAnswer.objects.filter(registration=registration).exclude(attendee__cancelled_at__isnull=False)
    found = rows.select_related("question", "attendee__person").order_by("question__position", "question_id", "pk")
    return sorted((_answered(row) for row in found), key=lambda one: one.attendee.pk if one.attendee else 0)


def _answered(row: FormAnswer) -> Answered:
    return Answered(str(row.question), _words(row), row.attendee, row.question_id)


def _words(row: FormAnswer) -> str:
    return in_words(content_of(row.question), row.value, active_language())


def unanswered_of(registration: Registration, people: Iterable[Attendee]) -> list[Unanswered]:
    """What is asked of the party and of each of these `people`, and was not answered: added since, or left out.

    Whoever has answered all is not in it. Two queries, or one where nothing is asked.
    """
    own = questions_of(registration.stop)
    if not own:
        return []
    given: dict[int | None, dict[int, Any]] = defaultdict(dict)
    rows = FormAnswer.objects.filter(registration=registration)
    for attendee, question, value in rows.values_list("attendee_id", "question_id", "value"):
        given[attendee][question] = value
    once = _chosen(own.of_registration, given[None])
    found = [Unanswered(None, _left_open(own.of_registration, given[None], once))]
    for one in people:
        chosen = {**once, **_chosen(own.of_attendee, given[one.pk])}
        found.append(Unanswered(one, _left_open(own.of_attendee, given[one.pk], chosen)))
    return [one for one in found if one.count]


def _chosen(questions: Iterable[Conditional], given: Mapping[int, Any]) -> dict[str, list[str]]:
    """What was chosen, by the question's code."""
    return {one.question.code: [row.choice for row in rows_of(given.get(one.pk))] for one in questions}


def _left_open(
    questions: Iterable[Conditional], given: Mapping[int, Any], chosen: Mapping[str, Collection[str]]
) -> int:
    """How many of the questions that these choices ask have no answer."""
    unanswered = [one.condition for one in questions if one.pk not in given]
    return sum(condition is None or condition.is_met(chosen.get(condition.question, ())) for condition in unanswered)


def answers_of_people(attendees: Collection[Attendee]) -> Mapping[int, Mapping[int, str]]:
    """What was answered, in words, by id of attendee and of question; an answer of the party is each of its people's.

    For tables and exports: one query.
    """
    by_registration: dict[int, dict[int, str]] = defaultdict(dict)
    by_attendee: dict[int, dict[int, str]] = defaultdict(dict)
    rows = FormAnswer.objects.filter(registration__in={attendee.registration_id for attendee in attendees})
    for row in rows.select_related("question"):
        if row.attendee_id is None:
            by_registration[row.registration_id][row.question_id] = _words(row)
        else:
            by_attendee[row.attendee_id][row.question_id] = _words(row)
    return {
        attendee.pk: {**by_registration[attendee.registration_id], **by_attendee[attendee.pk]} for attendee in attendees
    }


def stored_answers(registration: Registration, attendee: Attendee | None = None) -> dict[int, Any]:
    """The answers as they are stored, by id of question: of the whole registration, or of one attendee. One query."""
    rows = FormAnswer.objects.filter(registration=registration, attendee=attendee)
    return dict(rows.values_list("question_id", "value"))
