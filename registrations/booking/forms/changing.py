"""The forms with which somebody changes what they, or the team for them, registered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.booking.forms.consenting import PHOTOGRAPHS
from registrations.booking.forms.fields import EmailField, OneLine, SessionsField
from registrations.booking.forms.overlaps import ask_about_overlaps
from registrations.booking.offer import OfferedSession
from registrations.booking.questions.forms.asking import of_person
from registrations.booking.questions.queries import OwnQuestions
from registrations.booking.request import PersonRequest
from tournee.questions.stored import Value
from tournee.web.forms import VersionedForm


class PersonForm(forms.Form):
    """Somebody who comes, and what the organiser asks of each person (`own`); `lenient`: no answer is required."""

    template_name = "registrations/booking/_person_form.html"
    last: tuple[str, ...] = ()  # fields that stand after the organiser’s questions
    name = OneLine(label=_("Name"), max_length=120)
    email = EmailField(
        label=_("E-mail address"), required=False, help_text=_("Optional: for their own calendar entry.")
    )

    def __init__(self, *args: Any, own: OwnQuestions | None = None, lenient: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = of_person(self, own or OwnQuestions(), lenient=lenient)
        self.answers: dict[int, Value] = {}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.answers = self.questions.clean(cleaned)
        return cleaned

    @property
    def of_the_person(self) -> list[forms.BoundField]:
        """What is asked of a person at every stop."""
        return [field for field in self._own_fields() if field.name not in self.last]

    @property
    def of_the_step(self) -> list[forms.BoundField]:
        """What is asked after all that concerns the person."""
        return [field for field in self._own_fields() if field.name in self.last]

    def _own_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.startswith(self.questions.prefix)]

    def person(self, sessions: frozenset[int] = frozenset()) -> PersonRequest:
        """What was filled in, as the operations take it: nobody is photographed for whom somebody else is silent."""
        cleaned = self.cleaned_data
        return PersonRequest(
            cleaned["name"], cleaned["email"], sessions=sessions, needs=cleaned.get("needs", ""),
            no_photographs=cleaned.get("no_photographs", True), answers=self.answers,
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

    def __init__(self, *args: Any, offered: list[OfferedSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["sessions"] = SessionsField(offered, label=_("Sessions"))
        self.order_fields(["name", "email", "sessions"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = self.cleaned_data.get("sessions", ())
        ask_about_overlaps(self, self.offered, [(self.cleaned_data.get("name", ""), chosen)])
        return cleaned


class NeedsForm(forms.Form):
    """What one should know to receive somebody well."""

    needs = OneLine(label=_("Access, food, anything else"), max_length=300, required=False)
    photographs = forms.BooleanField(label=PHOTOGRAPHS, required=False)

    def values(self) -> dict[str, Any]:
        """What was filled in, as the operation takes it."""
        return {"needs": self.cleaned_data["needs"], "no_photographs": not self.cleaned_data["photographs"]}


class LinkForm(forms.Form):
    """An address whose registrations are looked for."""

    email = EmailField(label=_("Your e-mail address"), autocomplete="email")
