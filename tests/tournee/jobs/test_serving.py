"""`manage.py serve`: a web server and a worker that live and stop together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.harness.databases import fresh_sqlite
from tests.racing import PATIENCE
from tests.served import free_port
from tournee.jobs.serving import supervise

pytestmark = [pytest.mark.races, pytest.mark.xdist_group("races")]
SLEEP = [sys.executable, "-c", f"import time; time.sleep({PATIENCE})"]


def status_of(url: str) -> int:
    """The status `url` answers with, once somebody listens there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 (our own loopback address)
                status: int = answer.status
                return status
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code
        except (urllib.error.URLError, TimeoutError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def descendants(pid: int) -> list[int]:
    """The processes below `pid`."""
    children = [
        int(child)
        for listing in Path(f"/proc/{pid}/task").glob("*/children")
        for child in listing.read_text(encoding="ascii").split()
    ]
    return children + [deeper for child in children for deeper in descendants(child)]


def lives(pid: int) -> bool:
    """Whether the process is there and not a zombie."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture
def served(tmp_path: Path, transactional_db: None) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A running installation of its own, and its address."""
    known = {
        "DATABASE_URL": fresh_sqlite(tmp_path / "serve.sqlite3"),
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "tournee.settings",
        "VAR_DIR": str(tmp_path),
    }
    environment = {**os.environ, **known}
    manage = [sys.executable, "manage.py"]
    port = free_port()
    server = subprocess.Popen(
        [*manage, "serve", "--port", str(port)], cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE
    )
    yield server, f"http://127.0.0.1:{port}"
    assert server.stdout
    server.stdout.close()
    if server.poll() is None:
        server.terminate()
        server.wait(PATIENCE)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to see processes")
def test_it_answers_and_stops_with_its_worker(served: tuple[subprocess.Popen[bytes], str]) -> None:
    server, address = served
    assert status_of(f"{address}/healthz") in {200, 404}
    deadline = time.monotonic() + PATIENCE
    while len(below := descendants(server.pid)) < 4:  # the web server, its two processes, the worker
        assert time.monotonic() < deadline
        time.sleep(0.1)
    server.send_signal(signal.SIGTERM)
    assert server.wait(PATIENCE) == 0
    assert not [pid for pid in below if lives(pid)]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux tells children")
def test_it_says_that_it_serves_once_it_does_and_its_children_do_not_outlive_it(
    served: tuple[subprocess.Popen[bytes], str],
) -> None:
    server, address = served
    assert server.stdout
    while not (line := server.stdout.readline()).startswith(b"Serving at"):
        assert line
    with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=PATIENCE):
        pass
    below = descendants(server.pid)
    assert below
    server.kill()
    deadline = time.monotonic() + PATIENCE
    while any(lives(pid) for pid in below):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_when_one_child_ends_the_other_is_stopped(caplog: pytest.LogCaptureFixture) -> None:
    began = time.monotonic()
    assert supervise({"web server": SLEEP, "worker": [sys.executable, "-c", "raise SystemExit(3)"]}) == 3
    assert time.monotonic() - began < PATIENCE
    assert "The worker ended with exit code 3" in caplog.text


def test_a_child_that_ends_by_itself_is_a_failure_even_without_an_error() -> None:
    assert supervise({"web server": SLEEP, "worker": [sys.executable, "-c", "pass"]}) == 1
