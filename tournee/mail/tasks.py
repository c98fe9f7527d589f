"""The sender's task, enqueued once for however many messages a transaction wrote."""

from __future__ import annotations

from django.db import connection, transaction
from django_tasks import task


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
    from django_tasks_db.models import DBTaskResult  # lazily: models may not be loaded when tasks are

    if not DBTaskResult.objects.ready().filter(task_path=send_outbox.module_path).exists():
        send_outbox.enqueue()
