"""An uploaded sheet, kept between its preview and the confirmation."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SheetUpload(models.Model):
    """The bytes somebody sent, so that what they confirm is what they saw, whichever process answers.

    Kept in the database rather than in files: there is no disk to share, it goes with a backup and with its owner, and
    the newest replaces the one before. Personal data: whatever the sheet holds, kept to show it before it is written,
    until it is confirmed or for a day at most (`operations.purge_uploads`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("uploaded sheet")
        verbose_name_plural = _("uploaded sheets")
        constraints = [models.UniqueConstraint(fields=["owner", "purpose"], name="sheet_upload_once_per_purpose")]
        indexes = [models.Index(fields=["created_at"], name="sheet_upload_created")]

    def __str__(self) -> str:
        return self.name
