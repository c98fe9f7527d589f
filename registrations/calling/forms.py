"""What one notes of a call."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.booking.forms.fields import OneLine
from registrations.models import Call
from tournee.web.forms import VersionedForm


class CallForm(VersionedForm):
    """Reached or not, by the button that is pressed, and a note."""

    outcome = forms.ChoiceField(choices=Call.Outcome.choices, widget=forms.HiddenInput)
    note = OneLine(label=_("Note"), max_length=200, required=False)
