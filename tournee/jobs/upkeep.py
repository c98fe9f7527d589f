"""The ground floor's own due work: the task queue, the workers, the sessions."""

from __future__ import annotations

import datetime
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tournee.jobs.models import WorkerRecord

# A worker says that it lives once a minute; after this it is thought dead.
DEAD_AFTER = datetime.timedelta(minutes=5)
KEEP_RESULTS = datetime.timedelta(days=14)
MOST_RUNS = 3


def beat(worker_id: str) -> None:
    """Note that the worker lives."""
    WorkerRecord.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": timezone.now()})


def leave(worker_id: str) -> None:
    """Note that the worker has stopped as it should."""
    WorkerRecord.objects.filter(worker_id=worker_id).delete()


def rescue_tasks() -> str | None:
    """Run again what a killed worker left running, at most three times in all; then it has failed.

    The library leaves such a task RUNNING for ever. Tasks are safe to run twice, so running again is right.
    """
    before = timezone.now() - DEAD_AFTER
    WorkerRecord.objects.filter(seen_at__lt=before - KEEP_RESULTS).delete()
    alive = set(WorkerRecord.objects.filter(seen_at__gte=before).values_list("worker_id", flat=True))
    again = given_up = 0
    for task in DBTaskResult.objects.running().filter(started_at__lt=before):
        if task.worker_ids and task.worker_ids[-1] in alive:
            continue
        stuck = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if len(task.worker_ids) < MOST_RUNS:
            again += stuck.update(status=TaskResultStatus.READY)
        else:
            given_up += stuck.update(
                status=TaskResultStatus.FAILED,
                finished_at=timezone.now(),
                exception_class_path="builtins.RuntimeError",
                traceback="The worker was lost three times while it ran this task.",
            )
    return f"{again} tasks run again, {given_up} given up" if again or given_up else None


def prune_results() -> None:
    """Delete the results of tasks that ended a fortnight ago (the library's own command)."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEEP_RESULTS.days, verbosity=1)


def clear_sessions() -> None:
    """Delete sessions that have ended."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
