"""`make bench`: every figure beside its floor, measured in the same run, as JSON lines.

On SQLite, and on PostgreSQL where TEST_DATABASE_URL names one. Each database is measured in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django


def main() -> None:
    """Without an argument: one process for each database. With one: measure the database that DATABASE_URL names."""
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        addresses = {"SQLite": f"sqlite:///{Path(folder) / 'bench.sqlite3'}"}
        if postgres := os.environ.get("TEST_DATABASE_URL"):
            addresses["PostgreSQL"] = postgres
        for name, address in addresses.items():
            environment = {
                **os.environ, "DEMO": "1", "DATABASE_URL": address, "VAR_DIR": folder,
                "DJANGO_SETTINGS_MODULE": "tests.bench.settings", "ALLOWED_HOSTS": "localhost,127.0.0.1",
            }  # fmt: skip
            subprocess.run([sys.executable, "-m", "tests.bench", name], env=environment, check=True)
    subprocess.run([sys.executable, "-m", "tests.bench.documents"], check=True)


def measure(database: str) -> None:
    """Make the world in an empty database, and print what is measured upon it."""
    django.setup()
    from django.core.management import call_command

    from tests.bench.answers import measure_answers
    from tests.bench.certificates import measure_certificates
    from tests.bench.cloning import measure_cloning
    from tests.bench.control_room import measure_control_room
    from tests.bench.desk import measure_desk
    from tests.bench.door import measure_door
    from tests.bench.feeds import measure_feeds
    from tests.bench.finding import measure_finding
    from tests.bench.imports import measure_imports
    from tests.bench.invitations import measure_invitations
    from tests.bench.listing import measure_listing
    from tests.bench.open_data import make_large, measure_open_data
    from tests.bench.pages import measure_pages
    from tests.bench.people import measure_people
    from tests.bench.promotion import measure_promotion
    from tests.bench.registrations import measure_registrations
    from tests.bench.synthesis import measure_synthesis
    from tests.bench.world import make_tour

    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_tour("mesuree", stops=40, sessions=3)
    make_tour("longue", stops=40, sessions=25)
    make_tour("double", stops=40, sessions=50)
    make_large("immense", stops=400, sessions=5)
    environment = {name: os.environ[name] for name in ("DEMO", "DATABASE_URL", "VAR_DIR", "ALLOWED_HOSTS")}
    figures = [
        measure_pages(environment),
        measure_open_data("immense"),
        measure_feeds("/calendars/tours/longue.ics", "/calendars/tours/double.ics"),
        measure_registrations(environment),
        measure_promotion(),
        measure_desk(environment),
        measure_door(environment),
        measure_certificates("mesuree"),
        measure_answers(environment),
        measure_synthesis("mesuree"),
        measure_listing(),
        measure_people(),
        measure_control_room(),
        measure_cloning(),
        measure_imports(),
        measure_invitations("mesuree"),
        measure_finding("immense"),
    ]
    for source in figures:
        for figure in source:
            print(json.dumps({"database": database, **figure}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
