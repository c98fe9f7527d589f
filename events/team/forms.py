"""Forms of the team's pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Role, Tour
from events.team.operations import faults_of_invitation
from tournee.errors import OperationError
from tournee.texts.languages import LANGUAGE_CHOICES
from tournee.web.forms import CheckedForm

TOUR_ROLES = [
    (Role.READER.value, _("reader: sees the whole plan, changes nothing")),
    (Role.EDITOR.value, _("editor: plans, invites, writes to people")),
    (Role.MANAGER.value, _("manager: also publishes, and chooses the team")),
]


class InvitationForm(CheckedForm, forms.Form):
    """Whom to invite to `subject`, as what, in which language."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=TOUR_ROLES, widget=forms.RadioSelect, initial=Role.EDITOR)
    language = forms.ChoiceField(
        label=_("Language of the invitation"), choices=LANGUAGE_CHOICES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, subject: Tour | Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject

    def faults(self) -> Iterable[OperationError]:
        return faults_of_invitation(self.subject, self.cleaned_data.get("email", ""))


class RepresentativeForm(InvitationForm):
    """Somebody of an organisation: there is one role only, whatever was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["role"]

    def clean(self) -> dict[str, Any]:
        """What was sent, and the role."""
        return {**self.cleaned_data, "role": Role.REPRESENTATIVE}


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=TOUR_ROLES, widget=forms.RadioSelect)


class OwnRoleForm(RoleForm):
    """The role somebody chose for themselves, sent again once they are sure of it."""

    role = forms.ChoiceField(choices=TOUR_ROLES, widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput, initial=True)


class NewAccountForm(forms.Form):
    """What an invited person says of themselves. The password is optional: a code by e-mail does as well."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES, widget=forms.RadioSelect)
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
