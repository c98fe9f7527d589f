"""A questionnaire as it lies before somebody: which page, in which language, with what they answered already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from surveys.models import Answer, Response
from tournee.questions.content import Content, Section, said
from tournee.questions.registry import type_of
from tournee.questions.rendering import QuestionsForm
from tournee.questions.tally import Row
from tournee.texts.languages import active_language


@dataclass(frozen=True, slots=True)
class Paper:
    """Page `number` (from 1) of `content` in `language`; pages up to `saved` were answered."""

    content: Content
    language: str
    number: int
    saved: int

    @property
    def total(self) -> int:
        """How many pages there are."""
        return len(self.content.sections)

    @property
    def section(self) -> Section:
        """What this page asks."""
        return self.content.sections[self.number - 1]

    @property
    def is_last(self) -> bool:
        """Whether sending this page sends the whole."""
        return self.number == self.total

    @property
    def title(self) -> str:
        """The questionnaire's title."""
        return said(self.content.title, self.language)

    @property
    def heading(self) -> str:
        """The page's title; the questionnaire's where the page has none."""
        return said(self.section.title, self.language) or self.title

    @property
    def intro(self) -> str:
        """What is said before the first page."""
        return said(self.content.intro, self.language) if self.number == 1 else ""

    @property
    def other_language(self) -> str:
        """The other language it is offered in, or nothing."""
        return next((code for code in self.content.languages if code != self.language), "")

    def form(
        self, data: Mapping[str, Any] | None = None, answers: Mapping[str, Sequence[Row]] | None = None
    ) -> QuestionsForm:
        """The page as a form: bound to `data`, or showing the `answers` given before."""
        return QuestionsForm(self.section, self.language, data, answers)


def lay_out(content: Content, wanted: str, *, saved: int = 0) -> Paper:
    """The page somebody asks for, no further than the first one not answered yet; that one where they ask for none."""
    reached = min(saved + 1, len(content.sections))
    number = min(int(wanted), reached) if wanted.isdecimal() and len(wanted) < 5 else reached
    active = active_language()
    language = active if active in content.languages else content.languages[0]
    return Paper(content, language, max(number, 1), saved)


def answers_on(paper: Paper, response: Response | None) -> dict[str, list[Row]]:
    """What was answered to the questions of this page, by code of question; one query."""
    given: dict[str, list[Row]] = defaultdict(list)
    if response is None:
        return given
    codes = [question.code for question in paper.section.questions]
    for answer in Answer.objects.filter(response=response, question__in=codes).order_by("pk"):
        given[answer.question].append(Row(answer.item, answer.choice, as_typed(answer.number), answer.text))
    return given


def rows_without_faults(form: QuestionsForm) -> dict[str, list[Row]]:
    """What can be kept of a page that is left as it is: every question that nothing is wrong with."""
    form.is_valid()
    return {
        asked.question.code: type_of(asked.question).rows(asked.question, form.cleaned_data)
        for asked in form.asked
        if not any(field.errors for field in asked.fields)
    }


def as_typed(number: Decimal | None) -> Decimal | None:
    """12 for the 12.0000 of the column."""
    if number is None:
        return None
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
