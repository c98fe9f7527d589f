"""A question's settings in words, for whoever edits it or reads what was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tournee.questions.content import Question, said, words_of
from tournee.questions.registry import TYPES
from tournee.questions.settings import Setting, Shape
from tournee.texts.languages import active_language
from tournee.texts.typography import format_number

_SHOWN = 8


def settings_in_words(settings: Mapping[str, Any]) -> str:
    """“Answers to choose from: a customer, a school; …” in the active language; “nothing” where nothing is set."""
    return "; ".join(_told(settings)) or pgettext("value of a field", "nothing")


def _told(settings: Mapping[str, Any]) -> Iterator[str]:
    """Each setting that a form asks for and that says something."""
    for setting in _settings_of(settings):
        known = setting.label and setting.name in settings
        if known and (value := _value(setting.shape, settings[setting.name])):
            yield _("%(name)s: %(value)s") % {"name": setting.label, "value": value}


def _settings_of(settings: Mapping[str, Any]) -> tuple[Setting, ...]:
    """Those of the first type that has them all: history keeps the settings and not their type."""
    kinds = (tuple(kind.settings) for kind in TYPES.values())
    return next((known for known in kinds if settings.keys() <= {setting.name for setting in known}), ())


def _value(shape: Shape, value: Any) -> str:
    language = active_language()
    if shape is Shape.FLAG:
        return _("yes") if value else _("no")
    if shape is Shape.CHOICES:
        return ", ".join(said(words_of(row), language) for row in value or ())
    if shape is Shape.WORDS:
        return said(value or {}, language)
    return "" if value is None else format_number(value)


def choices_in_one_line(asked: Question, language: str) -> str:
    """What there is to choose from, in one line; nothing for a type without lists."""
    lists = [setting.name for setting in TYPES[asked.kind].settings if setting.shape is Shape.CHOICES]
    lines = []
    for name in lists:
        rows = asked.choices(name)
        shown = [Truncator(row.said(language)).chars(60) for row in rows[:_SHOWN]]
        lines.append(" · ".join([*shown, "…"] if len(rows) > _SHOWN else shown))
    return " – ".join(filter(None, lines))
