"""Looking somebody up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LookUpForm(forms.Form):
    """An address, or three letters of a name."""

    q = forms.CharField(
        label=_("E-mail address or name"),
        min_length=3,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
