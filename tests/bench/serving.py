"""gunicorn with two workers, as `manage.py serve` runs it, on a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.served import free_port
from tournee.jobs.serving import web_command

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, the master's process, and the seconds from start to the first page."""

    port: int
    pid: int
    first_page_seconds: float

    def resident_megabytes(self) -> float:
        """Resident memory of master and workers, shared pages counted once (PSS where the kernel tells it)."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(_resident(int(pid)) for pid in (self.pid, *children)) / 1024

    def proportional_megabytes(self) -> float:
        """The same with memory that processes share divided among them."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(_proportional(int(pid)) for pid in (self.pid, *children)) / 1024


@contextmanager
def served(environment: dict[str, str], *, first_page: str) -> Iterator[Server]:
    """The product served with `environment` added to ours; `first_page` is asked for until it answers."""
    port = free_port()
    command = web_command(host="127.0.0.1", port=port, workers=WORKERS)
    settings = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
    start = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **environment, **settings})
    try:
        took = _wait_for(port, first_page, start)
        yield Server(port, process.pid, took)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, address: str, start: float) -> float:
    while time.perf_counter() - start < 30:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
                connection.sendall(f"GET {address} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
                if b" 200 " in connection.recv(64):
                    return time.perf_counter() - start
        except OSError:
            time.sleep(0.01)
    raise RuntimeError(f"{address} did not answer within 30 s")


def _resident(pid: int) -> int:
    return _kilobytes(Path(f"/proc/{pid}/status"), "VmRSS:")


def _proportional(pid: int) -> int:
    return _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")


def _kilobytes(file: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in file.read_text().splitlines() if line.startswith(name))
