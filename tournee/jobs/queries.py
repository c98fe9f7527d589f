"""How the worker is doing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tournee.jobs.due import due_work
from tournee.jobs.models import TickRecord, WorkerRecord
from tournee.jobs.upkeep import DEAD_AFTER


@dataclass(frozen=True, slots=True)
class WorkReport:
    """One piece of due work and its record, an empty one if no tick has met it yet."""

    name: str
    every: datetime.timedelta
    record: TickRecord


def work_reports() -> list[WorkReport]:
    """All due work with what is known of it, in the order in which the tick runs it."""
    records = {record.name: record for record in TickRecord.objects.all()}
    return [
        WorkReport(work.name, work.every, records.get(work.name) or TickRecord(name=work.name)) for work in due_work
    ]


def workers_alive() -> int:
    """How many workers were seen in the last minutes."""
    return WorkerRecord.objects.filter(seen_at__gte=timezone.now() - DEAD_AFTER).count()


def last_tick() -> datetime.datetime | None:
    """When a tick last began a piece of due work; None if there never was one."""
    moment: datetime.datetime | None = TickRecord.objects.aggregate(moment=Max("last_started"))["moment"]
    return moment


def task_counts() -> dict[str, int]:
    """How many tasks are in each of the library's states (READY, RUNNING, FAILED, SUCCESSFUL)."""
    return dict(DBTaskResult.objects.order_by().values_list("status").annotate(number=Count("pk")))


def latest_failures(limit: int = 20) -> QuerySet[DBTaskResult]:
    """The tasks that failed last."""
    return DBTaskResult.objects.failed().order_by("-finished_at")[:limit]
