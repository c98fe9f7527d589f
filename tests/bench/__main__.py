"""`make bench`: every figure beside its floor, measured in the same run, as JSON lines; then what met its aim.

On SQLite, and on PostgreSQL where TEST_DATABASE_URL names one. Each database is measured in a process of its own.
`make bench ONLY="desk door"` measures the parts named (those of `PARTS`) and no other.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import django

from tests.bench.summary import Figure, in_words

logger = logging.getLogger(__name__)
SERVED = None  # what a part asks of a server that it starts, which is given the environment
# What each part is measured upon, in this order: the last has every commune loaded.
PARTS: dict[str, tuple[str, ...] | None] = {
    "pages": SERVED,
    "open_data": ("immense",),
    "feeds": ("/calendars/tours/longue.ics", "/calendars/tours/double.ics"),
    "registrations": SERVED,
    "promotion": (),
    "desk": SERVED,
    "door": SERVED,
    "certificates": ("mesuree",),
    "answers": SERVED,
    "synthesis": ("mesuree",),
    "listing": (),
    "people": (),
    "control_room": (),
    "cloning": (),
    "imports": (),
    "invitations": ("mesuree",),
    "finding": ("immense",),
}
DOCUMENTS = "documents"  # they know no database
NEEDED = {"cloning": "control_room"}  # whose tour it is the next edition of


def main() -> None:
    """Measure in a process for each database, and one for documents; ends with 1 where something could not be."""
    if len(sys.argv) > 2 and sys.argv[1] == "--on":
        sys.exit(measure(sys.argv[2], sys.argv[3:]))
    asked = sys.argv[1:] or [*PARTS, DOCUMENTS]
    if unknown := set(asked) - {*PARTS, DOCUMENTS}:
        sys.exit(f"No such part: {', '.join(sorted(unknown))}. There are: {', '.join((*PARTS, DOCUMENTS))}.")
    figures: list[Figure] = []
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        addresses = {"SQLite": f"sqlite:///{Path(folder) / 'bench.sqlite3'}"}
        if postgres := os.environ.get("TEST_DATABASE_URL"):
            addresses["PostgreSQL"] = postgres
        parts = [part for part in PARTS if part in {*asked, *map(NEEDED.get, asked)}]
        for name, address in addresses.items() if parts else ():
            environment = {
                **os.environ, "DEMO": "1", "DATABASE_URL": address, "VAR_DIR": folder,
                "DJANGO_SETTINGS_MODULE": "tests.bench.settings", "ALLOWED_HOSTS": "localhost,127.0.0.1",
            }  # fmt: skip
            failed |= _run(["tests.bench", "--on", name, *parts], environment, figures)
    if DOCUMENTS in asked:
        failed |= _run(["tests.bench.documents"], dict(os.environ), figures)
    print(in_words(figures), file=sys.stderr)
    sys.exit(failed)


def _run(module: Sequence[str], environment: dict[str, str], figures: list[Figure]) -> bool:
    """Pass on the lines that this module prints, and add them to `figures`; whether it failed."""
    command = [sys.executable, "-m", *module]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            figures.append(json.loads(line))
    return process.returncode != 0


def measure(database: str, parts: Sequence[str]) -> int:
    """Make the world in an empty database, and print what is measured upon it; 1 where a part could not be, else 0.

    What goes wrong in one part is said in its place, and the others are measured all the same.
    """
    django.setup()
    from django.core.management import call_command

    from tests.bench.open_data import make_large
    from tests.bench.world import make_tour

    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_tour("mesuree", stops=40, sessions=3)
    make_tour("longue", stops=40, sessions=25)
    make_tour("double", stops=40, sessions=50)
    make_large("immense", stops=400, sessions=5)
    environment = {name: os.environ[name] for name in ("DEMO", "DATABASE_URL", "VAR_DIR", "ALLOWED_HOSTS")}
    failed = 0
    for part in parts:
        try:
            for figure in _figures_of(part, environment):
                print(json.dumps({"database": database, **figure}, ensure_ascii=False), flush=True)
        except Exception as error:
            logger.exception("%s could not be measured on %s", part, database)
            failed = 1
            said = {"database": database, "what": part, "error": f"{type(error).__name__}: {error}"}
            print(json.dumps(said, ensure_ascii=False), flush=True)
    return failed


def _figures_of(part: str, environment: dict[str, str]) -> Iterator[Figure]:
    work = getattr(import_module(f"tests.bench.{part}"), f"measure_{part}")
    upon = PARTS[part]
    figures: Iterator[Figure] = work(environment) if upon is SERVED else work(*upon)
    return figures


if __name__ == "__main__":
    main()
