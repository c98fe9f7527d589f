"""Users: people who sign in. Companies and respondents have no account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tournee.texts.languages import LANGUAGE_CHOICES


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A saved user; without `password` they sign in with a code sent by e-mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An administrator of the installation (`manage.py createsuperuser`)."""
        return self.create_user(email, password, is_administrator=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in; what they may do are memberships, but for the administrator of the installation.

    Personal data: name and e-mail address, kept while the account exists, to let its owner work.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")
    is_active = models.BooleanField(_("active"), default=True)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    date_joined = models.DateTimeField(_("joined on"), auto_now_add=True)
    sessions_valid_from = models.DateTimeField(_("sessions valid from"), null=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What every session of this person must match: a new password or `sessions_valid_from` ends the others."""
        stamp = self.sessions_valid_from.isoformat() if self.sessions_valid_from else ""
        key_salt = "tournee.accounts.models.User.get_session_auth_hash"
        return salted_hmac(key_salt, f"{self.password}{stamp}", secret=secret, algorithm="sha256").hexdigest()

    @property
    def history_label(self) -> str:
        """History outlives erasure: it names a person by number."""
        return f"#{self.pk}"

    def get_full_name(self) -> str:
        """The name, or the address where none was given."""
        return self.name or self.email

    def get_short_name(self) -> str:
        """The same: people are called as they wrote themselves."""
        return self.get_full_name()
