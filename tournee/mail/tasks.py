"""The sender's task, enqueued once for however many messages a transaction wrote."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django_tasks import task
from django_tasks.base import TaskResultStatus

from tournee.database.asked import Asked, plain


@task()
def send_outbox() -> str:
    """Send what is due, batch by batch; returns a sentence of counts."""
    from tournee.mail.sending import send_due  # lazily: sending needs operations, which need this

    return send_due()


def wake_sender() -> None:
    """See that the outbox is sent once the open transaction has committed."""
    if not any(_enqueue in entry for entry in connection.run_on_commit):
        transaction.on_commit(_enqueue)


def _enqueue() -> None:
    """Enqueue the sender unless one waits already: that one will find these messages too."""
    if not _waiting(send_outbox.module_path):
        send_outbox.enqueue()


def _of_path(path: str) -> QuerySet[Any, Any]:
    """The first task of that path which nobody has begun; the sender is never put off to an hour."""
    from django_tasks_db.models import DBTaskResult  # lazily: models may not be loaded when tasks are

    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=path)
    return waiting.order_by().values_list("pk")[:1]


_waiting = Asked(plain, _of_path, str)
