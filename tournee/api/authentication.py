"""Who calls: a key in `Authorization: Bearer tour_…`, or the browser's own session (with its CSRF token)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from tournee.accounts.models import User
from tournee.api.models import ApiKey
from tournee.api.operations import note_use, secret_hash


class KeyAuthentication(BaseAuthentication):
    """RFC 6750: the user is the key's, and `request.auth` the key."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        keys = ApiKey.objects.live().with_last_use().select_related("user")
        key = keys.filter(secret_hash=secret_hash(secret.strip())).first()
        if key is None:
            raise AuthenticationFailed(
                _("This key is unknown, expired or revoked. Make a new one on the page of your API keys."),
                "invalid_key",
            )
        note_use(key, getattr(key, "last_used_at", None))
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'
