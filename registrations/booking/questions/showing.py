"""The questions on the page where they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registrations.booking.questions.queries import content_of
from registrations.models import FormQuestion
from tournee.questions.conditions import read_condition
from tournee.questions.registry import TYPES
from tournee.questions.telling import choices_in_one_line
from tournee.texts.languages import active_language


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question in the list: the words of its type, its answers in one line, when it is asked, where it can move."""

    question: FormQuestion
    number: int
    kind: str
    answers: str
    follows: str
    first: bool
    last: bool


def written(questions: Sequence[FormQuestion]) -> list[WrittenQuestion]:
    """The questions in order, in the reader's language; no query."""
    language = active_language()
    by_code = {one.code: one for one in questions}
    rows = []
    for number, one in enumerate(questions, 1):
        asked = content_of(one)
        kind, answers = str(TYPES[one.kind].name), choices_in_one_line(asked, language)
        follows = _follows(one, by_code, language)
        rows.append(WrittenQuestion(one, number, kind, answers, follows, number == 1, number == len(questions)))
    return rows


def _follows(question: FormQuestion, by_code: dict[str, FormQuestion], language: str) -> str:
    """“only after “Do you eat with us?”: yes”; empty for a question that is always asked."""
    condition = read_condition(question.shown_if)
    earlier = by_code.get(condition.question) if condition else None
    if condition is None or earlier is None:
        return ""
    said = {choice.code: choice.said(language) for choice in content_of(earlier).choices()}
    chosen = " / ".join(said.get(code) or _("another answer") for code in condition.choices)
    return _("only after “%(question)s”: %(answers)s") % {"question": earlier, "answers": chosen}
