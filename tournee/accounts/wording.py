"""The sentences allauth asks for, in our words: notices on the page, e-mails about security, refusals in forms."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What the page says after something was done, by the template allauth names; what is not here is not said.
NOTICES: dict[str, Promise] = {
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "account/messages/email_confirmation_sent.txt": _("A link to confirm the address was sent to %(email)s."),
    "account/messages/email_confirmed.txt": _("The address %(email)s is confirmed."),
    "account/messages/email_confirmation_failed.txt": _(
        "The address %(email)s cannot be confirmed: another account has it."
    ),
    "account/messages/email_deleted.txt": _("The address %(email)s is not used any more."),
    "mfa/messages/totp_activated.txt": _("The authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": _("The key is added."),
    "mfa/messages/webauthn_removed.txt": _("The key is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("Your recovery codes are ready: keep them in a safe place."),
    "socialaccount/messages/account_disconnected.txt": _("The connection is removed."),
    "socialaccount/messages/account_connected.txt": _("The connection is made."),
    "socialaccount/messages/account_connected_other.txt": _("That identity belongs to another account."),
}

# What a person is told by e-mail when the security of their account changed, by the template allauth names.
SECURITY_EVENTS: dict[str, Promise] = {
    "account/email/password_changed": _("The password of your account was changed."),
    "account/email/password_set": _("A password was set for your account."),
    "account/email/password_reset": _("The password of your account was replaced with a new one."),
    "account/email/email_changed": _("The e-mail address of your account was changed to %(to_email)s."),
    "account/email/email_deleted": _("The address %(deleted_email)s was removed from your account."),
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed from your account."),
    "mfa/email/webauthn_added": _("A passkey or security key was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey or security key was removed from your account."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
    "socialaccount/email/account_connected": _("Your account was connected to an identity provider."),
    "socialaccount/email/account_disconnected": _("Your account was disconnected from an identity provider."),
}

# The other e-mails: template name, and the word the team reads in the outbox.
MAILS: dict[str, tuple[str, Promise]] = {
    "account/email/login_code": ("login_code", _("Sign-in code")),
    "account/email/password_reset_code": ("password_reset_code", _("Code to choose a new password")),
    "account/email/email_confirmation": ("email_confirmation", _("Confirmation of an address")),
}
SECURITY_PURPOSE: Promise = _("Security of an account")

ACCOUNT_ERRORS: dict[str, Promise] = {
    "account_inactive": _("This account is closed. Ask the administrator of this installation."),
    "duplicate_email": _("This is your address already."),
    "email_taken": _("This address cannot be used. Give another one."),
    "email_password_mismatch": _("The address and the password do not match. Check both, or have a code sent to you."),
    "enter_current_password": _("This is not your current password."),
    "incorrect_code": _("This code is not the right one. Check it and try again."),
    "incorrect_password": _("This is not your password."),
    "rate_limited": _("That was a lot of tries in a short time. Wait five minutes and try again."),
    "too_many_login_attempts": _("That was a lot of tries in a short time. Wait five minutes and try again."),
}

SECOND_FACTOR_ERRORS: dict[str, Promise] = {
    "incorrect_code": ACCOUNT_ERRORS["incorrect_code"],
    "cannot_delete_authenticator": _(
        "A tour you work on requires a second factor, and this is your only one. Add another before you remove it."
    ),
    "cannot_generate_recovery_codes": _("Set up an authenticator app or a key first: recovery codes stand in for it."),
}
