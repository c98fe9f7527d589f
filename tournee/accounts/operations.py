"""Every change to an account that is ours to make; what concerns credentials is allauth's."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.history.operations import record
from tournee.texts.languages import LANGUAGES


class AccountError(OperationError):
    """An account cannot be made or changed like this."""


def create_account(
    email: str,
    name: str,
    language: str,
    password: str | None = None,
    *,
    actor: User | None,
    administrator: bool = False,
) -> User:
    """Make an account whose address counts as verified: whoever makes it answers for that.

    `language` is "fr" or "en"; without `password` the person signs in with a code sent by e-mail. Returns the user.
    Raises `AccountError` (`email_invalid`, `email_taken`, `language_unknown`, `password_weak`).
    """
    email = email.strip().lower()
    user = User(email=email, name=name.strip(), language=language, is_administrator=administrator)
    _check(user, password)
    try:
        with transaction.atomic():
            if User.objects.filter(email__iexact=email).exists():
                raise _taken()
            user.set_password(password)
            user.save()
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
            record("account.create", user, actor=actor, changes={"email": None, "name": None})
    except IntegrityError as error:
        raise _taken() from error
    return user


def change_profile(user: User, *, name: str, language: str, actor: User | None) -> User:
    """Change how `user` is called and the language of the pages and e-mails they get. Returns the user."""
    with transaction.atomic():
        current = User.objects.select_for_update().get(pk=user.pk)
        changes: dict[str, tuple[str, str] | None] = {}
        if current.name != name:
            changes["name"] = None
        if current.language != language:
            changes["language"] = (current.language, language)
        if changes:
            user.name, user.language = name, language
            user.save(update_fields=["name", "language"])
            record("account.change_profile", user, actor=actor, changes=changes)
    return user


def sign_out_elsewhere(user: User, *, actor: User | None) -> User:
    """End every session of `user`; the caller keeps its own with `update_session_auth_hash`. Returns the user."""
    with transaction.atomic():
        user.sessions_valid_from = timezone.now()
        user.save(update_fields=["sessions_valid_from"])
        record("account.sign_out_elsewhere", user, actor=actor)
    return user


def remove_second_factors(user: User, *, actor: User | None) -> int:
    """Take away every second factor of somebody who lost theirs, and end their sessions; returns how many there were.

    Whoever does it has made sure that it is this person who asks. Where one is required, signing in leads to the
    set-up of a new one.
    """
    with transaction.atomic():
        count, _by_model = Authenticator.objects.filter(user=user).delete()
        user.sessions_valid_from = timezone.now()
        user.save(update_fields=["sessions_valid_from"])
        record("account.remove_second_factors", user, actor=actor)
    return count


def _check(user: User, password: str | None) -> None:
    """Refuse an address, a language or a password that cannot be."""
    try:
        validate_email(user.email)
    except ValidationError as error:
        message = _("Give a complete e-mail address, such as name@example.org.")
        raise AccountError(message, code="email_invalid", field="email") from error
    if user.language not in LANGUAGES:
        raise AccountError(_("Choose French or English."), code="language_unknown", field="language")
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise AccountError(" ".join(error.messages), code="password_weak", field="password") from error


def _taken() -> AccountError:
    message = _("There is already an account with this address. Its owner can sign in with it.")
    return AccountError(message, code="email_taken", field="email")
