"""The forms of signing in and of one's account: allauth's, with our words and without its placeholders."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa.base import forms as second_factor_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from tournee.accounts.models import User

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, again"),
    "code": _("Code"),
    "name": _("Name of this key"),
    "passwordless": _("Sign in with this key alone (passkey)"),
}
HELPS = {
    "passwordless": _("The device then asks for your fingerprint, your face or its PIN. Untick for an older key."),
    "name": _("So that you can tell your keys apart: “Phone”, “Key on my ring”."),
    "password1": _("At least 12 characters; a short sentence is easy to remember."),
}


class OurWords:
    """Gives a form of allauth the labels of the house and takes its placeholders away."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HELPS.get(name, "")
            if name == "code":
                field.widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
            if name == "login":
                field.widget.attrs["autocomplete"] = "username webauthn"


class LoginForm(OurWords, account_forms.LoginForm):
    """Address and password."""


class RequestLoginCodeForm(OurWords, account_forms.RequestLoginCodeForm):
    """An address to send a code to; the sign-in form's button sends its own field `login` here."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and "login" in data and "email" not in data:
            data = data.copy()
            data["email"] = data["login"]
        super().__init__(data, *args, **kwargs)


class ConfirmLoginCodeForm(OurWords, account_forms.ConfirmLoginCodeForm):
    """The code that was sent."""


class ResetPasswordForm(OurWords, account_forms.ResetPasswordForm):
    """The address whose password is forgotten."""


class ConfirmPasswordResetCodeForm(OurWords, account_forms.ConfirmPasswordResetCodeForm):
    """The code that was sent to choose a new password."""


class ResetPasswordKeyForm(OurWords, account_forms.ResetPasswordKeyForm):
    """A new password in place of a forgotten one."""


class ChangePasswordForm(OurWords, account_forms.ChangePasswordForm):
    """A new password in place of a known one."""


class SetPasswordForm(OurWords, account_forms.SetPasswordForm):
    """A first password."""


class ChangeEmailForm(OurWords, account_forms.AddEmailForm):
    """A new address, which counts once it is confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if any(user.pk != self.user.pk for user in filter_users_by_email(email)):
            raise get_adapter().validation_error("email_taken")
        return email


class ReauthenticateForm(OurWords, account_forms.ReauthenticateForm):
    """The password once more, before something that matters."""


class SecondFactorForm(OurWords, second_factor_forms.AuthenticateForm):
    """A code from the app, or a recovery code, to sign in."""


class SecondFactorAgainForm(OurWords, second_factor_forms.ReauthenticateForm):
    """A code from the app, or a recovery code, before something that matters."""


class ActivateTOTPForm(OurWords, totp_forms.ActivateTOTPForm):
    """The first code of an authenticator app."""


class AddKeyForm(OurWords, key_forms.AddWebAuthnForm):
    """A new passkey or security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
        self.order_fields(["name", "passwordless", "credential"])


class RenameKeyForm(OurWords, key_forms.EditWebAuthnForm):
    """A key's name."""


class ProfileForm(forms.ModelForm[User]):
    """How one is called, and in which language."""

    class Meta:
        model = User
        fields = ("name", "language")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "language": forms.RadioSelect(),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("As the people you work with should read it."),
            "language": _("Of your pages and of the e-mails we send you."),
        }
