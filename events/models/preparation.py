"""What there is to do before and after a stop: the tour's template, and each stop's own tasks."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts import Translated


class Side(models.TextChoices):
    """Who a task is for."""

    TEAM = "team", _("the team")
    PARTNER = "partner", _("the co-host")


class ChecklistItem(Versioned):
    """One line of a tour's checklist: every stop of the tour gets it as a task.

    `days` counts from the stop's first day: -21 is three weeks before, 2 is two days after.
    """

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="checklist_items")
    title_fr = models.CharField(_("task (French)"), max_length=160)
    title_en = models.CharField(_("task (English)"), max_length=160, blank=True)
    days = models.SmallIntegerField(_("days from the stop’s first day"))
    side = models.CharField(_("who does it"), max_length=7, choices=Side, default=Side.TEAM)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    title = Translated()

    class Meta:
        verbose_name = _("line of the checklist")
        ordering = ["days", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tour", "title_fr"], name="checklist_item_once"),
            models.CheckConstraint(condition=Q(days__range=(-730, 730)), name="checklist_item_within_two_years"),
        ]

    def __str__(self) -> str:
        return self.title


class Task(Versioned):
    """Something to do for a stop; from the tour's checklist (`item`), or for this stop only.

    It is due `days` from the stop's first day, or `due_on` where a day was set for it; it has no date while neither is
    known (`due`). `assignee` is somebody of the team, or who represents a co-host; without one it is its side's.
    """

    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="tasks")
    item = models.ForeignKey(ChecklistItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks")
    title_fr = models.CharField(_("task (French)"), max_length=160)
    title_en = models.CharField(_("task (English)"), max_length=160, blank=True)
    days = models.SmallIntegerField(_("days from the stop’s first day"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    side = models.CharField(_("who does it"), max_length=7, choices=Side, default=Side.TEAM)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("person"),
    )  # fmt: skip
    note = models.CharField(_("note"), max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    reminded_on = models.DateField(null=True, editable=False)

    title = Translated()

    class Meta:
        verbose_name = _("task")
        constraints = [
            models.UniqueConstraint(fields=["stop", "item"], name="task_once_of_an_item"),
            models.CheckConstraint(condition=Q(days__isnull=False) | Q(due_on__isnull=False), name="task_due_somehow"),
        ]
        indexes = [models.Index(fields=["stop", "done_at"], name="task_of_stop")]

    def __str__(self) -> str:
        return self.title

    @property
    def due(self) -> datetime.date | None:
        """The day it is due; None while its stop has no date."""
        if self.due_on is not None:
            return self.due_on
        first = self.stop.starts_on
        return None if first is None or self.days is None else first + datetime.timedelta(days=self.days)


class Material(Versioned):
    """Something participants may take home or prepare with: a file, or an address, of a stop or one of its sessions."""

    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="materials")
    session = models.ForeignKey(
        "events.Session", on_delete=models.CASCADE, null=True, blank=True, related_name="materials",
        verbose_name=_("session"),
    )  # fmt: skip
    title_fr = models.CharField(_("title (French)"), max_length=160)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    file = models.ForeignKey("tournee.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    url = models.URLField(_("address"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    title = Translated()

    class Meta:
        verbose_name = _("material")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, url="") | (Q(file__isnull=True) & ~Q(url="")),
                name="material_file_or_address",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Prompt(Versioned):
    """One question of a tour's debate guide, asked at every stop in this order."""

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="prompts")
    text_fr = models.CharField(_("question (French)"), max_length=300)
    text_en = models.CharField(_("question (English)"), max_length=300, blank=True)
    hint_fr = models.CharField(_("for the facilitator (French)"), max_length=500, blank=True)
    hint_en = models.CharField(_("for the facilitator (English)"), max_length=500, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)
    source_url = models.URLField(_("source"), blank=True)

    text = Translated()
    hint = Translated()

    class Meta:
        verbose_name = _("prompt of the debate")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Commitment(Versioned):
    """What a partner promised (a room, equipment, an invitation relayed), and when it came."""

    partnership = models.ForeignKey("events.Partnership", on_delete=models.CASCADE, related_name="commitments")
    what = models.CharField(_("what is promised"), max_length=200)
    due_on = models.DateField(_("for"), null=True, blank=True)
    received_on = models.DateField(_("came on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("promise of a partner")
        ordering = [F("due_on").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.what
