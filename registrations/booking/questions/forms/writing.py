"""The form of a question: its words, whom and where it is asked, and whatever its type asks of an organiser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Tour
from events.planning.forms.base import Group, RecordForm
from registrations.booking.questions.checking import decisive, faults_of_question
from registrations.booking.questions.queries import content_of
from registrations.models import FormQuestion
from tournee.errors import OperationError
from tournee.questions.conditions import Condition, read_condition
from tournee.questions.editing.settings_form import SettingsForm
from tournee.questions.settings import OTHER
from tournee.texts.languages import LANGUAGES, active_language


class FormQuestionForm(SettingsForm, RecordForm[FormQuestion]):
    """A question of that `kind`, of `tour`; `values` holds its settings and its condition as well.

    `typed` shows what was sent by a step that only changes rows: nothing is refused yet.
    """

    follows = forms.MultipleChoiceField(
        label=gettext_lazy("Only for those who answered"),
        help_text=gettext_lazy("Nothing ticked: it is asked of everybody. Tick answers of one question only."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = FormQuestion
        fields = ["label_fr", "label_en", "help_fr", "help_en", "required", "asked_of", "stop"]
        labels = {"required": gettext_lazy("An answer is required"), "stop": gettext_lazy("Where")}
        widgets = {"asked_of": forms.RadioSelect}

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        kind: str,
        tour: Tour,
        instance: FormQuestion | None = None,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, instance=instance or FormQuestion(tour=tour, kind=kind))
        if typed is not None:
            self.initial = {**dict.fromkeys(self.fields), **typed}
        stops: Any = self.fields["stop"]
        stops.queryset = tour.stops.order_by("starts_on", "pk")
        stops.empty_label = _("at all stops of the tour")
        self.earlier = decisive(self.instance)
        if offered := self._answers():
            follows: Any = self.fields["follows"]
            follows.choices = offered
            condition = read_condition(self.instance.shown_if)
            ticked = [f"{condition.question}:{code}" for code in condition.choices] if condition else []
            self.initial.setdefault("follows", ticked)
        else:
            del self.fields["follows"]
        self.add_settings(kind, LANGUAGES, instance.settings if instance else None, typed)

    def _answers(self) -> list[tuple[str, str]]:
        """The answers that a condition may name: “question: answer”, by codes."""
        language, offered = active_language(), []
        for code, question in self.earlier.items():
            asked = content_of(question)
            choices = [(choice.code, choice.said(language)) for choice in asked.choices()]
            if asked.settings.get(OTHER):
                choices.append((OTHER, _("another answer")))
            offered += [(f"{code}:{choice}", f"{question} – {words}") for choice, words in choices]
        return offered

    def grouped(self) -> list[Group]:
        """What is asked and of whom, then how it is answered; lists stand between the two."""
        return [
            Group(_("What is asked"), [("label_fr", "label_en"), ("help_fr", "help_en")]),
            Group(_("How it is answered"), [*self.setting_rows(), ("required",)]),
            Group(_("Of whom, and where"), [("asked_of",), ("stop",), ("follows",)]),
        ]

    @property
    def values(self) -> dict[str, Any]:
        """The columns as the operation takes them."""
        return {**super().values, "settings": self.settings_values(), "shown_if": self._condition()}

    def _condition(self) -> dict[str, Any]:
        ticked = [value.partition(":") for value in self.cleaned_data.get("follows") or ()]
        if not ticked:
            return {}
        if len({code for code, _colon, _choice in ticked}) > 1:
            return {"question": "", "choices": []}  # of several questions: refused beside the field
        return Condition(ticked[0][0], tuple(choice for _code, _colon, choice in ticked)).as_json()

    def faults(self) -> Iterable[OperationError]:
        checked = {**self.checked, "settings": self.settings_values(), "shown_if": self._condition()}
        for fault in faults_of_question(self.instance, checked):
            fault.field = "follows" if fault.field == "shown_if" else self.field_of(fault.field)
            if fault.code != "twice":  # said beside its row
                yield fault

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.check_rows()
        return cleaned

    def stepped(self, step: str) -> FormQuestionForm:
        """The same form with rows changed by `step` and all that was typed, saying nothing of what is wrong."""
        instance = self.instance if self.instance.pk else None
        typed = self.typed_after(step)
        if "follows" in self.fields:
            typed["follows"] = self["follows"].data
        form = FormQuestionForm(kind=self.kind, tour=self.instance.tour, instance=instance, typed=typed)
        form.as_moved(self)
        return form
