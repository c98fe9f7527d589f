"""The product served by real processes on the tests' own database, for what only real requests can prove.

Also what everything shares that starts it: a free port, and waiting until it answers.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

READY_SECONDS = 300  # waited for in failure alone: a slow machine fails nothing


@contextmanager
def served(
    folder: Path, *, application: str = "tournee.wsgi:application", workers: int = 2
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address and the process of gunicorn with `workers` of eight threads on the tests' database.

    For tests with `django_db(transaction=True)`: what they wrote is committed. The log is `folder/served.log`.
    """
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", f"{workers}",
        "--worker-class", "gthread", "--threads", "8", "--timeout", "300",
    ]  # fmt: skip
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": _database_url(),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "VAR_DIR": str(folder),
    }
    with (folder / "served.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            wait_until_ready(process, f"http://127.0.0.1:{port}/healthz", folder / "served.log", READY_SECONDS)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait(timeout=READY_SECONDS)


def _database_url() -> str:
    """The tests' database as its own address."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    secret = f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else ""
    return f"postgres://{quote(known['USER'])}{secret}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_ready(process: subprocess.Popen[bytes], address: str, log: Path, seconds: float) -> None:
    """Ask for `address` until it answers with success. RuntimeError with the log where it does not, or has ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=60):  # noqa: S310 (our own address)
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"The product did not start:\n{log.read_text()}")
