"""Questions among the other fields of a larger form: a registration asks them of the party and of each person.

Names begin with a prefix of whom they are asked of. What is not asked (its condition is not met, nobody stands in
that line) is neither wanted nor read: without a script it is on the page all the same, and says when it is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tournee.questions.conditions import Condition
from tournee.questions.content import Question
from tournee.questions.registry import type_of
from tournee.questions.rendering import Asked
from tournee.questions.stored import Value, rows_of, value_of


@dataclass(frozen=True, slots=True)
class Conditional:
    """A question with its condition, known by `pk` to whoever keeps its answers."""

    pk: int
    question: Question
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Follows:
    """When a question is meant: the field that decides, its values, and the same in words."""

    field: str
    values: str
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as a page shows it, and when it is meant if not always."""

    asked: Asked
    follows: Follows | None = None


@dataclass(slots=True)
class Within:
    """The fields of `questions` in `form`, their names after `prefix`; `before` holds those that conditions may name.

    `wanted`: somebody answers them (a line of the form may hold nobody). `lenient`: no answer is required,
    and what a condition names may be out of sight.
    """

    form: forms.Form
    questions: Sequence[Conditional]
    language: str
    prefix: str
    before: Within | None = None
    wanted: bool = True
    lenient: bool = False
    answered: dict[int, Any] = field(default_factory=dict)  # what was answered before, by id of question
    _names: dict[int, list[str]] = field(default_factory=dict)

    def add(self) -> Within:
        """Add the fields to the form."""
        for one in self.questions:
            kind = type_of(one.question)
            fields = kind.fields(one.question, self.language)
            self._names[one.pk] = list(fields)
            initial = kind.initial(one.question, rows_of(self.answered.get(one.pk)))
            for name, each in fields.items():
                self.form.fields[self.prefix + name] = each
                if name in initial:
                    self.form.initial.setdefault(self.prefix + name, initial[name])
            if self.lenient or (self.form.is_bound and not self._is_asked(one)):
                for each in fields.values():
                    each.required = False
        return self

    def _is_asked(self, one: Conditional) -> bool:
        if one.condition is None or (self.lenient and self.decides(one.condition.question) is None):
            return self.wanted
        return self.wanted and one.condition.is_met(self._chosen(one.condition.question))

    def decides(self, code: str) -> tuple[str, Conditional] | None:
        """The field and the question that has that code, here or before."""
        for one in self.questions:
            if one.question.code == code:
                return self.prefix + code, one
        return self.before.decides(code) if self.before else None

    def _chosen(self, code: str) -> list[str]:
        """What was sent for the question with that code, checked by nobody yet."""
        decides = self.decides(code)
        if decides is None:
            return []
        name = decides[0]
        sent = self.form.fields[name].widget.value_from_datadict(self.form.data, {}, self.form.add_prefix(name))
        return list(sent) if isinstance(sent, list) else [sent or ""]

    def clean(self, cleaned: dict[str, Any]) -> dict[int, Value]:
        """The answers by id of question, as they are stored; what contradicts itself is said beside its field.

        Called by the form's `clean`. Errors of what is not asked are forgotten.
        """
        answers = {}
        for one in self.questions:
            names = self._names[one.pk]
            if not self._is_asked(one):
                for name in names:
                    self.form.errors.pop(self.prefix + name, None)
                continue
            kind = type_of(one.question)
            theirs = {name: cleaned[self.prefix + name] for name in names if self.prefix + name in cleaned}
            for name, sentence in kind.settle(one.question, theirs).items():
                self.form.add_error(self.prefix + name, forms.ValidationError(sentence, code="unsettled"))
            if rows := kind.rows(one.question, theirs):
                answers[one.pk] = value_of(rows)
        return answers

    @property
    def shown(self) -> list[Shown]:
        """The questions in order, each with its fields."""
        return [Shown(self._asked(one), self._follows(one)) for one in self.questions]

    @property
    def used(self) -> bool:
        """Whether one of them has an error or was answered."""
        fields = [self.form[self.prefix + name] for names in self._names.values() for name in names]
        return any(each.errors or each.value() not in (None, "", []) for each in fields)

    def _asked(self, one: Conditional) -> Asked:
        fields = tuple(self.form[self.prefix + name] for name in self._names[one.pk])
        return Asked(one.question, self.language, fields, self.prefix)

    def _follows(self, one: Conditional) -> Follows | None:
        decides = self.decides(one.condition.question) if one.condition else None
        if decides is None or one.condition is None:
            return None
        name, earlier = decides
        said = {choice.code: choice.said(self.language) for choice in earlier.question.choices()}
        words = _("If you answered “%(choices)s” above:") % {
            "choices": " / ".join(said.get(code) or _("another answer") for code in one.condition.choices)
        }
        return Follows(name, " ".join(one.condition.choices), words)
