"""`manage.py worker` as a process of its own."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tests.harness.databases import fresh_sqlite
from tests.racing import PATIENCE

pytestmark = [pytest.mark.races, pytest.mark.xdist_group("races")]
ENQUEUE = "from tournee.mail.tasks import send_outbox; send_outbox.enqueue()"


def manage(database: str, *arguments: str) -> subprocess.Popen[str]:
    """The command, begun on `database`."""
    known = {"DATABASE_URL": database, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "tournee.settings"}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, env={**os.environ, **known}, stderr=subprocess.PIPE, text=True
    )


def states(file: Path) -> set[str]:
    """The states of the tasks in the database."""
    with closing(sqlite3.connect(file)) as database:
        return {state for (state,) in database.execute("SELECT status FROM django_tasks_database_dbtaskresult")}


def test_a_database_that_is_of_no_use_for_a_moment_stops_no_worker(tmp_path: Path, transactional_db: None) -> None:
    file, whole = tmp_path / "live.sqlite3", tmp_path / "whole.sqlite3"
    with manage(fresh_sqlite(whole), "shell", "-v", "0", "-c", ENQUEUE) as enqueuing:
        assert enqueuing.wait(PATIENCE) == 0, enqueuing.stderr and enqueuing.stderr.read()
    with manage(f"sqlite:///{file}", "worker") as worker:
        assert worker.stderr
        while "could not use the database" not in (line := worker.stderr.readline()):
            assert line
        with closing(sqlite3.connect(whole)) as source, closing(sqlite3.connect(file)) as live:
            source.backup(live)
        deadline = time.monotonic() + PATIENCE
        while states(file) != {"SUCCESSFUL"}:
            assert worker.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0


def test_a_command_on_a_database_without_tables_says_what_to_run(tmp_path: Path) -> None:
    file = tmp_path / "empty" / "tournee.sqlite3"
    with manage(f"sqlite:///{file}", "create_user", "chief@example.org") as command:
        assert command.stderr
        said = command.stderr.read()
    assert "Run manage.py migrate first." in said
    assert "Traceback" not in said
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
