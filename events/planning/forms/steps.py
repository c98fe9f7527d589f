"""What a transition asks before it is made: a reason, a new day, one of several dates, a number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import DateOption, Stop
from events.planning.operations.stops import faults_of_days, faults_of_new_day
from events.planning.words import days_in_words
from tournee.errors import OperationError
from tournee.web.forms import CheckedForm, DateInput


class StepForm(CheckedForm, forms.Form):
    """Asks nothing but to be sure."""

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        self.stop = stop
        super().__init__(*args, **kwargs)


class ReasonForm(StepForm):
    """Why, in the words readers will see."""

    reason_fr = forms.CharField(
        label=_("Reason, in French"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence for the people who planned to come: the page shows it."),
    )  # fmt: skip
    reason_en = forms.CharField(
        label=_("Reason, in English"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class RescheduleForm(StepForm):
    """The day a postponed stop now takes place."""

    starts_on = forms.DateField(label=_("New date"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Last day"), widget=DateInput, required=False, help_text=_("Only if it lasts more than one day.")
    )

    def faults(self) -> Iterable[OperationError]:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first:
            yield from faults_of_days(first, last)
            yield from faults_of_new_day(self.stop, first, last or first)


class MoveForm(StepForm):
    """Another day or another place of a public stop, and why."""

    starts_on = forms.DateField(label=_("Date"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Last day"), widget=DateInput, required=False, help_text=_("Only if it lasts more than one day.")
    )
    venue = forms.CharField(
        label=_("Venue"), max_length=160, required=False,
        help_text=_("How to come and the safety limit are the old room’s: edit the stop afterwards."),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Street address"), max_length=200, required=False, help_text=_("Number, street, postal code.")
    )
    reason_fr, reason_en = ReasonForm.base_fields["reason_fr"], ReasonForm.base_fields["reason_en"]

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        super().__init__(*args, stop=stop, **kwargs)
        last_day = stop.ends_on if stop.ends_on != stop.starts_on else None
        self.initial = {
            "starts_on": stop.starts_on, "ends_on": last_day, "venue": stop.venue, "address": stop.address
        }  # fmt: skip

    def faults(self) -> Iterable[OperationError]:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first:
            yield from faults_of_days(first, last)
            if first != self.stop.starts_on:
                yield from faults_of_new_day(self.stop, first, last or first)


class DateOptionField(forms.ModelChoiceField):
    """One of a stop's possible dates, in words."""

    widget = forms.RadioSelect

    def label_from_instance(self, option: Any) -> str:
        said = days_in_words(option.starts_on, option.ends_on)
        return f"{said} ({option.note})" if option.note else said


class ConfirmForm(StepForm):
    """Which of the possible dates was agreed, where there are several."""

    option = DateOptionField(DateOption.objects.none(), label=_("The date agreed"), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options: Any = self.fields["option"]
        options.queryset = self.stop.date_options.all()
        if not options.queryset.exists():
            del self.fields["option"]
        elif self.stop.starts_on:
            options.required = False
            options.empty_label = days_in_words(self.stop.starts_on, self.stop.ends_on)


class RecordPastForm(StepForm):
    """The number a stop of an earlier edition had, where its sources say."""

    number = forms.IntegerField(
        label=_("Its number"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("Leave it empty if no source says."),
    )
