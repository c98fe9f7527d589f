"""What a tour tells people about their data, how long it keeps them, and what was removed."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts import Translated


class PrivacyNotice(Versioned):
    """Who answers for a tour's personal data, what people read, to whom they go, and until when they are kept.

    Source: GDPR, article 13. `keeps_until` is the tour's retention date: after it names and addresses are removed.
    """

    tour = models.OneToOneField("events.Tour", on_delete=models.CASCADE, related_name="privacy_notice")
    controller = models.CharField(_("who answers for the data (controller)"), max_length=200)
    contact_email = models.EmailField(_("address for requests"))
    recipients_fr = models.CharField(_("who receives the data (French)"), max_length=500, blank=True)
    recipients_en = models.CharField(_("who receives the data (English)"), max_length=500, blank=True)
    notice_fr = models.TextField(_("notice (French)"), max_length=4000, blank=True)
    notice_en = models.TextField(_("notice (English)"), max_length=4000, blank=True)
    keeps_until = models.DateField(_("data are kept until"))

    recipients = Translated()
    notice = Translated()

    class Meta:
        verbose_name = _("privacy notice")

    def __str__(self) -> str:
        return self.controller


class PurgeReport(models.Model):
    """What one run of the purge removed, by rule: numbers of rows, and nothing of whose they were."""

    at = models.DateTimeField(default=timezone.now)
    removed = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("report of a purge")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"purge {self.at:%Y-%m-%d}"
