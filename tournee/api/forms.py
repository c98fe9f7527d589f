"""The form for a new API key."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tournee.api.models import ApiKey


class KeyForm(forms.Form):
    """What a new key is for, what it may do, and for how long."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_("For instance “Website of the chamber”: you will know it again."),
    )
    scope = forms.ChoiceField(
        label=_("What may it do?"), choices=ApiKey.Scope.choices, initial=ApiKey.Scope.READ, widget=forms.RadioSelect
    )
    days = forms.TypedChoiceField(
        label=_("How long is it good for?"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("1 year"))],
        coerce=int,
        initial=90,
    )
