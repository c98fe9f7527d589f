"""What a tour's team watches: from when a rule speaks, what was put off and why, and the letters that were written."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned


class Threshold(Versioned):
    """From when a rule of attention speaks on this tour, in the rule's own unit; without a row its default holds.

    `rule` is the rule's name; `value` None says that the tour does not want it.
    """

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="thresholds")
    rule = models.SlugField(max_length=60)
    value = models.PositiveSmallIntegerField(_("threshold"), null=True, blank=True)
    history_label: str  # the rule in words, where an operation says it

    class Meta:
        verbose_name = _("threshold")
        constraints = [models.UniqueConstraint(fields=["tour", "rule"], name="threshold_once")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.value}"


class Snooze(models.Model):
    """A need somebody put off until a day, with the reason. `key` names the need: its rule and what it is about."""

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="snoozes")
    key = models.CharField(max_length=120)
    until = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    history_label: str  # the need in words, where an operation says it

    class Meta:
        verbose_name = _("need put off")
        constraints = [models.UniqueConstraint(fields=["tour", "key"], name="snooze_once")]

    def __str__(self) -> str:
        return self.key


class MondayLetter(models.Model):
    """The letter of a week was written to this address: never twice.

    Personal data: a keyed hash of the address, kept four weeks.
    """

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="+")
    monday = models.DateField()
    recipient = models.CharField(max_length=64)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Monday’s letter")
        constraints = [models.UniqueConstraint(fields=["tour", "monday", "recipient"], name="monday_letter_once")]

    def __str__(self) -> str:
        return f"{self.monday}"
