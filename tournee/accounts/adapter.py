"""What allauth asks us: who may come in, where to go next, and how to say it by e-mail."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from axes.utils import reset as forget_failures
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.translation import gettext

from tournee.accounts import wording
from tournee.accounts.models import User
from tournee.accounts.policies import is_second_factor_required
from tournee.accounts.throttling import too_many_tries
from tournee.mail.operations import Recipient, queue_message
from tournee.web.access import signed_in_user

MAIL_TEMPLATES = "tournee/accounts/mail"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator or an invitation, never by whoever comes along."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultAccountAdapter.error_messages, **wording.ACCOUNT_ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The workspace, in the language of whoever signed in."""
        url: str = translate_url(super().get_login_redirect_url(request), signed_in_user(request).language)
        return url

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Beside the count by account and address (django-axes), a wider one against many addresses at one account."""
        key = str(credentials.get("email", "")).lower()
        if not ratelimit.consume(request, action="password_of_one_account", key=key):
            raise ImmediateHttpResponse(too_many_tries(request))

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Whoever chose a new password may use it at once."""
        forget_failures(username=str(credentials.get("email", "")).lower())

    def add_message(  # noqa: PLR0917 - allauth's own order
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if message is None and message_template in wording.NOTICES:
            message = str(wording.NOTICES[message_template]) % (message_context or {})
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the e-mail into the outbox, in the language of the account it is about (else the page's)."""
        user = context.get("user") or User.objects.filter(email__iexact=email).first() or self._signed_in()
        language = user.language if user else translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            values = _plain(context)
            if template_prefix in wording.SECURITY_EVENTS:
                template, purpose = "security_notice", wording.SECURITY_PURPOSE
                values["event"] = str(wording.SECURITY_EVENTS[template_prefix]) % context
            else:
                template, purpose = wording.MAILS[template_prefix]
            queue_message(
                f"{MAIL_TEMPLATES}/{template}",
                to=Recipient(email, user.name if user else ""),
                language=language,
                purpose=purpose,
                confidential=template != "security_notice",
                context={**values, "account_url": settings.SITE_URL + reverse("account")},
            )

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to prove again who one is, in our words."""
        words = {
            "reauthenticate": gettext("With your password"),
            "mfa_reauthenticate": gettext("With a code from your app, or a recovery code"),
            "mfa_reauthenticate:webauthn": gettext("With a passkey or security key"),
        }
        return [{**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def _signed_in(self) -> User | None:
        user = getattr(self.request, "user", None)
        return user if isinstance(user, User) else None


def _plain(context: dict[str, Any]) -> dict[str, Any]:
    """What an e-mail may say: text, dates and figures; no request, no objects."""
    return {name: value for name, value in context.items() if name not in {"request", "user", "current_site"}}


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are encrypted at rest, and the last one stays where one is required."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultMFAAdapter.error_messages, **wording.SECOND_FACTOR_ERRORS}

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not is_second_factor_required(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - the name allauth calls it by
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Key %(number)s") % {"number": count + 1}


def _vault() -> Any:
    """Encrypts with SECRET_KEY, decrypts with it or one it replaced (SECRET_KEY_FALLBACKS)."""
    from cryptography.fernet import Fernet, MultiFernet  # lazily: 3 MB that most requests do not need

    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"tournee.accounts.second_factor:{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Identity providers open existing accounts, by an address which the provider has verified; they make none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> Any:
        """As allauth does, but "verified" must be true, and not merely a text that is not empty ("false")."""
        for address in sociallogin.email_addresses:
            address.verified = address.verified is True or address.verified == "true"
        return super().authenticate_by_email(sociallogin)
