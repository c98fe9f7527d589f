"""What every type of question offers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext as _

from tournee.drawing.charts.caption import Chart
from tournee.questions.content import Question, said
from tournee.questions.settings import OTHER, Setting, require_shapes
from tournee.questions.tally import Line, Row, Summary, Tally


class QuestionType(ABC):
    """One type. Instances hold nothing: everything is in the question and in the answers."""

    kind: ClassVar[str]
    name: ClassVar[str | Promise]
    example: ClassVar[str | Promise]
    template: ClassVar[str] = "tournee/questions/question.html"
    settings: ClassVar[Sequence[Setting]]
    speaks_for_itself: ClassVar[bool] = False  # it may be asked without a label

    def check(self, question: Question, languages: Sequence[str]) -> None:
        """Raise SettingsError where the settings cannot be asked in those languages, whoever wrote them."""
        require_shapes(question.settings, self.settings)
        self.check_asked(question, languages)

    @abstractmethod
    def check_asked(self, question: Question, languages: Sequence[str]) -> None:
        """The same, for settings whose shapes are right."""

    @abstractmethod
    def fields(self, question: Question, language: str) -> dict[str, forms.Field]:
        """The form fields, by name, in that language; the names begin with the question's code."""

    @abstractmethod
    def rows(self, question: Question, cleaned: Mapping[str, Any]) -> list[Row]:
        """What is stored of cleaned fields; nothing for no answer."""

    @abstractmethod
    def initial(self, question: Question, rows: Sequence[Row]) -> dict[str, Any]:
        """The initial values of the fields, so that what was stored is shown again."""

    @abstractmethod
    def summary(self, question: Question, tally: Tally, language: str) -> Summary:
        """The answers in that language."""

    def settle(self, question: Question, cleaned: dict[str, Any]) -> dict[str, str]:
        """Make one of the cleaned fields that belong together; a sentence by field for what contradicts itself."""
        return {}

    def chart(self, question: Question, tally: Tally, language: str, *, percent: bool, source: str) -> Chart | None:
        """A chart in the active language, in shares or in numbers of answers; None where words are read instead."""
        return None

    def label(self, question: Question, language: str) -> str:
        """The question as it is asked."""
        return said(question.label, language)

    def field_options(self, question: Question, language: str) -> dict[str, Any]:
        """What all fields share: label, help, whether an answer is required."""
        return {
            "label": self.label(question, language),
            "help_text": escape(said(question.help, language)),  # a form shows help as markup
            "required": question.required,
        }


def count_lines(question: Question, tally: Tally, language: str) -> tuple[Line, ...]:
    """A line a choice, in the questionnaire's order, and one for “another answer” where it may be given."""
    lines = [
        Line(choice.said(language), tally.counts.get(("", choice.code), 0), tally.n, code=choice.code)
        for choice in question.choices()
    ]
    if question.settings.get(OTHER):
        lines.append(Line(_("another answer"), tally.counts.get(("", OTHER), 0), tally.n, code=OTHER))
    return tuple(lines)
