"""The form of a question: its words, and whatever its type asks of an organiser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.planning.forms.base import Group, RecordForm
from surveys.models import Question, Questionnaire, Skill
from surveys.questionnaires.forms.questionnaires import leave_out_languages
from surveys.questionnaires.forms.rows import WordRows, Words, rows_in, stepped
from surveys.questionnaires.operations.questions import faults_of_question
from surveys.questionnaires.queries import skills_to_ask_about
from tournee.errors import OperationError
from tournee.history.operations import StaleVersion
from tournee.questions.registry import TYPES
from tournee.questions.settings import LONGEST_WORDS, Setting, Shape, with_codes
from tournee.texts.languages import LANGUAGE_CHOICES, LANGUAGES

_PLAIN: dict[Shape, type[forms.Field]] = {
    Shape.FLAG: forms.BooleanField,
    Shape.WHOLE: forms.IntegerField,
    Shape.NUMBER: forms.DecimalField,
}


class SkillField(forms.ModelChoiceField):
    """One of the framework's skills, below its domain."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent} – {obj}" if obj.parent else str(obj)


class QuestionForm(RecordForm[Question]):
    """A question of that `kind`, in the languages of `questionnaire`; `values` holds its settings as well.

    `typed` shows what was sent by a step that only changes rows: nothing is refused yet.
    """

    skill = SkillField(
        Skill.objects.none(), label=_("Skill it asks about"), required=False, empty_label=_("none in particular")
    )

    class Meta:
        model = Question
        fields = ["label_fr", "label_en", "help_fr", "help_en", "required", "skill"]
        labels = {"required": _("An answer is required")}

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        kind: str,
        questionnaire: Questionnaire,
        instance: Question | None = None,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, instance=instance)
        self.kind = kind
        self.questionnaire = questionnaire
        self.standing: dict[str, Any] = dict(instance.settings) if instance else {}
        if typed is not None:
            self.initial = {**dict.fromkeys(self.fields), **typed}
        skills: Any = self.fields["skill"]
        skills.queryset = skills_to_ask_about(instance.skill if instance else None)
        leave_out_languages(self, questionnaire)
        self.lists: list[WordRows] = []
        for setting in TYPES[kind].settings:
            self._add(setting, typed)

    def _add(self, setting: Setting, typed: Mapping[str, Any] | None) -> None:
        value = self.standing.get(setting.name, None if self.instance.pk else setting.begin)
        if not setting.label:
            return
        if setting.shape is Shape.CHOICES:
            rows = list(value or ())
            if typed is not None:
                rows = [{} for _number in rows_in(typed, setting.name)]
            self.lists.append(WordRows(self, setting, self.questionnaire.languages, rows))
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
        for language in self.questionnaire.languages:
            name = f"setting_{setting.name}_{language}"
            self.fields[name] = forms.CharField(
                label=f"{setting.label} ({spoken[language]})", help_text=str(setting.help), max_length=LONGEST_WORDS,
                required=False, widget=forms.TextInput(attrs={"lang": language}),
            )  # fmt: skip
            self.initial.setdefault(name, value.get(language, ""))

    def grouped(self) -> list[Group]:
        """What is asked, then how it is answered; lists stand between the two."""
        pairs = [
            tuple(f"setting_{s.name}_{language}" for language in self.questionnaire.languages)
            if s.shape is Shape.WORDS
            else (f"setting_{s.name}",)
            for s in TYPES[self.kind].settings
            if s.label and s.shape is not Shape.CHOICES
        ]
        groups = [Group(_("What is asked"), [("label_fr", "label_en"), ("help_fr", "help_en")])]
        return [*groups, Group(_("How it is answered"), [*pairs, ("required",), ("skill",)])]

    @property
    def values(self) -> dict[str, Any]:
        """The columns as the operation takes them."""
        return {**super().values, "settings": self._settings()}

    def _settings(self) -> dict[str, Any]:
        cleaned, found = self.cleaned_data, {**self.standing}
        lists = {rows.setting.name: rows for rows in self.lists}
        for setting in TYPES[self.kind].settings:
            name = f"setting_{setting.name}"
            if setting.name in lists:
                found[setting.name] = lists[setting.name].lines(self.standing.get(setting.name) or ())
            elif setting.shape is Shape.WORDS and setting.label:
                typed = {code: cleaned.get(f"{name}_{code}") or "" for code in self.questionnaire.languages}
                words = {**(self.standing.get(setting.name) or {}), **typed}
                found[setting.name] = {language: text for language, text in words.items() if text}
            elif setting.label:
                found[setting.name] = _plain(cleaned.get(name))
        coded = with_codes(found, TYPES[self.kind].settings)
        if "neutral" in coded and not _is_middle(coded["neutral"], coded.get("levels") or ()):
            del coded["neutral"]
        return coded

    def faults(self) -> Iterable[OperationError]:
        checked = {**self.checked, "settings": self._settings()}
        for fault in faults_of_question(self.kind, checked, self.instance if self.instance.pk else None):
            fault.field = self.field_of(fault.field)
            if fault.code != "twice":  # said beside its row
                yield fault

    def field_of(self, name: str | None) -> str | None:
        """The field beside which a fault of a column or a setting stands."""
        language = self.questionnaire.languages[0]
        names = (name, f"setting_{name}", f"setting_{name}_{language}", f"{name}_1_{language}", f"{name}_{language}")
        return next((each for each in names if each in self.fields), None)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for rows in self.lists:
            rows.check()
        return cleaned

    def stepped(self, step: str) -> QuestionForm:
        """The same form with rows changed by `step` and all that was typed, saying nothing of what is wrong."""
        lists = {rows.setting.name: rows for rows in self.lists}
        instance = self.instance if self.instance.pk else None
        typed = stepped(self.data, step, lists)
        form = QuestionForm(kind=self.kind, questionnaire=self.questionnaire, instance=instance, typed=typed)
        for rows in form.lists:
            rows.moved = lists[rows.setting.name].moved
        return form

    def beside_fields(self, stale: StaleVersion) -> StaleVersion:
        """`stale` with what differs in the settings said beside the fields that ask for them."""
        theirs, (saved, sent) = dict(stale.theirs), stale.theirs.get("settings", ({}, {}))
        theirs.pop("settings", None)
        for setting in TYPES[self.kind].settings:
            before, now = saved.get(setting.name), sent.get(setting.name)
            if before != now and (field := self.field_of(setting.name)):
                theirs[field] = (_said(before), _said(now))
        return StaleVersion(stale.current, theirs)


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
