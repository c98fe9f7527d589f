"""A number, with its unit and its limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tournee.drawing.charts.caption import Chart
from tournee.drawing.charts.histogram import histogram_of
from tournee.questions.content import Question, said
from tournee.questions.settings import Setting, SettingsError, Shape, check_words
from tournee.questions.tally import Row, Summary, Tally
from tournee.questions.types.base import QuestionType

_MOST = Decimal(99999999999999)  # what the column holds


class Number(QuestionType):
    """A number. Settings: `min`, `max`, `decimals` (0 to 4), `unit` by language."""

    kind = "number"
    name = gettext_lazy("a number")
    example = gettext_lazy("How many people work with you?")

    settings = (
        Setting(
            "unit", Shape.WORDS, gettext_lazy("Unit"), gettext_lazy("Staff, km, k€… It stands beside the question.")
        ),
        Setting("min", Shape.NUMBER, gettext_lazy("Least number allowed"), begin=0),
        Setting("max", Shape.NUMBER, gettext_lazy("Greatest number allowed")),
        Setting("decimals", Shape.WHOLE, gettext_lazy("Decimals, 0 to 4"), begin=0),
    )

    def check_asked(self, question: Question, languages: Sequence[str]) -> None:
        least, most = (question.settings.get(name) for name in ("min", "max"))
        if least is not None and most is not None and most <= least:
            raise SettingsError(_("The greatest number allowed lies above the least."), code="limits", field="max")
        if not 0 <= _decimals(question) <= 4:
            raise SettingsError(_("A number has 0 to 4 decimals."), code="decimals", field="decimals")
        for name, limit in (("min", least), ("max", most)):
            if limit is not None and abs(limit) > _MOST:
                raise SettingsError(_("A number has 14 digits at most."), code="limits", field=name)
        check_words(question, "unit", languages, required=False)

    def fields(self, question: Question, language: str) -> dict[str, forms.Field]:
        options = self.field_options(question, language)
        if unit := said(question.settings.get("unit") or {}, language):
            options["label"] = f"{options['label']} ({unit})"
        least, most, decimals = *(question.settings.get(name) for name in ("min", "max")), _decimals(question)
        field = SpacedDecimalField(
            min_value=-_MOST if least is None else Decimal(str(least)),
            max_value=_MOST if most is None else Decimal(str(most)),
            decimal_places=decimals,
            max_digits=18,
            localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal" if decimals else "numeric"}),
            **options,
        )
        if least is None or least < 0:
            del field.widget.attrs["inputmode"]  # some phones' number keys have no minus
        return {question.code: field}

    def rows(self, question: Question, cleaned: Mapping[str, Any]) -> list[Row]:
        number = cleaned.get(question.code)
        return [] if number is None else [Row(number=number)]

    def initial(self, question: Question, rows: Sequence[Row]) -> dict[str, Any]:
        return {question.code: rows[0].number} if rows else {}

    def summary(self, question: Question, tally: Tally, language: str) -> Summary:
        if not tally.numbers:
            return Summary(tally.n, tally.asked)
        return Summary(
            tally.n,
            tally.asked,
            median=Decimal(median(tally.numbers)),
            least=tally.numbers[0],
            greatest=tally.numbers[-1],
        )

    def chart(self, question: Question, tally: Tally, language: str, *, percent: bool, source: str) -> Chart | None:
        return histogram_of(
            self.label(question, language),
            _("How the numbers given are spread, with the one in the middle."),
            [float(number) for number in tally.numbers],
            whole=not _decimals(question),
            unit=said(question.settings.get("unit") or {}, language),
            source=source,
        )


class SpacedDecimalField(forms.DecimalField):
    """A number, with or without spaces between its thousands: “1 200”."""

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


def _decimals(question: Question) -> int:
    return int(question.settings.get("decimals") or 0)
