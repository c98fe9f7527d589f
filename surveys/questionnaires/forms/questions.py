"""The form of a question: its words, and whatever its type asks of an organiser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.planning.forms.base import Group, RecordForm
from surveys.models import Question, Questionnaire, Skill
from surveys.questionnaires.forms.questionnaires import leave_out_languages
from surveys.questionnaires.operations.questions import faults_of_question
from surveys.questionnaires.queries import skills_to_ask_about
from tournee.errors import OperationError
from tournee.questions.editing.settings_form import SettingsForm


class SkillField(forms.ModelChoiceField):
    """One of the framework's skills, below its domain."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent} – {obj}" if obj.parent else str(obj)


class QuestionForm(SettingsForm, RecordForm[Question]):
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
        self.questionnaire = questionnaire
        if typed is not None:
            self.initial = {**dict.fromkeys(self.fields), **typed}
        skills: Any = self.fields["skill"]
        skills.queryset = skills_to_ask_about(instance.skill if instance else None)
        leave_out_languages(self, questionnaire)
        self.add_settings(kind, questionnaire.languages, instance.settings if instance else None, typed)

    def grouped(self) -> list[Group]:
        """What is asked, then how it is answered; lists stand between the two."""
        groups = [Group(_("What is asked"), [("label_fr", "label_en"), ("help_fr", "help_en")])]
        return [*groups, Group(_("How it is answered"), [*self.setting_rows(), ("required",), ("skill",)])]

    @property
    def values(self) -> dict[str, Any]:
        """The columns as the operation takes them."""
        return {**super().values, "settings": self.settings_values()}

    def faults(self) -> Iterable[OperationError]:
        checked = {**self.checked, "settings": self.settings_values()}
        for fault in faults_of_question(self.kind, checked, self.instance if self.instance.pk else None):
            fault.field = self.field_of(fault.field)
            if fault.code != "twice":  # said beside its row
                yield fault

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.check_rows()
        return cleaned

    def stepped(self, step: str) -> QuestionForm:
        """The same form with rows changed by `step` and all that was typed, saying nothing of what is wrong."""
        instance = self.instance if self.instance.pk else None
        typed = self.typed_after(step)
        form = QuestionForm(kind=self.kind, questionnaire=self.questionnaire, instance=instance, typed=typed)
        form.as_moved(self)
        return form
