"""What somebody types at a door."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """One's ticket code, or one's own e-mail address."""

    who = forms.CharField(
        label=_("Code of your ticket, or your e-mail address"),
        max_length=254,
        help_text=_("The code stands on your ticket: seven letters and figures."),
        widget=forms.TextInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )
