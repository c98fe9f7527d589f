"""What a question's settings may be: their shapes, whoever sent them, and their lists of choices."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tournee.errors import OperationError
from tournee.questions.content import Choice, Question
from tournee.texts.languages import LANGUAGES
from tournee.texts.slugs import free_slug

OTHER = "other"  # the code of “another answer”, which no choice may have
MOST_CHOICES = 60
LONGEST_CODE = 40  # what the columns of answers hold
LONGEST_WORDS = 200
_CODE = re.compile(r"[a-z0-9]([a-z0-9_-]*[a-z0-9])?")


class SettingsError(OperationError):
    """A question's settings that its type refuses; `field` names the setting."""


class Shape(Enum):
    """What a setting holds, as JSON has it."""

    FLAG = "flag"  # true or false
    WHOLE = "whole"  # a whole number, or null
    NUMBER = "number"  # a number, or null
    CODE = "code"  # the code of a choice, or ""
    WORDS = "words"  # words by language
    CHOICES = "choices"  # a list of {"code": …, "fr": …, "en": …}

    def fits(self, value: Any) -> bool:
        """Whether `value` is of this shape."""
        return _FITS[self](value)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a type, and how a form asks for it; one without `label` is asked by no form.

    Of a list, `line` names one line, `least` are shown to begin with, and `begin` is what a new question has.
    """

    name: str
    shape: Shape
    label: str | Promise = ""
    help: str | Promise = ""
    line: str | Promise = ""
    least: int = 2
    most: int = MOST_CHOICES
    begin: Any = None


def is_whole(value: Any) -> bool:
    """A whole number, or None."""
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def is_code(value: Any) -> bool:
    """The code of a choice, or nothing."""
    return isinstance(value, str) and (not value or bool(len(value) <= LONGEST_CODE and _CODE.fullmatch(value)))


def is_words(value: Any) -> bool:
    """Words by language, none too long."""
    return isinstance(value, Mapping) and all(
        language in LANGUAGES and isinstance(text, str) and len(text) <= LONGEST_WORDS
        for language, text in value.items()
    )


def is_choices(value: Any) -> bool:
    """A list of choices, each with its code and its words."""
    return isinstance(value, list) and all(
        isinstance(row, Mapping)
        and is_code(row.get("code"))
        and row["code"]
        and is_words({key: text for key, text in row.items() if key != "code"})
        for row in value
    )


_FITS: dict[Shape, Callable[[Any], bool]] = {
    Shape.FLAG: lambda value: isinstance(value, bool),
    Shape.WHOLE: is_whole,
    Shape.NUMBER: lambda value: is_whole(value) or (isinstance(value, float) and math.isfinite(value)),
    Shape.CODE: is_code,
    Shape.WORDS: is_words,
    Shape.CHOICES: is_choices,
}


def require_shapes(given: Mapping[str, Any], known: Sequence[Setting]) -> None:
    """Raise SettingsError at the first of the settings `given` that is unknown to its type or has another shape."""
    shapes = {setting.name: setting.shape for setting in known}
    for name, value in given.items():
        if name not in shapes:
            said = _("There is no setting “%(name)s” here; known: %(known)s.")
            raise SettingsError(said % {"name": name, "known": ", ".join(shapes)}, code="unknown_setting", field=name)
        if not shapes[name].fits(value):
            raise SettingsError(
                _("“%(name)s” cannot be this, or is too long.") % {"name": name}, code="shape", field=name
            )


def with_codes(given: Mapping[str, Any], known: Sequence[Setting]) -> dict[str, Any]:
    """The settings `given`, with a code made of its words for each choice that has none; those there are stay."""
    coded = dict(given)
    for setting in known:
        rows = given.get(setting.name)
        if setting.shape is not Shape.CHOICES or not isinstance(rows, list):
            continue
        taken = {row["code"] for row in rows if isinstance(row, Mapping) and isinstance(row.get("code"), str)} | {OTHER}
        coded[setting.name] = [_with_code(row, taken) for row in rows]
    return coded


def _with_code(row: Any, taken: set[str]) -> Any:
    if not isinstance(row, Mapping) or row.get("code"):
        return row
    words = next((text for text in (row.get("fr"), row.get("en")) if isinstance(text, str) and text), "")
    code = free_slug(words, fallback="choice", longest=LONGEST_CODE - 5, reserved=taken)
    taken.add(code)
    return {**row, "code": code}


def check_words(question: Question, setting: str, languages: Sequence[str], *, required: bool) -> None:
    """Raise SettingsError where words are given in one of the languages and not in another, or `required` and none."""
    words = question.settings.get(setting) or {}
    given = [bool((words.get(language) or "").strip()) for language in languages]
    if not all(given) and (required or any(given)):
        raise SettingsError(_("Write this in each language that is offered."), code="words_missing", field=setting)


def check_choices(
    question: Question, setting: str, languages: Sequence[str], *, least: int = 2, most: int = MOST_CHOICES
) -> None:
    """Raise SettingsError where there are too few or too many, one is there twice or kept, or words are missing."""
    rows = question.choices(setting)
    if len(rows) < least:
        raise SettingsError(_("Give %(count)s of them at least.") % {"count": least}, code="too_few", field=setting)
    if len(rows) > most:
        said = _("There are %(count)s of them, and a respondent reads %(most)s at most.")
        raise SettingsError(said % {"count": len(rows), "most": most}, code="too_many", field=setting)
    if OTHER in [row.code for row in rows]:
        raise SettingsError(
            _("“other” is kept for “another answer”: tick that instead."), code="kept_code", field=setting
        )
    for row in rows:
        if any(not (row.words.get(language) or "").strip() for language in languages):
            raise SettingsError(
                _("“%(words)s” lacks its words in one of the languages.") % {"words": row.said("fr") or row.code},
                code="words_missing",
                field=setting,
            )
    if twice := _twice(rows):
        raise SettingsError(_("“%(words)s” is there twice.") % {"words": twice}, code="twice", field=setting)


def _twice(rows: Sequence[Choice]) -> str:
    """What two of the rows share: a code, or their words in one language; nothing where all differ."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        for name, text in {"code": row.code, **row.words}.items():
            key = (name, same_words(text))
            if text and key in seen:
                return text
            seen.add(key)
    return ""


def same_words(text: str) -> str:
    """What two texts share that a respondent could not tell apart: capitals and spaces aside."""
    return " ".join(text.casefold().split())
