"""An answer as one JSON value, for whoever keeps answers without counting them; and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from tournee.questions.content import Question
from tournee.questions.settings import OTHER
from tournee.questions.tally import Row
from tournee.texts.typography import format_number

Value = list[dict[str, str]]


def value_of(rows: Sequence[Row]) -> Value:
    """The rows as JSON, each with what it holds only; of a choice that was sent twice, one. Numbers are text."""
    kept = {(row.item, row.choice): row for row in rows}
    return [
        {
            name: str(held)
            for name, held in (
                ("item", row.item),
                ("choice", row.choice),
                ("number", row.number),
                ("text", row.text),
            )
            if held not in ("", None)
        }
        for row in kept.values()
    ]


def rows_of(value: Any) -> list[Row]:
    """The rows of such a value; what it is not is left out."""
    rows = value if isinstance(value, list) else []
    return [_row(row) for row in rows if isinstance(row, Mapping)]


def _row(row: Mapping[str, str]) -> Row:
    return Row(row.get("item", ""), row.get("choice", ""), _number(row.get("number", "")), row.get("text", ""))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def in_words(question: Question, value: Any, language: str) -> str:
    """What was answered, in that language and in one line: “a customer, another answer: my sister”."""
    choices = {choice.code: choice.said(language) for choice in question.choices("choices")}
    levels = {level.code: level.said(language) for level in question.choices("levels")}
    items = {item.code: item.said(language) for item in question.choices("items")}
    said = []
    for row in rows_of(value):
        if row.item:
            words = _("%(name)s: %(value)s")
            level = levels.get(row.choice, row.choice)
            said.append(words % {"name": items.get(row.item, row.item), "value": level})
        elif row.choice == OTHER:
            said.append(row.text or _("another answer"))
        elif row.number is not None:
            said.append(format_number(row.number))
        else:
            said.append(choices.get(row.choice, row.choice) or " ".join(row.text.split()))
    return ", ".join(said)
