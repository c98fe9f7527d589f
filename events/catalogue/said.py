"""What users wrote, marked with its language where that is not the page's: it is then spoken right (WCAG 3.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tournee.texts.languages import active_language
from tournee.texts.translated import in_language, language_shown

if TYPE_CHECKING:
    from django.db.models import Model


class Said(str):
    """A text; `lang` is the attribute that says its language, empty where the page's own is meant."""

    __slots__ = ("lang",)
    lang: SafeString

    def __new__(cls, text: str, language: str = "") -> Said:
        """`text`, in `language` if that is another than the page's."""
        made = super().__new__(cls, text)
        made.lang = format_html(' lang="{}"', language) if language else mark_safe("")
        return made


def said(row: object, name: str) -> Said:
    """The text called `name` of `row` in the active language, or the other one's, marked as such.

    A row is an object with a column for each language: a model, or columns read of one.
    """
    return Said(text_of(row, name), language_shown(row, name))


def text_of(row: object, name: str) -> str:
    """The same text where its language need not be told."""
    return in_language(cast("Model", row), name, active_language())
