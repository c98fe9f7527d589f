"""What every type of question offers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tournee.drawing.charts.caption import Chart
from tournee.errors import OperationError
from tournee.questions.content import Question, said
from tournee.questions.tally import Line, Row, Summary, Tally

OTHER = "other"  # the code of “another answer”, which no choice may have


class SettingsError(OperationError):
    """A question's settings that its type refuses; `field` names the setting."""


class QuestionType(ABC):
    """One type. Instances hold nothing: everything is in the question and in the answers."""

    kind: ClassVar[str]
    name: ClassVar[str | Promise]
    example: ClassVar[str | Promise]

    @abstractmethod
    def check(self, question: Question, languages: Sequence[str]) -> None:
        """Raise SettingsError where the settings cannot be asked in those languages."""

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
            "help_text": said(question.help, language),
            "required": question.required,
        }


def check_choices(question: Question, setting: str, languages: Sequence[str], *, least: int = 2) -> None:
    """Raise SettingsError where there are too few, a code is given twice or kept, or words are missing."""
    rows = question.choices(setting)
    if len(rows) < least:
        raise SettingsError(_("Give %(count)s of them at least.") % {"count": least}, code="too_few", field=setting)
    codes = [row.code for row in rows]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise SettingsError(_("“%(code)s” is there twice.") % {"code": twice}, code="twice", field=setting)
    if OTHER in codes:
        raise SettingsError(
            _("“other” is kept for “another answer”: tick that instead."), code="kept_code", field=setting
        )
    for row in rows:
        if any(not row.words.get(language) for language in languages):
            raise SettingsError(
                _("“%(code)s” lacks its words in one of the languages.") % {"code": row.said("fr") or row.code},
                code="words_missing",
                field=setting,
            )


def count_lines(question: Question, tally: Tally, language: str) -> tuple[Line, ...]:
    """A line a choice, in the questionnaire's order, and one for “another answer” where it may be given."""
    lines = [
        Line(choice.said(language), tally.counts.get(("", choice.code), 0), tally.n, code=choice.code)
        for choice in question.choices()
    ]
    if question.settings.get(OTHER):
        lines.append(Line(_("another answer"), tally.counts.get(("", OTHER), 0), tally.n, code=OTHER))
    return tuple(lines)
