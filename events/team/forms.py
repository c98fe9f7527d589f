"""Forms of the team's pages."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from events.models import Role

LANGUAGES = [("fr", "Français"), ("en", "English")]
TOUR_ROLES = [
    (Role.READER.value, _("reader: sees everything but people’s names, changes nothing")),
    (Role.EDITOR.value, _("editor: plans, invites, writes to people")),
    (Role.MANAGER.value, _("manager: also publishes, and chooses the team")),
]


class InvitationForm(forms.Form):
    """Whom to invite, as what, in which language."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=TOUR_ROLES, widget=forms.RadioSelect, initial=Role.EDITOR)
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=LANGUAGES, widget=forms.RadioSelect)


class RepresentativeForm(InvitationForm):
    """Somebody of an organisation: there is one role only."""

    role = forms.CharField(widget=forms.HiddenInput, initial=Role.REPRESENTATIVE)

    def clean_role(self) -> str:
        """Whatever was sent, a representative is a representative."""
        return Role.REPRESENTATIVE


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=TOUR_ROLES, widget=forms.RadioSelect)


class NewAccountForm(forms.Form):
    """What an invited person says of themselves. The password is optional: a code by e-mail does as well."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)
    password = forms.CharField(
        label=_("Password"),
        required=False,
        help_text=_("At least 12 characters. Left empty, you sign in with a code sent to your address."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str | None:
        """The password as the installation's rules accept it, or None."""
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password or None
