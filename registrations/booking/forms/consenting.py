"""What the contact agrees to: each apart, unticked, and kept with the words they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Organisation
from registrations.booking.errors import BookingError
from registrations.booking.forms.fields import OneLine
from registrations.booking.operations.registering import check_can_be_called
from registrations.booking.request import ConsentRequest
from registrations.models import CallBackSubject, Consent

_CALL_BACK = gettext_lazy("%(organisation)s may call me back about:")
_CALLED_TOO = gettext_lazy("For last-minute changes, and to call you back if you agree to it below.")
_STUDY = gettext_lazy("You may ask me for your study: a questionnaire of a few minutes, once, after the stop.")
PHOTOGRAPHS = gettext_lazy("I may be seen on photographs of the stop.")
_SIMPLE = {
    "questionnaire": (_STUDY, Consent.Purpose.QUESTIONNAIRE),
    "photographs": (PHOTOGRAPHS, Consent.Purpose.PHOTOGRAPHS),
}
_LONGEST = 400


class ConsentFields(forms.Form):
    """A part of the form of a registrant. Nobody gives consent for somebody else: the team’s form has none."""

    hosts: Sequence[Organisation] = ()

    def add_consents(self, hosts: Sequence[Organisation]) -> None:
        """Ask for the study, for photographs, and for each of the `hosts` about what it may call back."""
        self.hosts = hosts
        for name, (words, _purpose) in _SIMPLE.items():
            self.fields[name] = forms.BooleanField(label=words, required=False)
        for host in hosts:
            self.fields[f"call_back_{host.pk}"] = forms.MultipleChoiceField(
                label=_CALL_BACK % {"organisation": host.name}, required=False,
                choices=lambda: CallBackSubject.choices,  # not made before somebody looks
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        if hosts:
            self.fields["contact_phone"].help_text = _CALLED_TOO
            self.fields["call_phone"] = OneLine(
                label=gettext_lazy("Telephone number to call you back at"), max_length=30, required=False,
                help_text=gettext_lazy("Needed if you tick one of these, unless your mobile number stands above."),
                widget=forms.TelInput(attrs={"autocomplete": "tel"}),
            )  # fmt: skip

    @property
    def call_backs(self) -> list[BoundField]:
        """The questions about calling back, one a host."""
        return [self[f"call_back_{host.pk}"] for host in self.hosts]

    def settle_call_backs(self, cleaned: dict[str, Any]) -> None:
        """Whoever agrees to be called back gives one number, here or as their mobile; a number alone is no word."""
        judged = {"contact_phone", "call_phone", *(field.name for field in self.call_backs)}
        agrees = any(cleaned.get(field.name) for field in self.call_backs)
        if not agrees or judged & self.errors.keys():
            return
        mobile, typed = cleaned["contact_phone"], cleaned["call_phone"]
        if mobile and typed and _digits(mobile) != _digits(typed):
            said = _("You gave another number above: %(number)s. Keep one of the two.") % {"number": mobile}
            self.add_error("call_phone", forms.ValidationError(said, code="two_numbers"))
        cleaned["contact_phone"] = mobile or typed
        try:
            check_can_be_called(self.consents(), cleaned["contact_phone"])
        except BookingError as error:
            self.add_error("call_phone", forms.ValidationError(str(error.message), code=error.code))

    def consents(self) -> Iterator[ConsentRequest]:
        """What was agreed to or refused, once the form is valid."""
        cleaned: dict[str, Any] = self.cleaned_data
        for name, (words, purpose) in _SIMPLE.items():
            if name in self.fields:
                yield ConsentRequest(purpose, cleaned[name], str(words))
        said = ", ".join(str(label) for label in CallBackSubject.labels)
        for host in self.hosts:
            subjects = cleaned[f"call_back_{host.pk}"]
            asked = f"{self.fields[f'call_back_{host.pk}'].label} {said}"
            yield ConsentRequest(
                Consent.Purpose.CALL_BACK, bool(subjects), asked[:_LONGEST], host, tuple(dict.fromkeys(subjects))
            )


def _digits(number: str) -> str:
    """The last nine digits: the same with a country’s code as without."""
    return "".join(mark for mark in number if mark.isdigit())[-9:]
