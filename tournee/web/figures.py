"""The ground floor's own figures at /metrics: the queue, the workers, the outbox."""

from __future__ import annotations

import datetime

from django.db.models import Count, Min
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tournee.jobs.models import TickRecord, WorkerRecord
from tournee.mail.models import OutboxMessage
from tournee.web.health import LATE, Figure


def queue_figures() -> list[Figure]:
    """Tasks waiting and how long the oldest has, the age of each piece of due work, and workers alive."""
    now = timezone.now()
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    oldest = ready.aggregate(oldest=Min("enqueued_at"))["oldest"]
    figures = [
        Figure("tournee_tasks_waiting", "Tasks not yet taken by a worker.", ready.count()),
        Figure("tournee_task_oldest_seconds", "Age of the oldest waiting task.", _age(oldest, now)),
        Figure("tournee_workers", "Workers seen lately.", WorkerRecord.objects.filter(seen_at__gt=now - LATE).count()),
    ]
    figures += [
        Figure("tournee_tick_age_seconds", "Time since due work last ran.", _age(at, now), {"work": name})
        for name, at in TickRecord.objects.exclude(last_finished=None).values_list("name", "last_finished")
    ]
    return figures


def _age(moment: datetime.datetime | None, now: datetime.datetime) -> float:
    return 0.0 if moment is None else round((now - moment).total_seconds(), 1)


def outbox_figures() -> list[Figure]:
    """How many messages stand in each state."""
    states = OutboxMessage.objects.order_by("state").values_list("state").annotate(messages=Count("pk"))
    return [Figure("tournee_outbox", "Messages by state.", count, {"state": state}) for state, count in states]
