"""Keys with which programs call the API in somebody's name."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Keys, by what they are good for."""

    def live(self) -> ApiKeyQuerySet:
        """Keys that still open something: neither revoked nor expired, of a user who may sign in."""
        return self.filter(Q(expires_at__gt=timezone.now()), revoked_at=None, user__is_active=True)

    def with_last_use(self) -> ApiKeyQuerySet:
        """Each key with `last_used_at` (None: never)."""
        return self.annotate(last_used_at=Max("uses__at"))


class ApiKey(models.Model):
    """A key: it acts as its user, and may only read unless its scope says more.

    Only a SHA-256 of the secret is kept. The secret is 256 random bits: nobody can guess it or try a dictionary, so a
    slow password hash would protect nothing and would cost every request a tenth of a second.
    """

    class Scope(models.TextChoices):
        READ = "read", _("read only")
        WRITE = "write", _("read and write")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(max_length=16, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    scope = models.CharField(_("scope"), max_length=5, choices=Scope.choices, default=Scope.READ)
    created_at = models.DateTimeField(_("created on"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires on"))
    revoked_at = models.DateTimeField(_("revoked on"), null=True)

    objects: ClassVar = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        constraints = [models.CheckConstraint(condition=Q(scope__in=["read", "write"]), name="api_key_scope_known")]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def may_write(self) -> bool:
        """Whether its scope lets it change anything."""
        return self.scope == self.Scope.WRITE

    @property
    def state(self) -> str:
        """`live`, `expired` or `revoked`."""
        if self.revoked_at:
            return "revoked"
        return "live" if self.expires_at > timezone.now() else "expired"


class ApiKeyUse(models.Model):
    """That a key was used: an append-only access record, at most one an hour and key, which a GET may write.

    Kept for 90 days, so that an owner sees which keys are idle and notices one used by somebody else.
    """

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="uses")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["key", "-at"], name="api_key_use_latest")]
