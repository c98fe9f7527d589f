"""What is made of presence: certificates, the evening page, and the case of documents sent the evening before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from tournee.history.models import Versioned
from tournee.texts import Translated
from tournee.texts.languages import LANGUAGE_CHOICES


class Certificate(models.Model):
    """A numbered certificate that somebody came, as it was issued: `code` holds what is certified and its signature.

    `sessions` are those attended as printed (title, day, hours), `minutes` their length really attended. Numbers run by
    tour and are never used again. `reason` is why somebody revoked it; there is none where presence has overtaken it.
    Personal data: the person is read from the attendee, no name is copied here.
    """

    tour = models.ForeignKey("events.Tour", on_delete=models.PROTECT, related_name="certificates")
    attendee = models.ForeignKey("registrations.Attendee", on_delete=models.PROTECT, related_name="certificates")
    number = models.PositiveIntegerField(_("number"))
    code = models.CharField(max_length=200, unique=True, editable=False)
    minutes = models.PositiveIntegerField(_("minutes attended"))
    sessions = models.JSONField(default=list)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["tour", "number"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["attendee"], condition=Q(revoked_at=None), name="certificate_valid_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"certificate {self.number}"


class EveningPage(Versioned):
    """One A4 made the same evening: what was said in at most five points, two quotations, what comes next.

    Points are lines of one text. `quotes` are {text, by, language}. It waits for approval since `asked_at`, if somebody
    asked. Once approved, `figures` are kept as they were printed and everybody is written to.
    """

    stop = models.OneToOneField("events.Stop", on_delete=models.CASCADE, related_name="evening_page")
    points_fr = models.TextField(_("points (French)"), max_length=1500, blank=True)
    points_en = models.TextField(_("points (English)"), max_length=1500, blank=True)
    next_fr = models.TextField(_("what comes next (French)"), max_length=500, blank=True)
    next_en = models.TextField(_("what comes next (English)"), max_length=500, blank=True)
    quotes = models.JSONField(_("quotations"), default=list, blank=True)
    figures = models.JSONField(default=dict, blank=True, editable=False)
    asked_at = models.DateTimeField(_("approval asked for"), null=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    points = Translated()
    next = Translated()

    class Meta:
        verbose_name = _("evening page")
        verbose_name_plural = _("evening pages")
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_at=None) | Q(approved_at=None), name="evening_page_asked_or_approved"
            )
        ]

    def __str__(self) -> str:
        return f"evening page of stop {self.stop_id}"

    @property
    def tour(self) -> Tour:
        """The tour whose team writes it."""
        return self.stop.tour


class CaseSent(models.Model):
    """The stop's case of documents was made and sent the evening before a day, once."""

    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="cases_sent")
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stop", "day"], name="case_sent_once_a_day")]

    def __str__(self) -> str:
        return f"case of stop {self.stop_id} for {self.day}"
