"""The types there are."""

from __future__ import annotations

from tournee.questions.content import Question
from tournee.questions.types.base import QuestionType
from tournee.questions.types.choosing import Multiple, Single
from tournee.questions.types.likert import Likert
from tournee.questions.types.number import Number
from tournee.questions.types.words import Sentence, Text

TYPES: dict[str, QuestionType] = {
    question_type.kind: question_type
    for question_type in (Single(), Multiple(), Likert(), Number(), Text(), Sentence())
}


def type_of(question: Question) -> QuestionType:
    """The type of a question. Raises KeyError for one that was never there: a frozen version names only known ones."""
    return TYPES[question.kind]


def kinds() -> list[tuple[str, str]]:
    """Code and name of each type, for a form that adds a question."""
    return [(kind, str(question_type.name)) for kind, question_type in TYPES.items()]
