"""Who changed what: an append-only record that operations write, and the version every edited object carries."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class HistoryQuerySet(models.QuerySet["HistoryEntry"]):
    """Entries are read and appended; they are never changed."""

    def about(self, instance: models.Model) -> "HistoryQuerySet":
        """Entries about `instance`, newest first."""
        content_type = ContentType.objects.get_for_model(instance)
        return self.filter(content_type=content_type, object_id=instance.pk).order_by("-at", "-pk")

    def update(self, **kwargs: Any) -> int:
        raise TypeError("History is append-only")


class HistoryEntry(models.Model):
    """One change: who, what, when, from which value to which.

    `changes` maps a field's name to [from, to]; for a personal field it maps to None, so that the record outlives
    erasure without keeping what was erased. `label` names the object as it was then. Without an actor, `acted_by` is
    the code of who acted without an account, where that is known (`acting_as`).
    """

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    acted_by = models.CharField(max_length=60, blank=True, default="")
    action = models.CharField(max_length=60)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=200, blank=True)
    changes = models.JSONField(default=dict)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("history entry")
        indexes = [models.Index(fields=["content_type", "object_id", "-at"], name="history_about")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("History is append-only")
        super().save(*args, **kwargs)


class Versioned(models.Model):
    """An object people edit: its `version` grows by one with each change, so that a stale form is noticed."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
