"""Check-ins: appended facts about who was there, from which presence is derived."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    """Facts are read and appended; they are never changed. What was noted by mistake is undone by another fact."""

    def standing(self) -> CheckInQuerySet:
        """Those that no later fact undid, and that undo nothing themselves."""
        return self.filter(undoes__isnull=True, undone_by__isnull=True)

    def update(self, **kwargs: Any) -> int:
        raise TypeError("Check-ins are append-only")


class CheckIn(models.Model):
    """Somebody was here: at the stop, or in a session; when, noted by whom and how. It takes no seat.

    `nonce` is made by the device that notes it: the same fact received ten times is one. `at` is when it happened, by
    the device's clock set right by `clock_offset`, `noted_at` when it reached us. Half-days are derived from the local
    time of `at`.
    Personal data: who was where, to prove presence; kept as long as the tour's retention date says (training: the
    funder's rule).
    """

    class Direction(models.TextChoices):
        IN = "in", _("came in")
        OUT = "out", _("went out")

    class How(models.TextChoices):
        SEARCH = "search", _("found in the list")
        SCAN = "scan", _("ticket scanned")
        SELF = "self", _("signed in themselves")
        PAPER = "paper", _("signed on paper")
        CORRECTION = "correction", _("corrected afterwards")

    nonce = models.UUIDField(default=uuid.uuid4, unique=True)
    stop = models.ForeignKey("events.Stop", on_delete=models.PROTECT, related_name="check_ins")
    session = models.ForeignKey(
        "events.Session", on_delete=models.PROTECT, null=True, blank=True, related_name="check_ins"
    )
    attendee = models.ForeignKey("registrations.Attendee", on_delete=models.PROTECT, related_name="check_ins")
    direction = models.CharField(max_length=3, choices=Direction, default=Direction.IN)
    how = models.CharField(_("how"), max_length=10, choices=How, default=How.SEARCH)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    noted_at = models.DateTimeField(auto_now_add=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    device = models.CharField(_("device"), max_length=80, blank=True)
    desk = models.ForeignKey(
        "registrations.DeskDevice", on_delete=models.SET_NULL, null=True, blank=True, related_name="check_ins"
    )
    clock_offset = models.IntegerField(_("seconds by which the device’s clock was ahead"), null=True, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(how="correction") | ~models.Q(reason=""), name="check_in_correction_says_why"
            ),
        ]
        indexes = [models.Index(fields=["stop", "attendee"], name="check_in_at_stop")]

    def __str__(self) -> str:
        return f"check-in {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("Check-ins are append-only")
        super().save(*args, **kwargs)
