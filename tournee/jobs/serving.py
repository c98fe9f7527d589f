"""Serving on one machine: a web server and a worker beside it, which live and stop together."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from django.conf import STATICFILES_STORAGE_ALIAS, settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.core.files.storage import storages
from django.core.management import call_command

from tournee.jobs import supervised

logger = logging.getLogger(__name__)
# Longer than gunicorn gives its requests and the worker its task, before they are killed.
_PATIENCE_SECONDS = 40.0


def web_command(*, host: str, port: int, workers: int) -> list[str]:
    """The command of the web server: gunicorn with threads, each worker loading the application for itself.

    Measured: preloading in the master shares no memory worth having (170 MB against 173 in all), and costs a third copy
    that is never used.
    """
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", f"{settings.WSGI_APPLICATION.rpartition('.')[0]}:application"),
        *("--bind", address, "--workers", str(workers), "--worker-class", "gthread", "--threads", "4"),
        *("--graceful-timeout", "20", "--log-level", "warning", "--no-control-socket"),
        *("--config", f"python:{supervised.__name__}"),
    ]


def worker_command() -> list[str]:
    """The command of the worker."""
    return [sys.executable, "-m", "django", "worker"]


def collect_static_if_needed() -> bool:
    """Collect static files where the manifest is missing or older than one of them; returns whether it was."""
    storage = storages[STATICFILES_STORAGE_ALIAS]
    if not isinstance(storage, ManifestFilesMixin) or not _manifest_is_stale(storage):
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    return True


def supervise(commands: Mapping[str, Sequence[str]], *, serving: str = "") -> int:
    """Run `commands`, by name, as children until SIGTERM, SIGINT or until one of them ends; then stop them all.

    `serving` is what the web server says once its port is bound. Returns 0 when asked to stop, else the exit code of
    the child that ended (1 if that was 0: it should not have), and logs which it was. Children get a session of their
    own, so that Ctrl-C reaches them once, through here.
    """
    asked: list[int] = []

    def stop(signum: int, _frame: FrameType | None) -> None:
        asked.append(signum)

    before = {each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGINT)}
    known = {supervised.SUPERVISOR: str(os.getpid()), supervised.SERVING: serving}
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], **known}
    children: dict[str, subprocess.Popen[bytes]] = {}
    ended: int | None = None
    try:
        for name, command in commands.items():
            children[name] = subprocess.Popen(  # noqa: S603 (our own commands)
                command, cwd=settings.BASE_DIR, env=environment, start_new_session=True
            )
        while not asked and ended is None:
            time.sleep(0.1)
            ended = _code_of_one_that_ended(children)
    finally:
        _stop(list(children.values()))
        for each, handler in before.items():
            signal.signal(each, handler)
    return 0 if asked else (ended or 1)


def _code_of_one_that_ended(children: Mapping[str, subprocess.Popen[bytes]]) -> int | None:
    """The exit code of a child that has ended, saying which; None while all live."""
    for name, child in children.items():
        if (code := child.poll()) is not None:
            how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
            logger.error("The %s %s; everything is stopped.", name, how)
            return code
    return None


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask `children` to stop, wait, and kill whoever does not."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + _PATIENCE_SECONDS
    for child in children:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _manifest_is_stale(collected: ManifestFilesMixin) -> bool:
    """Whether a static file is newer than the manifest or missing from it."""
    manifest = Path(settings.STATIC_ROOT) / collected.manifest_name
    if not manifest.is_file():
        return True
    made_at = manifest.stat().st_mtime
    known = collected.hashed_files
    for finder in get_finders():
        for path, storage in finder.list([]):
            if path not in known or storage.get_modified_time(path).timestamp() > made_at:
                return True
    return False
