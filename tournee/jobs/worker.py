"""The worker: one process that runs tasks as they come and ticks once a minute."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from tournee.jobs.operations import tick
from tournee.jobs.upkeep import beat, leave

logger = logging.getLogger(__name__)
TICK_SECONDS = 60.0
# How long a stopping worker waits for the tick it is in.
_PATIENCE_SECONDS = 20.0


def run_worker(*, poll_seconds: float) -> None:
    """Run tasks and tick until SIGTERM or SIGINT; the task in hand is finished first (a second signal ends it).

    The tick has a thread of its own, so that sending thousands of e-mails delays nothing that is due.
    """
    worker_id = get_random_string(32)
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=poll_seconds,
        batch=False,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
    )
    worker.configure_signals()
    stopping = threading.Event()
    ticker = threading.Thread(target=_tick_until, args=(stopping, worker_id), name="tick", daemon=True)
    ticker.start()
    try:
        worker.run()
    finally:
        stopping.set()
        ticker.join(_PATIENCE_SECONDS)
        leave(worker_id)


def _tick_until(stopping: threading.Event, worker_id: str) -> None:
    """Say that the worker lives and tick, once a minute; a database that is away for a while stops nothing."""
    while True:
        close_old_connections()
        try:
            beat(worker_id)
            tick()
        except DatabaseError:
            logger.exception("The tick could not reach the database")
        if stopping.wait(TICK_SECONDS):
            connections.close_all()
            return
