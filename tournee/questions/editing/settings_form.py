"""What a type asks of whoever writes a question, as fields of the form of that question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from tournee.history.operations import StaleVersion
from tournee.questions.editing.rows import WordRows, Words, rows_in, stepped
from tournee.questions.registry import TYPES
from tournee.questions.settings import LONGEST_WORDS, Setting, Shape, with_codes
from tournee.texts.languages import LANGUAGE_CHOICES, LANGUAGES

_PLAIN: dict[Shape, type[forms.Field]] = {
    Shape.FLAG: forms.BooleanField,
    Shape.WHOLE: forms.IntegerField,
    Shape.NUMBER: forms.DecimalField,
}


class SettingsForm(forms.BaseForm):
    """A form with the settings of a question of one `kind`; `add_settings` is called once its other fields are there.

    `lists` are those that stand as rows of words (`tournee/questions/_rows.html`).
    """

    kind: str
    languages: Sequence[str]
    lists: list[WordRows]
    standing: dict[str, Any]

    def add_settings(
        self, kind: str, languages: Sequence[str], standing: Mapping[str, Any] | None, typed: Mapping[str, Any] | None
    ) -> None:
        """Add the fields: showing the settings that stand (None: a new question), or what was `typed` before a step."""
        self.kind, self.languages, self.lists = kind, languages, []
        self.standing = dict(standing or {})
        for setting in TYPES[kind].settings:
            begin = setting.begin if standing is None else None
            self._add(setting, self.standing.get(setting.name, begin), typed)

    def _add(self, setting: Setting, value: Any, typed: Mapping[str, Any] | None) -> None:
        if not setting.label:
            return
        if setting.shape is Shape.CHOICES:
            rows = list(value or ())
            if typed is not None:
                rows = [{} for _number in rows_in(typed, setting.name)]
            self.lists.append(WordRows(self, setting, self.languages, rows))
        elif setting.shape is Shape.WORDS:
            self._add_words(setting, value or {})
        else:
            name = f"setting_{setting.name}"
            self.fields[name] = _PLAIN[setting.shape](
                label=str(setting.label), help_text=str(setting.help), required=False
            )
            self.initial.setdefault(name, value if typed is None else None)  # an empty box is not sent

    def _add_words(self, setting: Setting, value: Mapping[str, str]) -> None:
        spoken = dict(LANGUAGE_CHOICES)
        for language in self.languages:
            name = f"setting_{setting.name}_{language}"
            self.fields[name] = forms.CharField(
                label=f"{setting.label} ({spoken[language]})", help_text=str(setting.help), max_length=LONGEST_WORDS,
                required=False, widget=forms.TextInput(attrs={"lang": language}),
            )  # fmt: skip
            self.initial.setdefault(name, value.get(language, ""))

    def setting_rows(self) -> list[tuple[str, ...]]:
        """The names of the fields that are no list, in rows: words in two languages side by side."""
        return [
            tuple(f"setting_{setting.name}_{language}" for language in self.languages)
            if setting.shape is Shape.WORDS
            else (f"setting_{setting.name}",)
            for setting in TYPES[self.kind].settings
            if setting.label and setting.shape is not Shape.CHOICES
        ]

    def settings_values(self) -> dict[str, Any]:
        """The settings as they are stored, with a code for each choice."""
        cleaned, found = self.cleaned_data, {**self.standing}
        lists = {rows.setting.name: rows for rows in self.lists}
        for setting in TYPES[self.kind].settings:
            name = f"setting_{setting.name}"
            if setting.name in lists:
                found[setting.name] = lists[setting.name].lines(self.standing.get(setting.name) or ())
            elif setting.shape is Shape.WORDS and setting.label:
                typed = {code: cleaned.get(f"{name}_{code}") or "" for code in self.languages}
                words = {**(self.standing.get(setting.name) or {}), **typed}
                found[setting.name] = {language: text for language, text in words.items() if text}
            elif setting.label:
                found[setting.name] = _plain(cleaned.get(name))
        coded = with_codes(found, TYPES[self.kind].settings)
        if "neutral" in coded and not _is_middle(coded["neutral"], coded.get("levels") or ()):
            del coded["neutral"]
        return coded

    def check_rows(self) -> None:
        """Refuse beside its row what a list holds twice; called by `clean`."""
        for rows in self.lists:
            rows.check()

    def field_of(self, name: str | None) -> str | None:
        """The field beside which a fault of a column or a setting stands."""
        language = self.languages[0]
        names = (name, f"setting_{name}", f"setting_{name}_{language}", f"{name}_1_{language}", f"{name}_{language}")
        return next((each for each in names if each in self.fields), None)

    def typed_after(self, step: str) -> dict[str, Any]:
        """All that was typed, with the rows of one list changed by `step`; the lists know what moved."""
        return stepped(self.data, step, {rows.setting.name: rows for rows in self.lists})

    def as_moved(self, before: SettingsForm) -> None:
        """Put the focus where the form `before` the step was pressed: its lists know which row moved."""
        moved = {rows.setting.name: rows.moved for rows in before.lists}
        for rows in self.lists:
            rows.moved = moved[rows.setting.name]

    def beside_fields(self, stale: StaleVersion) -> StaleVersion:
        """`stale` with what differs in the settings said beside the fields that ask for them."""
        theirs, (saved, sent) = dict(stale.theirs), stale.theirs.get("settings", ({}, {}))
        theirs.pop("settings", None)
        theirs.update(self._differing(saved, sent))
        return StaleVersion(stale.current, theirs)

    def _differing(self, saved: Mapping[str, Any], sent: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, Any]]]:
        for setting in TYPES[self.kind].settings:
            before, now = saved.get(setting.name), sent.get(setting.name)
            if before != now and (field := self.field_of(setting.name)):
                yield field, (_said(before), _said(now))


def _plain(value: Any) -> Any:
    """`value` as JSON holds it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _said(value: Any) -> Any:
    """A setting as a person reads it: words of a list one after the other."""
    if isinstance(value, Mapping):
        return " / ".join(value[language] for language in LANGUAGES if value.get(language))
    if isinstance(value, list):
        rows: list[Words] = value
        return " · ".join(_said(row) for row in rows)
    return value


def _is_middle(code: str, levels: Any) -> bool:
    return len(levels) % 2 == 1 and levels[len(levels) // 2].get("code") == code
