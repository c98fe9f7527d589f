"""What is asked about certificates."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class RevokeForm(forms.Form):
    """Why a certificate is revoked; for the team alone."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("Read by the team only: whoever checks the code never sees it.")
    )


class CodeForm(forms.Form):
    """A certificate's code, typed or pasted."""

    code = forms.CharField(
        label=_("Code or address"), max_length=600, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Copy the address below “Is it genuine?” in the file, or what the QR code holds."),
    )  # fmt: skip
