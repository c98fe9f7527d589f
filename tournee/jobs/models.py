"""What the tick did and when, and which workers are alive."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TickRecord(models.Model):
    """When one piece of due work last ran and with what result; `running_since` is a worker's claim on it."""

    name = models.CharField(max_length=80, unique=True)
    running_since = models.DateTimeField(null=True)
    last_started = models.DateTimeField(_("started"), null=True)
    last_finished = models.DateTimeField(_("finished"), null=True)
    last_outcome = models.CharField(max_length=300, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WorkerRecord(models.Model):
    """A worker process and the last time it said that it lives (once a minute)."""

    worker_id = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.worker_id
