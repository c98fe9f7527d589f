"""Choosing among answers: one of them, or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tournee.drawing.charts.bars import BarChart
from tournee.drawing.charts.caption import Chart
from tournee.questions.content import Question
from tournee.questions.settings import OTHER, Setting, SettingsError, Shape, check_choices
from tournee.questions.tally import Row, Summary, Tally, whole_percent
from tournee.questions.types.base import QuestionType, count_lines
from tournee.questions.types.words import WordsField


class Choosing(QuestionType):
    """What single and multiple choice share. Settings: `choices`, and `other` where another answer may be written."""

    settings: ClassVar[Sequence[Setting]] = (
        Setting("choices", Shape.CHOICES, gettext_lazy("Answers to choose from"), line=gettext_lazy("Answer"), least=4),
        Setting("other", Shape.FLAG, gettext_lazy("Respondents may write another answer")),
    )

    def check_asked(self, question: Question, languages: Sequence[str]) -> None:
        check_choices(question, "choices", languages)

    def choices(self, question: Question, language: str) -> list[tuple[str, str]]:
        """Code and words of each choice."""
        offered = [(choice.code, choice.said(language)) for choice in question.choices()]
        return [*offered, (OTHER, capfirst(_("another answer")))] if question.settings.get(OTHER) else offered

    def other_field(self, question: Question) -> dict[str, forms.Field]:
        """The words of another answer."""
        if not question.settings.get(OTHER):
            return {}
        return {f"{question.code}-other": WordsField(label=_("Which one?"), max_length=200, required=False)}

    def summary(self, question: Question, tally: Tally, language: str) -> Summary:
        return Summary(tally.n, tally.asked, count_lines(question, tally, language), texts=tally.texts)

    def chart(self, question: Question, tally: Tally, language: str, *, percent: bool, source: str) -> Chart | None:
        lines = count_lines(question, tally, language)
        shares = percent and tally.n
        return BarChart(
            title=self.label(question, language),
            description=self.description(),
            rows=tuple((line.label, whole_percent(line.count, tally.n) if shares else line.count) for line in lines),
            unit="%" if shares else _("answers"),
            n=tally.n,
            source=source,
            maximum=100 if shares else None,
        )

    def description(self) -> str:
        """What the bars are."""
        return _("One bar an answer; each respondent chose one.")


class Untouched(forms.RadioSelect):
    """Radio buttons of which none is ticked before somebody answers, “no answer” neither."""

    def format_value(self, value: Any) -> Any:
        return [] if value is None else super().format_value(value)


class Single(Choosing):
    """One answer among several."""

    kind = "single"
    name = gettext_lazy("one answer")
    example = gettext_lazy("Who came first: a customer, a supplier, a school?")

    def fields(self, question: Question, language: str) -> dict[str, forms.Field]:
        options = self.field_options(question, language)
        choices: list[tuple[str, str | Promise]] = [*self.choices(question, language)]
        if not question.required:
            choices.append(("", gettext_lazy("No answer")))  # what was ticked cannot be unticked otherwise
        field = forms.ChoiceField(choices=choices, widget=Untouched, **options)
        return {question.code: field, **self.other_field(question)}

    def rows(self, question: Question, cleaned: Mapping[str, Any]) -> list[Row]:
        choice = cleaned.get(question.code)
        if not choice:
            return []
        return [Row(choice=choice, text=cleaned.get(f"{question.code}-other", "") if choice == OTHER else "")]

    def settle(self, question: Question, cleaned: dict[str, Any]) -> dict[str, str]:
        if not cleaned.get(f"{question.code}-other") or question.code not in cleaned:
            return {}
        chosen = cleaned[question.code] or OTHER
        if chosen != OTHER:
            return {f"{question.code}-other": _("Choose “another answer” as well, or empty this.")}
        cleaned[question.code] = OTHER
        return {}

    def initial(self, question: Question, rows: Sequence[Row]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for row in rows:
            values[question.code] = row.choice
            if row.choice == OTHER:
                values[f"{question.code}-other"] = row.text
        return values


class Multiple(Choosing):
    """Several answers; `max` limits how many."""

    kind = "multiple"
    name = gettext_lazy("several answers")
    example = gettext_lazy("With whom do you innovate? Tick all that apply.")

    settings = (
        *Choosing.settings,
        Setting(
            "max",
            Shape.WHOLE,
            gettext_lazy("How many one may tick at most"),
            gettext_lazy("Leave it empty for no limit."),
        ),
    )

    def check_asked(self, question: Question, languages: Sequence[str]) -> None:
        super().check_asked(question, languages)
        limit = question.settings.get("max")
        if limit is not None and not 1 <= limit <= len(question.choices()):
            raise SettingsError(
                _("The most that one may tick lies between 1 and the number of choices."), code="limit", field="max"
            )

    def fields(self, question: Question, language: str) -> dict[str, forms.Field]:
        options = self.field_options(question, language)
        if most := question.settings.get("max"):
            told = _("Tick %(most)s at most.") % {"most": most}
            options["help_text"] = format_html("{} {}", options["help_text"], told).strip()
        field = LimitedChoices(
            choices=self.choices(question, language),
            widget=forms.CheckboxSelectMultiple,
            most=question.settings.get("max"),
            **options,
        )
        return {question.code: field, **self.other_field(question)}

    def rows(self, question: Question, cleaned: Mapping[str, Any]) -> list[Row]:
        other = cleaned.get(f"{question.code}-other", "")
        return [
            Row(choice=choice, text=other if choice == OTHER else "") for choice in cleaned.get(question.code) or ()
        ]

    def settle(self, question: Question, cleaned: dict[str, Any]) -> dict[str, str]:
        ticked = cleaned.get(question.code)
        if not cleaned.get(f"{question.code}-other") or ticked is None or OTHER in ticked:
            return {}
        limit = question.settings.get("max")
        if limit and len(ticked) >= limit:
            return {
                f"{question.code}-other": _("You ticked %(most)s already: untick one, or empty this.") % {"most": limit}
            }
        cleaned[question.code] = [*ticked, OTHER]
        return {}

    def initial(self, question: Question, rows: Sequence[Row]) -> dict[str, Any]:
        values: dict[str, Any] = {question.code: [row.choice for row in rows]} if rows else {}
        for row in rows:
            if row.choice == OTHER:
                values[f"{question.code}-other"] = row.text
        return values

    def description(self) -> str:
        return _("One bar an answer; each respondent could choose several.")


class LimitedChoices(forms.MultipleChoiceField):
    """Several choices, but not more than `most`."""

    def __init__(self, *, most: int | None, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if self.most and len(value) > self.most:
            raise forms.ValidationError(
                _("Tick %(most)s at most; %(ticked)s are ticked.") % {"most": self.most, "ticked": len(value)},
                code="too_many",
            )
