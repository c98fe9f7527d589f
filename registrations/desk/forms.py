"""What the door asks of somebody who is not on the list."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from events.planning.forms.base import Group, LaidOut
from registrations.booking.forms.fields import EmailField, OneLine
from registrations.booking.request import PersonRequest
from registrations.desk.newcomers import Why


class NoteForm(LaidOut, forms.Form):
    """What the desk reads when somebody arrives."""

    note = OneLine(
        label=_("Note for the desk"), max_length=120, required=False,
        help_text=_("A few words that appear when they arrive: “badge at the speakers’ table”. Nothing about health."),
    )  # fmt: skip
    groups = (Group(_("When they arrive"), (("note",),)),)


class NewcomerForm(forms.Form):
    """Short fields. The nonce makes a form that is sent twice one person."""

    name = OneLine(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = EmailField(
        label=_("E-mail address"), required=False,
        help_text=_("Only if they want to receive the synthesis, and a few questions before it."),
    )  # fmt: skip
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    @property
    def mark(self) -> uuid.UUID:
        """The nonce, also of a form that bore none."""
        return self.cleaned_data["nonce"] or uuid.uuid4()

    @property
    def person(self) -> PersonRequest:
        """Who came."""
        return PersonRequest(self.cleaned_data["name"], self.cleaned_data["email"])


class WalkInForm(NewcomerForm):
    """Somebody who is not on the list, and their firm."""

    firm = OneLine(
        label=_("Firm or organisation"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Leave it empty for somebody who comes for themselves."),
    )  # fmt: skip
    field_order = ("name", "firm", "email")


class InsteadForm(NewcomerForm):
    """Who comes instead of somebody of the list; and why, for history."""

    reason = forms.ChoiceField(label=_("Why"), required=False, choices=[("", _("not said")), *Why.choices])
    field_order = ("name", "reason", "email")
