"""Firms that are one: proposed to the team, merged with nothing lost, or known to be two."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CompanyMerge(models.Model):
    """One firm's record was joined to another's: by whom, when, and what moved (numbers of rows by kind, and names)."""

    kept = models.ForeignKey("registrations.Company", on_delete=models.CASCADE, related_name="merges")
    gone = models.OneToOneField("registrations.Company", on_delete=models.CASCADE, related_name="merged_by")
    moved = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("merging of two firms")
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(kept=F("gone")), name="company_merge_of_two")]

    def __str__(self) -> str:
        return f"merge {self.pk}"


class DifferentCompanies(models.Model):
    """Two firms that look like one and are not: they are not proposed again. `first` has the lower number."""

    first = models.ForeignKey("registrations.Company", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("registrations.Company", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("two different firms")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="different_companies_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="different_companies_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
