"""Forms of a tour's own words, of rules, and of a message to a selection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Stop, Tour
from events.planning.checklist.forms import Distance
from events.planning.forms.base import Group, LaidOut, RecordForm
from registrations.booking.placeholders import OF_A_REGISTRATION
from registrations.models import Message
from registrations.writing.operations import faults_of_notice, faults_of_rule, faults_of_words
from tournee.errors import OperationError
from tournee.web.forms import CheckedForm, TimeInput, VersionedForm

_NO_ADVERTISING = _(
    "It goes to all of those chosen above, also to those who want no advertising: write nothing in it but what "
    "concerns the stop they come to."
)
_BY_PRESENCE = {
    Message.Audience.PRESENT.value: _(
        "It goes to those who came, registered or not, also to those who want no advertising: write nothing in it but "
        "what concerns this stop."
    ),
    Message.Audience.ABSENT.value: _(
        "It goes to those who were expected and did not come, also to those who want no advertising: write nothing in "
        "it but what concerns this stop."
    ),
}
_THE_WORDS = Group(_("What they read"), [("subject_fr", "subject_en"), ("text_fr", "text_en")], _NO_ADVERTISING)


def _tell_placeholders(form: forms.BaseForm) -> None:
    """Say under each text what can be filled in."""
    for language in ("fr", "en"):
        offered = OF_A_REGISTRATION.offered(language)
        form.fields[f"text_{language}"].help_text = _("Filled in for each: %(offered)s.") % {"offered": offered}


class NoticeForm(CheckedForm, VersionedForm, LaidOut):
    """The tour's own subject and first lines of a notice in one language."""

    subject = forms.CharField(label=_("Subject"), max_length=160, required=False)
    text = forms.CharField(
        label=_("First lines, above ours"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        offered = OF_A_REGISTRATION.offered(language)
        self.fields["text"].help_text = _("Filled in for each: %(offered)s.") % {"offered": offered}
        for field in self.fields.values():
            field.widget.attrs["lang"] = language

    def faults(self) -> Iterable[OperationError]:
        return faults_of_notice(self.cleaned_data, self.language)


class WriteForm(CheckedForm, LaidOut, forms.Form):
    """A message to whoever was selected; `fixed`: a link said to which of them, so that it is not asked."""

    audience = forms.ChoiceField(
        label=_("Which of them"), choices=Message.Audience.choices, widget=forms.RadioSelect,
        initial=Message.Audience.CONTACTS,
    )  # fmt: skip
    subject_fr = forms.CharField(label=_("Subject (French)"), max_length=160, required=False)
    subject_en = forms.CharField(label=_("Subject (English)"), max_length=160, required=False)
    text_fr = forms.CharField(
        label=_("Text (French)"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    text_en = forms.CharField(
        label=_("Text (English)"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    groups = (Group(_("To whom"), [("audience",)]), _THE_WORDS)

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fixed = fixed
        if fixed:
            self.fields["audience"].widget = forms.HiddenInput()
        _tell_placeholders(self)

    def grouped(self) -> Sequence[Group]:
        if not self.fixed:
            return self.groups
        return [replace(_THE_WORDS, note=_BY_PRESENCE[self.initial["audience"]])]

    def faults(self) -> Iterable[OperationError]:
        return faults_of_words(self.cleaned_data)

    def as_message(self, tour: Tour) -> Message:
        """The message as it is filled in, not saved."""
        return Message(tour=tour, **self.cleaned_data)


class RuleForm(Distance, RecordForm[Message]):
    """A message by rule of `tour`, new or not."""

    class Meta:
        model = Message
        fields = ["audience", "stop", "days", "at", "subject_fr", "subject_en", "text_fr", "text_en"]
        widgets = {
            "audience": forms.RadioSelect,
            "at": TimeInput,
            "text_fr": forms.Textarea(attrs={"rows": 8}),
            "text_en": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {"at": _("By the stop’s own clock.")}

    groups = (
        Group(_("When"), [("days", "way"), ("at",), ("stop",)],
              _("Once for each stop. It goes to whoever is registered at that moment, never to who cancelled; what is "
                "past by now is not made up for. 0 is the day of the stop.")),
        Group(_("To whom"), [("audience",)]),
        _THE_WORDS,
    )  # fmt: skip

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tour = tour
        self.show_days(self.instance.days)
        stop: Any = self.fields["stop"]
        stop.queryset = Stop.objects.filter(tour=tour).order_by("starts_on", "pk")
        stop.empty_label = _("every stop of the tour")
        self.fields["at"].required = True
        _tell_placeholders(self)

    @property
    def values(self) -> dict[str, Any]:
        return self.signed(super().values)

    def faults(self) -> Iterable[OperationError]:
        return faults_of_rule(self.tour, self.signed(self.checked))
