"""The door: the telephones that serve it, and how a stop proves who was there."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from tournee.history.models import Versioned


class DeskDevice(models.Model):
    """A telephone's way in to the door of one day of a stop, without an account, or to one session's door.

    Its signed link is made of `public_id` and `link_version`. `readied_at` is when it last said that it can go on
    without a network, with the names of `readied_people`. What it noted stays once it is revoked.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link_version = models.PositiveSmallIntegerField(default=1, editable=False)
    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="desk_devices")
    session = models.ForeignKey(
        "events.Session", on_delete=models.CASCADE, null=True, blank=True, related_name="desk_devices",
        verbose_name=_("door of"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=60)
    day = models.DateField(_("day"))
    expires_at = models.DateTimeField(_("ends"))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)
    readied_at = models.DateTimeField(null=True, editable=False)
    readied_people = models.PositiveIntegerField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("telephone at the door")
        verbose_name_plural = _("telephones at the door")
        ordering = ["day", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def tour(self) -> Tour:
        """The tour whose team shows it."""
        return self.stop.tour


class AttendanceRule(Versioned):
    """How presence is proved at a stop, or otherwise in one of its sessions; without any, as at an information meeting.

    `follows` names whose rule that is, as sheets print it. `self_sign_in` lets people sign themselves in from a code on
    a poster or screen; growing `code_version` makes the codes printed before worthless.
    """

    class Regime(models.TextChoices):
        INFORMATION = "information", _("information meeting")
        CO_FUNDED = "co_funded", _("co-funded by the European Union")
        TRAINING = "training", _("vocational training")

    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="attendance_rules")
    session = models.OneToOneField(
        "events.Session", on_delete=models.CASCADE, null=True, blank=True, related_name="attendance_rule"
    )
    regime = models.CharField(_("regime"), max_length=12, choices=Regime, default=Regime.INFORMATION)
    follows = models.CharField(_("whose rule it follows"), max_length=200, blank=True)
    self_sign_in = models.BooleanField(_("people may sign themselves in by a code"), default=False)
    code_version = models.PositiveSmallIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("rule of attendance")
        constraints = [
            models.UniqueConstraint(fields=["stop"], condition=Q(session=None), name="attendance_rule_once_a_stop")
        ]

    def __str__(self) -> str:
        return f"rule of attendance of stop {self.stop_id}"

    @property
    def tour(self) -> Tour:
        """The tour whose team edits it."""
        return self.stop.tour


class ScannedSheet(models.Model):
    """A page of a signed sheet that came back, found to be of one session, day and half-day by its code.

    `page` is its number on that sheet, 0 while nobody said which sheet it is. `digest` is that of its picture as it was
    read, which stays when it is turned; rows from before it was noted have none. Whoever signed is noted by facts of
    their own, which this only helps to write.
    Personal data: names and signatures, to prove presence; kept as long as the facts are.
    """

    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="scanned_sheets")
    session = models.ForeignKey("events.Session", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField(_("day"))
    afternoon = models.BooleanField(null=True)
    page = models.PositiveSmallIntegerField(_("page"), default=1)
    file = models.ForeignKey("tournee.StoredFile", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, blank=True, editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(_("read through"), null=True, editable=False)

    class Meta:
        verbose_name = _("scanned attendance sheet")
        verbose_name_plural = _("scanned attendance sheets")
        ordering = ["day", "session", "afternoon", "page", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stop", "digest"], condition=~Q(digest=""), name="scanned_sheet_once_a_stop"
            )
        ]

    def __str__(self) -> str:
        return f"scanned sheet {self.pk}"

    @property
    def tour(self) -> Tour:
        """The tour it belongs to."""
        return self.stop.tour
