"""Making, revoking and noting the use of API keys."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournee.api.models import ApiKey, ApiKeyUse
from tournee.errors import OperationError
from tournee.history.operations import record

if TYPE_CHECKING:
    from tournee.accounts.models import User

LIVE_KEYS_A_USER = 20
_SHOWN = 10
_NOTED_EVERY = datetime.timedelta(hours=1)
_USES_KEPT = datetime.timedelta(days=90)


class KeyRefused(OperationError):
    """The key is not made."""


def secret_hash(secret: str) -> str:
    """What is kept of a secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_key(*, user: User, name: str, scope: str, days: int, actor: User) -> tuple[ApiKey, str]:
    """A new key of `user` good for `days` days, and its secret, which is shown now and never again.

    The secret begins with `tour_`, so that tools that look for leaked secrets can name it.
    """
    secret = f"tour_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        if ApiKey.objects.live().filter(user=user).count() >= LIVE_KEYS_A_USER:
            raise KeyRefused(
                _("You have as many keys as one account may have. Revoke one that you no longer use."),
                code="too_many_keys",
            )
        key = ApiKey.objects.create(
            user=user,
            name=name,
            prefix=secret[:_SHOWN],
            secret_hash=secret_hash(secret),
            scope=ApiKey.Scope(scope),
            expires_at=timezone.now() + datetime.timedelta(days=days),
        )
        record("api_key.make", key, actor=actor, changes={"scope": (None, scope), "expires_at": (None, key.expires_at)})
    return key, secret


def revoke_key(key: ApiKey, *, actor: User) -> ApiKey:
    """`key`, which opens nothing from now on; revoking it again changes nothing."""
    with transaction.atomic():
        key = ApiKey.objects.select_for_update().get(pk=key.pk)
        if key.revoked_at is None:
            key.revoked_at = timezone.now()
            key.save(update_fields=["revoked_at"])
            record("api_key.revoke", key, actor=actor)
    return key


def note_use(key: ApiKey, last_used_at: datetime.datetime | None) -> None:
    """Append that `key` was used, unless that was noted within the hour."""
    now = timezone.now()
    if last_used_at is None or now - last_used_at > _NOTED_EVERY:
        ApiKeyUse.objects.create(key=key, at=now)


def forget_uses(now: datetime.datetime | None = None) -> str | None:
    """Due work: remove records of use older than 90 days; says how many."""
    removed, _by_model = ApiKeyUse.objects.filter(at__lt=(now or timezone.now()) - _USES_KEPT).delete()
    return f"{removed} removed" if removed else None
