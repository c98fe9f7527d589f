"""A list of words in a question's form: a row a choice, an input a language, and steps that change rows, not words.

Without a script: each step (`step=choices:2:up`, `choices:add`) sends the form, which comes back with all that was
typed and its rows changed; nothing is saved before the button that saves. A row that is emptied is taken out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tournee.questions.settings import LONGEST_CODE, LONGEST_WORDS, Setting, same_words
from tournee.texts.languages import LANGUAGE_CHOICES

MORE = 3
_SHOWN_PAST_MOST = 20  # rows shown beyond what may be asked, so that who pasted too much can take some out

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row on the page: its number, its inputs, the hidden code, what it says, whether it was just moved."""

    number: int
    fields: list[forms.BoundField]
    code: forms.BoundField
    words: str
    first: bool
    last: bool
    moved: str


class WordRows:
    """The rows of one list of a question's form: `setting` says which, `rows` what stands in it."""

    def __init__(
        self, form: forms.BaseForm, setting: Setting, languages: Sequence[str], rows: Sequence[Mapping[str, str]]
    ) -> None:
        self.form = form
        self.setting = setting
        self.languages = languages
        self.moved: tuple[int, str] = (0, "")
        self.count = len(rows) if rows else setting.least
        if form.is_bound:
            self.count = max(self.count, len(rows_in(form.data, setting.name)))
        self.count = min(self.count, setting.most + _SHOWN_PAST_MOST)
        for number in range(1, self.count + 1):
            self._add(number, rows[number - 1] if number <= len(rows) else {})

    def _add(self, number: int, row: Mapping[str, str]) -> None:
        spoken = dict(LANGUAGE_CHOICES)
        for language in self.languages:
            label = _("%(line)s %(number)s, %(language)s") % {
                "line": self.setting.line, "number": number, "language": spoken[language],
            }  # fmt: skip
            widget = forms.TextInput(attrs={"lang": language, "placeholder": spoken[language], "autocomplete": "off"})
            name = f"{self.setting.name}_{number}_{language}"
            self.form.fields[name] = forms.CharField(
                label=label, max_length=LONGEST_WORDS, required=False, widget=widget
            )
            self.form.initial.setdefault(name, row.get(language, ""))
        name = f"{self.setting.name}_{number}_code"
        self.form.fields[name] = forms.SlugField(
            max_length=LONGEST_CODE, required=False, widget=forms.HiddenInput, allow_unicode=False
        )
        self.form.initial.setdefault(name, row.get("code", ""))

    @property
    def legend(self) -> str | Promise:
        """What the list is."""
        return self.setting.label

    def __iter__(self) -> Iterator[ShownRow]:
        for number in range(1, self.count + 1):
            fields = [self.form[f"{self.setting.name}_{number}_{language}"] for language in self.languages]
            said = next((str(field.value()) for field in fields if field.value()), "")
            words = said or f"{self.setting.line} {number}"
            moved = self.moved[1] if self.moved[0] == number else ""
            code = self.form[f"{self.setting.name}_{number}_code"]
            yield ShownRow(number, fields, code, words, number == 1, number == self.count, moved)

    def check(self) -> None:
        """Refuse beside its row what is there twice; what counts them all stands beside the first."""
        seen: dict[tuple[str, str], int] = {}
        for number in range(1, self.count + 1):
            for language in self.languages:
                name = f"{self.setting.name}_{number}_{language}"
                words = same_words(self.form.cleaned_data.get(name) or "")
                if words and (before := seen.setdefault((language, words), number)) != number:
                    said = _("Row %(number)s says the same.") % {"number": before}
                    self.form.add_error(name, forms.ValidationError(said, code="twice"))

    def lines(self, standing: Sequence[Mapping[str, str]]) -> list[Words]:
        """The rows that say something, as a setting holds them; languages not asked for stay as they are `standing`."""
        by_code = {row.get("code"): row for row in standing}
        found = []
        for number in range(1, self.count + 1):
            cleaned = self.form.cleaned_data
            typed = {
                language: cleaned.get(f"{self.setting.name}_{number}_{language}") or "" for language in self.languages
            }
            if not any(typed.values()):
                continue
            code = cleaned.get(f"{self.setting.name}_{number}_code") or ""
            kept = {key: words for key, words in by_code.get(code, {}).items() if key != "code"}
            row = {language: words for language, words in {**kept, **typed}.items() if words}
            found.append({"code": code, **row} if code else row)
        return found


def rows_in(data: Mapping[str, Any], name: str) -> list[int]:
    """The numbers of the rows of the list `name` that were sent, in order."""
    parts = [key.split("_") for key in data if key.startswith(f"{name}_")]
    return sorted({int(part[1]) for part in parts if len(part) == 3 and part[1].isascii() and part[1].isdigit()})


def stepped(data: Mapping[str, Any], step: str, lists: Mapping[str, WordRows]) -> dict[str, Any]:
    """What was typed, by field, once the rows of one list are changed by `step`; an unknown one changes nothing.

    Tells the list which row it moved, so that the page can put the focus there.
    """
    values = {key: data.get(key) for key in data}
    name, _colon, deed = step.partition(":")
    rows = lists.get(name)
    if rows is None:
        return values
    numbers = list(range(1, rows.count + 1))
    number, _colon, way = deed.partition(":")
    if deed == "add":
        rows.moved = (rows.count + 1, "add")
        numbers += [0] * min(MORE, rows.setting.most + _SHOWN_PAST_MOST - rows.count)
    elif number.isascii() and number.isdigit() and int(number) in numbers and way in {"up", "down"}:
        at = int(number) - 1
        to = min(max(at + (-1 if way == "up" else 1), 0), len(numbers) - 1)
        numbers[at], numbers[to] = numbers[to], numbers[at]
        rows.moved = (to + 1, way)
    kept = {key: value for key, value in values.items() if not key.startswith(f"{name}_")}
    for new, old in enumerate(numbers, 1):
        for part in (*rows.languages, "code"):
            kept[f"{name}_{new}_{part}"] = values.get(f"{name}_{old}_{part}", "")
    return kept
