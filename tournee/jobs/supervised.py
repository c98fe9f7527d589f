"""What a child of `serve` does for its parent: say that it serves, and end when the parent was killed.

gunicorn reads this module as its configuration and calls the functions that bear the names of its hooks; it is loaded
before Django is.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys

SUPERVISOR = "TOURNEE_SUPERVISOR"  # the parent's process id
SERVING = "TOURNEE_SERVING"  # what to say once pages are served
_PR_SET_PDEATHSIG = 1  # prctl(2), Linux


def end_with_supervisor() -> None:
    """Have the kernel send this process SIGTERM when `serve` ends in any way; nothing without `serve` or off Linux."""
    supervisor = os.environ.get(SUPERVISOR)
    if not supervisor or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(supervisor):  # it ended before we asked
        os.kill(os.getpid(), signal.SIGTERM)


def on_starting(_server: object) -> None:
    """gunicorn: before anything else."""
    end_with_supervisor()


def when_ready(_server: object) -> None:
    """gunicorn: the port is bound."""
    if says := os.environ.get(SERVING):
        sys.stdout.write(f"{says}\n")
        sys.stdout.flush()


def post_worker_init(_worker: object) -> None:
    """gunicorn: a worker is about to serve.

    A request makes thousands of objects that are gone with it, and what is loaded stays: looking for cycles after each
    700 objects, as Python does by default, costs a tenth of the time and finds nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 50)
