"""Reading keys."""

from django.http import Http404

from tournee.accounts.models import User
from tournee.api.models import ApiKey, ApiKeyQuerySet


def keys_of(user: User) -> ApiKeyQuerySet:
    """The keys of `user` with their last use, the newest first; those revoked or expired come after."""
    keys: ApiKeyQuerySet = ApiKey.objects.filter(user=user).with_last_use().order_by("revoked_at", "-created_at", "-pk")
    return keys


def key_numbered(pk: int) -> ApiKey:
    """The key with this number. Raises Http404."""
    key: ApiKey | None = ApiKey.objects.filter(pk=pk).select_related("user").first()
    if key is None:
        raise Http404
    return key
