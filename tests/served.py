"""The product served by real processes on the tests' own database, for what only real requests can prove."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from tests.tournee.mail.mail_server import free_port

READY_SECONDS = 30


@contextmanager
def served(
    folder: Path, *, application: str = "tournee.wsgi:application"
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address and the process of gunicorn with two workers of eight threads on the tests' database.

    For tests with `django_db(transaction=True)`: what they wrote is committed. The log is `folder/served.log`.
    """
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "2",
        "--worker-class", "gthread", "--threads", "8", "--timeout", "60",
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
            _wait_until_ready(f"http://127.0.0.1:{port}", folder / "served.log")
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait(timeout=20)


def _database_url() -> str:
    """The tests' database as its own address."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    secret = f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else ""
    return f"postgres://{quote(known['USER'])}{secret}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def _wait_until_ready(address: str, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 (our own address)
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"The product did not start:\n{log.read_text()}")
