"""A questionnaire on the page where it is written, and as its respondents will see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.models import Question, Questionnaire, Section
from surveys.questionnaires.content import content_of
from tournee.questions.content import Question as Asked
from tournee.questions.content import read, said
from tournee.questions.registry import TYPES
from tournee.questions.rendering import QuestionsForm
from tournee.questions.telling import choices_in_one_line
from tournee.texts.languages import active_language


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question in the editor: its number, the words of its type, its answers in one line, where it can move."""

    question: Question
    number: int
    label: str
    kind: str
    answers: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A section in the editor."""

    section: Section
    number: int
    questions: list[WrittenQuestion]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class PreviewedPage:
    """A section as respondents see it."""

    title: str
    form: QuestionsForm


@dataclass(frozen=True, slots=True)
class Preview:
    """A whole questionnaire as respondents see it, in one language."""

    title: str
    intro: str
    thanks: str
    pages: list[PreviewedPage]


def written(sections: Sequence[Section]) -> list[WrittenPage]:
    """All pages of a questionnaire (`queries.sections_of`) with their questions, in the reader's language; no query."""
    language = active_language()
    pages, number = [], 0
    for place, section in enumerate(sections, 1):
        rows = list(section.questions.all())
        questions = [
            _written(
                row, number + at, language, first=place == at == 1, last=place == len(sections) and at == len(rows)
            )
            for at, row in enumerate(rows, 1)
        ]
        number += len(rows)
        pages.append(WrittenPage(section, place, questions, place == 1, place == len(sections)))
    return pages


def _written(question: Question, number: int, language: str, *, first: bool, last: bool) -> WrittenQuestion:
    words = {"fr": question.label_fr, "en": question.label_en}
    asked = Asked(question.code, question.kind, words, settings=question.settings)
    known = TYPES[question.kind]
    label = known.label(asked, language) or question.code
    return WrittenQuestion(question, number, label, str(known.name), choices_in_one_line(asked, language), first, last)


def previewed(questionnaire: Questionnaire, language: str) -> Preview:
    """`questionnaire` as it stands, in that language, which must be the active one. Two queries."""
    stands: Mapping[str, Any] = content_of(questionnaire)
    content = read(stands)
    pages = [
        PreviewedPage(said(section.title, language), QuestionsForm(section, language)) for section in content.sections
    ]
    return Preview(said(content.title, language), said(content.intro, language), said(content.thanks, language), pages)
