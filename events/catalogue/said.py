"""What users wrote, marked with its language where that is not the page's: it is then spoken right (WCAG 3.1.2)."""

from __future__ import annotations

from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tournee.texts.translated import in_language


class Said(str):
    """A text; `lang` is the attribute that says its language, empty where the page's own is meant."""

    __slots__ = ("lang",)
    lang: SafeString

    def __new__(cls, text: str, language: str = "") -> Said:
        """`text`, in `language` if that is another than the page's."""
        made = super().__new__(cls, text)
        made.lang = format_html(' lang="{}"', language) if language else mark_safe("")
        return made


def said(instance: Model, name: str) -> Said:
    """`instance`'s text called `name` in the active language, or the other one's, marked as such."""
    language = (get_language() or "fr")[:2]
    other = "fr" if language == "en" else "en"
    text = in_language(instance, name, language)
    return Said(text, "" if getattr(instance, f"{name}_{language}") or not text else other)
