"""The worker: one process that runs tasks as they come and ticks once a minute."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from tournee.jobs.operations import tick
from tournee.jobs.upkeep import beat, leave

logger = logging.getLogger(__name__)
TICK_SECONDS = 60.0
# How long a stopping worker waits for the tick it is in.
_PATIENCE_SECONDS = 20.0
# Pauses while the database is away: doubled each time up to the longest, short again once it has held for so long.
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS, _HELD_SECONDS = 1.0, 30.0, 60.0
_AWAY = (DatabaseError, InterfaceError)


def run_worker(*, poll_seconds: float) -> None:
    """Run tasks and tick until SIGTERM or SIGINT; the task in hand is finished first (a second signal ends it).

    The tick has a thread of its own, so that sending thousands of e-mails delays nothing that is due. A database that
    is away is asked again, after longer and longer pauses. The worker comes back under a new name: a task that could
    not be marked as ended belongs to the old one, which is soon thought dead, and runs again (`upkeep.rescue_tasks`).
    """
    worker = _new_worker(poll_seconds)
    stopping = threading.Event()
    ticker = threading.Thread(target=_tick_until, args=(stopping, lambda: worker.worker_id), name="tick", daemon=True)
    ticker.start()
    pause = _FIRST_PAUSE_SECONDS
    try:
        while worker.running:
            began = time.monotonic()
            try:
                beat(worker.worker_id)
                worker.run()
            except _AWAY as error:
                if time.monotonic() - began > _HELD_SECONDS:
                    pause = _FIRST_PAUSE_SECONDS
                logger.error("The worker could not use the database, again in %.0f s: %s", pause, error)  # noqa: TRY400
                connections.close_all()
                time.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
                if worker.running:
                    _leave(worker.worker_id)
                    worker = _new_worker(poll_seconds)
    finally:
        stopping.set()
        ticker.join(_PATIENCE_SECONDS)
        _leave(worker.worker_id)


def _new_worker(poll_seconds: float) -> Worker:
    """The library's worker under a name of its own, listening to signals."""
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=poll_seconds,
        batch=False,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    worker.configure_signals()
    return worker


def _leave(worker_id: str) -> None:
    """Note that the worker has stopped; without a database its record runs out by itself."""
    try:
        leave(worker_id)
    except _AWAY as error:
        logger.warning("The worker could not take leave of the database: %s", error)


def _tick_until(stopping: threading.Event, worker_id: Callable[[], str]) -> None:
    """Say that the worker lives and tick, once a minute; a database that is away for a while stops nothing."""
    while True:
        close_old_connections()
        try:
            beat(worker_id())
            tick()
        except _AWAY:
            logger.exception("The tick could not reach the database")
            connections.close_all()
        if stopping.wait(TICK_SECONDS):
            connections.close_all()
            return
