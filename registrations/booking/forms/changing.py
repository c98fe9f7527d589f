"""The forms with which somebody changes what they, or the team for them, registered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.booking.forms.fields import EmailField, OneLine, SessionsField
from registrations.booking.forms.overlaps import ask_about_overlaps
from registrations.booking.offer import OfferedSession
from registrations.booking.request import PersonRequest
from tournee.web.forms import VersionedForm


class PersonForm(forms.Form):
    """Somebody who comes."""

    name = OneLine(label=_("Name"), max_length=120)
    email = EmailField(
        label=_("E-mail address"), required=False, help_text=_("Optional: for their own calendar entry.")
    )

    def person(self, sessions: frozenset[int] = frozenset()) -> PersonRequest:
        """What was filled in, as the operations take it."""
        cleaned = self.cleaned_data
        return PersonRequest(
            cleaned["name"], cleaned["email"], sessions=sessions, needs=cleaned.get("needs", ""),
            no_photographs=cleaned.get("no_photographs", False),
        )  # fmt: skip


class EditPersonForm(VersionedForm, PersonForm):
    """Correcting a person's name or address."""


class SessionsForm(forms.Form):
    """The sessions of one person, whose name is `who`.

    `kept` are those they have that can no longer be chosen or left: begun and over.
    """

    sessions = SessionsField(label=_("Sessions"))

    def __init__(
        self, *args: Any, who: str, offered: list[OfferedSession], kept: frozenset[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.who, self.offered, self.kept = who, offered, kept
        self.fields["sessions"] = SessionsField(offered, label=_("Sessions"), required=not kept)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        ask_about_overlaps(self, self.offered, [(self.who, self.cleaned_data.get("sessions", ()))])
        return cleaned

    @property
    def chosen(self) -> frozenset[int]:
        """All that the person comes to."""
        return self.cleaned_data["sessions"] | self.kept


class AddPersonForm(PersonForm):
    """One more person, with their sessions."""

    needs = forms.CharField(label=_("What should we know to receive them well?"), max_length=300, required=False)
    no_photographs = forms.BooleanField(label=_("No photographs, please"), required=False)

    def __init__(self, *args: Any, offered: list[OfferedSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["sessions"] = SessionsField(offered, label=_("Sessions"))
        self.order_fields(["name", "email", "sessions"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        chosen = self.cleaned_data.get("sessions", ())
        ask_about_overlaps(self, self.offered, [(self.cleaned_data.get("name", ""), chosen)])
        return cleaned


class LinkForm(forms.Form):
    """An address whose registrations are looked for."""

    email = EmailField(label=_("Your e-mail address"), autocomplete="email")
