"""A section as a form: what its respondent sees, what is refused beside which field, and the rows to store.

`QuestionsForm.asked` is what a template shows: `{% include "tournee/questions/questions.html" %}` with `form`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from tournee.questions.content import Question, Section, said
from tournee.questions.registry import type_of
from tournee.questions.tally import Row

PREFIX = "q"  # so that no question's code is the name of a page's own field


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is shown: its words in one language and its fields, by the template of its type.

    `prefix` tells it apart where one page asks it of several people.
    """

    question: Question
    language: str
    fields: tuple[forms.BoundField, ...]
    prefix: str = ""

    @property
    def key(self) -> str:
        """What its place on the page is called."""
        return f"{self.prefix}{self.question.code}"

    @property
    def template(self) -> str:
        """The template of its type, which finds this as `asked`."""
        return type_of(self.question).template

    @property
    def legend(self) -> str:
        """The question as it is asked."""
        return type_of(self.question).label(self.question, self.language)

    @property
    def help(self) -> str:
        """What helps to answer it."""
        return said(self.question.help, self.language)


class QuestionsForm(forms.Form):
    """The questions of one section in one language; field names are `q-<code>` and what a type adds (`q-<code>-other`).

    Bound to what was posted in `data`, else showing what was stored in `rows_by_question`.
    The messages of its own (required, too long) are in the active language: a page activates the respondent's.
    """

    def __init__(
        self,
        section: Section,
        language: str,
        data: Mapping[str, Any] | None = None,
        rows_by_question: Mapping[str, Sequence[Row]] | None = None,
    ) -> None:
        stored: dict[str, Any] = {}
        for question in section.questions:
            stored |= type_of(question).initial(question, (rows_by_question or {}).get(question.code, ()))
        super().__init__(data, prefix=PREFIX, initial=stored)
        self.section = section
        self.language = language
        self._names: dict[str, list[str]] = {}
        for question in section.questions:
            fields = type_of(question).fields(question, language)
            self._names[question.code] = list(fields)
            self.fields.update(fields)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for question in self.section.questions:
            for name, sentence in type_of(question).settle(question, cleaned).items():
                self.add_error(name, forms.ValidationError(sentence, code="unsettled"))
        return cleaned

    @property
    def asked(self) -> list[Asked]:
        """The questions in order, each with its fields."""
        return [
            Asked(question, self.language, tuple(self[name] for name in self._names[question.code]))
            for question in self.section.questions
        ]

    @property
    def rows(self) -> dict[str, list[Row]]:
        """What to store, by code of question, once valid; an empty list takes back what was stored."""
        return {
            question.code: type_of(question).rows(question, self.cleaned_data) for question in self.section.questions
        }
