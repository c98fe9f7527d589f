"""A database file for processes of their own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection


def fresh_sqlite(file: Path) -> str:
    """Make `file` an SQLite database with every table and no row of ours; returns its address for DATABASE_URL.

    Copied from the tests' own (outside a transaction: ask for `transactional_db`), which takes no time; migrated anew
    where the tests run on another kind.
    """
    address = f"sqlite:///{file}"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        with closing(sqlite3.connect(file)) as copy:
            copy.execute("PRAGMA journal_mode = WAL")  # the copy forgets it, and two processes would race to set it
    else:
        migrate = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "-v", "0"]
        known = {"DATABASE_URL": address, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "tournee.settings"}
        subprocess.run(migrate, cwd=settings.BASE_DIR, env={**os.environ, **known}, check=True)
    return address
