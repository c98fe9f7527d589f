"""The product as a person runs it: `manage.py serve` on a database, a folder and a mail server of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.served import free_port, wait_until_ready
from tests.tournee.mail.mail_server import MailServer

ROOT = Path(__file__).resolve().parents[2]
# Waited for in failure alone: a slow machine fails nothing.
READY_SECONDS = 300.0
PREPARED_SECONDS = 900.0
MAIL_SECONDS = 180.0


class Mailbox(MailServer):
    """Everything the product sends, by real SMTP."""

    def newest(self, address: str, *, after: int = 0) -> EmailMessage:
        """The newest message to `address` among those that came after the first `after`; waits for the worker."""
        deadline = time.monotonic() + MAIL_SECONDS
        while time.monotonic() < deadline:
            for message in reversed(self.accepted[after:]):
                if address in str(message["To"]):
                    return message
            time.sleep(0.1)
        raise AssertionError(f"No message to {address} within {MAIL_SECONDS:.0f} s; {len(self.accepted)} to others.")


@dataclass(frozen=True, slots=True)
class Product:
    """A product that runs: its address, what is in its demonstration (`prepare.py`) and where its mail arrives."""

    address: str
    samples: dict[str, dict[str, Any]]
    cookies: dict[str, str]
    mailbox: Mailbox
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        """Run Python with those arguments beside the server, in its environment; returns what it prints."""
        return _run(self.environment, *arguments)


def prepared(folder: Path, shared: Path) -> dict[str, Any]:
    """Put the demonstration, with what `prepare.py` adds, into `folder`; returns what that prints.

    It is made once, in `shared`, by whichever process comes first; the others wait for it and copy it.
    """
    said = shared / "prepared.json"
    try:
        shared.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + PREPARED_SECONDS
        while not said.exists():
            if time.monotonic() > deadline:
                raise RuntimeError("The process that prepares the demonstration did not finish.") from None
            time.sleep(0.2)
    else:
        environment = _environment(shared, "http://localhost", 25)
        _manage(environment, "migrate", "--run-syncdb", "-v", "0")
        _manage(environment, "demo")
        written = said.with_suffix(".new")
        written.write_text(_run(environment, "-m", "tests.e2e.prepare"))
        written.rename(said)  # whoever waits finds it whole
    shutil.copytree(shared, folder, dirs_exist_ok=True)
    found: dict[str, Any] = json.loads(said.read_text())
    return found


@contextmanager
def running_product(folder: Path, shared: Path) -> Iterator[Product]:
    """Serve the demonstration (`prepared`) in `folder`, an empty one, until the end of the block."""
    mailbox = Mailbox()
    mailbox.start()
    port = free_port()
    address = f"http://localhost:{port}"
    environment = _environment(folder, address, mailbox.port)
    try:
        found = prepared(folder, shared)
        with (folder / "product.log").open("wb") as log:
            command = [sys.executable, "manage.py", "serve", "--port", str(port)]
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            try:
                wait_until_ready(process, f"{address}/readyz", folder / "product.log", READY_SECONDS)
                yield Product(address, found["samples"], found["cookies"], mailbox, environment)
            finally:
                process.terminate()
                process.wait(READY_SECONDS)
    finally:
        mailbox.stop()


def _environment(folder: Path, address: str, mail_port: int) -> dict[str, str]:
    """A demonstration's environment, with nothing of the tests' own settings in it."""
    left_out = {"DATABASE_URL", "SECRET_KEY", "DEBUG", "CACHE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tournee.settings",
        "DEMO": "1",
        "VAR_DIR": str(folder),
        "SITE_URL": address,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
    }


def _manage(environment: dict[str, str], *arguments: str) -> None:
    _run(environment, "manage.py", *arguments)


def _run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout
