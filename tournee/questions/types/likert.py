"""A scale: how far one agrees, or how good one finds something, for one item or for several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tournee.drawing.charts.caption import Chart
from tournee.drawing.charts.likert import LikertChart, LikertItem
from tournee.questions.content import Question
from tournee.questions.settings import Setting, SettingsError, Shape, check_choices
from tournee.questions.tally import Line, Row, Summary, Tally
from tournee.questions.types.base import QuestionType

MOST_ITEMS = 20
MOST_LEVELS = 7
AGREEMENT = [  # what a new scale begins with
    {"fr": "pas du tout d’accord", "en": "do not agree at all"},
    {"fr": "plutôt pas d’accord", "en": "rather do not agree"},
    {"fr": "ni l’un ni l’autre", "en": "neither"},
    {"fr": "plutôt d’accord", "en": "rather agree"},
    {"fr": "tout à fait d’accord", "en": "agree entirely"},
]


class Likert(QuestionType):
    """Items on one scale. Settings: `items`, and `levels` from the least to the most, 2 to 7 of them.

    `neutral` may name the middle one of an odd number of levels: charts grow outwards from it.
    """

    kind = "likert"
    name = gettext_lazy("a scale")
    example = gettext_lazy("How far do you agree? Not at all … entirely.")

    template = "tournee/questions/scale.html"
    settings = (
        Setting("items", Shape.CHOICES, gettext_lazy("What is rated"), line=gettext_lazy("Line"), most=MOST_ITEMS),
        Setting(
            "levels", Shape.CHOICES, gettext_lazy("The scale"),
            gettext_lazy("From the least to the most; 2 to 7 levels."), gettext_lazy("Level"),
            most=MOST_LEVELS, begin=AGREEMENT,
        ),
        Setting("neutral", Shape.CODE),
    )  # fmt: skip

    def check_asked(self, question: Question, languages: Sequence[str]) -> None:
        check_choices(question, "items", languages, least=1, most=MOST_ITEMS)
        levels = question.choices("levels")
        if len(levels) > MOST_LEVELS:
            raise SettingsError(_("A scale has seven levels at most."), code="too_many", field="levels")
        check_choices(question, "levels", languages)
        neutral = question.settings.get("neutral")
        if neutral and (len(levels) % 2 == 0 or neutral != levels[len(levels) // 2].code):
            raise SettingsError(
                _("Only the level in the middle can be the neutral one."), code="neutral", field="neutral"
            )

    def fields(self, question: Question, language: str) -> dict[str, forms.Field]:
        levels = [(level.code, level.said(language)) for level in question.choices("levels")]
        return {
            f"{question.code}-{item.code}": forms.ChoiceField(
                label=item.said(language), choices=levels, widget=forms.RadioSelect, required=question.required
            )
            for item in question.choices("items")
        }

    def rows(self, question: Question, cleaned: Mapping[str, Any]) -> list[Row]:
        answered = ((item.code, cleaned.get(f"{question.code}-{item.code}")) for item in question.choices("items"))
        return [Row(item=item, choice=level) for item, level in answered if level]

    def initial(self, question: Question, rows: Sequence[Row]) -> dict[str, Any]:
        return {f"{question.code}-{row.item}": row.choice for row in rows}

    def summary(self, question: Question, tally: Tally, language: str) -> Summary:
        lines = []
        for item in question.choices("items"):
            counts = [tally.counts.get((item.code, level.code), 0) for level in question.choices("levels")]
            for level, count in zip(question.choices("levels"), counts, strict=True):
                lines.append(Line(level.said(language), count, sum(counts), item.said(language), level.code))
        return Summary(tally.n, tally.asked, tuple(lines))

    def chart(self, question: Question, tally: Tally, language: str, *, percent: bool, source: str) -> Chart | None:
        levels = question.choices("levels")
        items = []
        for item in question.choices("items"):
            counts = tuple(tally.counts.get((item.code, level.code), 0) for level in levels)
            items.append(LikertItem(item.said(language), counts, no_answer=max(0, tally.n - sum(counts))))
        return LikertChart(
            title=self.label(question, language),
            description=_("One bar an item, from the lowest level on the left to the highest on the right."),
            levels=tuple(level.said(language) for level in levels),
            items=tuple(items),
            percent=percent,
            n=tally.n,
            source=source,
        )
