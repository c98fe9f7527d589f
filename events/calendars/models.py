"""The private address at which somebody's planning is read, and when it was."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FeedLinkQuerySet(models.QuerySet["FeedLink"]):
    """Links, with what is known of them."""

    def with_last_read(self) -> FeedLinkQuerySet:
        """Each link with `last_read_at` (None: never)."""
        return self.annotate(last_read_at=Max("reads__at"))


class FeedLink(models.Model):
    """Opens its owner's planning calendar to whoever holds it, until it is revoked; one at a time is open.

    Nothing secret is stored: the address is `public_id` signed. What it shows follows the owner's memberships.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_links")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("created on"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True)

    objects: ClassVar = FeedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("private calendar")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at__isnull=True), name="feed_link_open_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class FeedRead(models.Model):
    """That a private calendar was read: an append-only access record, at most one an hour, which a GET may write.

    Kept for 90 days, so that its owner sees whether a calendar still asks for it.
    """

    link = models.ForeignKey(FeedLink, on_delete=models.CASCADE, related_name="reads")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["link", "-at"], name="feed_read_latest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
