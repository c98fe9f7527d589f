"""Answers in words: a free text, or a sentence to complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tournee.questions.content import Question, said
from tournee.questions.settings import Setting, SettingsError, Shape, check_words
from tournee.questions.tally import Row, Summary, Tally
from tournee.questions.types.base import QuestionType
from tournee.texts.direction import unturned

MOST = 4000
_LENGTH = Setting(
    "max_length",
    Shape.WHOLE,
    gettext_lazy("How many characters at most"),
    gettext_lazy("Leave it empty for the most there can be, 4000."),
)


class WordsField(forms.CharField):
    """Words of a respondent, without what would reorder a page or a document that prints them."""

    def to_python(self, value: Any) -> str:
        return unturned(str(super().to_python(value))).strip()


class Written(QuestionType):
    """What answers in words share; they are read, never counted."""

    def most(self, question: Question) -> int:
        """How many characters an answer may have."""
        return MOST if (most := question.settings.get("max_length")) is None else int(most)

    def rows(self, question: Question, cleaned: Mapping[str, Any]) -> list[Row]:
        text = (cleaned.get(question.code) or "").strip()
        return [Row(text=text)] if text else []

    def initial(self, question: Question, rows: Sequence[Row]) -> dict[str, Any]:
        return {question.code: rows[0].text} if rows else {}

    def summary(self, question: Question, tally: Tally, language: str) -> Summary:
        return Summary(tally.n, tally.asked, texts=tally.texts)

    def check_asked(self, question: Question, languages: Sequence[str]) -> None:
        if not 1 <= self.most(question) <= MOST:
            raise SettingsError(
                _("A text has at most %(most)s characters.") % {"most": MOST}, code="length", field="max_length"
            )


class Text(Written):
    """A free text. Settings: `long` for several lines, `max_length`."""

    kind = "text"
    name = gettext_lazy("a free text")
    example = gettext_lazy("What stopped you the last time?")
    settings = (
        Setting("long", Shape.FLAG, gettext_lazy("Several lines may be written"), begin=True),
        _LENGTH,
    )

    def fields(self, question: Question, language: str) -> dict[str, forms.Field]:
        widget = forms.Textarea(attrs={"rows": 4}) if question.settings.get("long") else forms.TextInput()
        options = self.field_options(question, language)
        return {question.code: WordsField(max_length=self.most(question), widget=widget, **options)}


class Sentence(Written):
    """A sentence to complete. Settings: `before` and `after` by language, around what is left open."""

    kind = "sentence"
    name = gettext_lazy("a sentence to complete")
    speaks_for_itself = True
    example = gettext_lazy("“If you were in my place, to innovate you would …”")

    settings = (
        Setting("before", Shape.WORDS, gettext_lazy("How the sentence begins")),
        Setting("after", Shape.WORDS, gettext_lazy("How it ends"), gettext_lazy("Leave it empty if the gap ends it.")),
        _LENGTH,
    )

    def check_asked(self, question: Question, languages: Sequence[str]) -> None:
        super().check_asked(question, languages)
        check_words(question, "before", languages, required=True)
        check_words(question, "after", languages, required=False)

    def label(self, question: Question, language: str) -> str:
        return super().label(question, language) or self.opened(question, language)

    def fields(self, question: Question, language: str) -> dict[str, forms.Field]:
        options = self.field_options(question, language)
        options["label"] = self.opened(question, language)
        if asked := said(question.label, language):
            options["help_text"] = format_html("{} {}", asked, options["help_text"]).strip()
        widget = forms.Textarea(attrs={"rows": 2})
        return {question.code: WordsField(max_length=self.most(question), widget=widget, **options)}

    def opened(self, question: Question, language: str) -> str:
        """The sentence with its gap."""
        before = said(question.settings.get("before") or {}, language)
        after = said(question.settings.get("after") or {}, language)
        return f"{before} … {after}".strip()
