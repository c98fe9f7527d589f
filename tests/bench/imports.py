"""A table of a thousand stops: previewed, written, and read again unchanged; beside bare rows of the same size."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator

from events.models import Organisation, PostalCode, Session, Stop, Territory, Tour
from events.planning.exchange.operations import import_stops
from events.planning.exchange.sheet import STOPS
from events.planning.exchange.tables import stops_table
from tournee.sheets.columns import Value
from tournee.sheets.xlsx import write_xlsx

STOPS_IN_FILE = 1_000
AIM = 10.0  # seconds of the processor, on SQLite
FIRST = datetime.date(2031, 3, 3)


def measure_imports() -> Iterator[dict[str, object]]:
    """Each step once, in one process: importing is not done twice with the same effect."""
    tour = Tour.objects.create(
        slug="importee", title_fr="Importée", starts_on=FIRST, ends_on=FIRST + datetime.timedelta(days=1_100)
    )
    content = _file()
    for what, dry_run in (("previewed", True), ("written", False), ("read again, nothing to change", False)):
        start = time.process_time()
        found = import_stops(tour, content, "etapes.xlsx", actor=None, dry_run=dry_run)
        took = time.process_time() - start
        yield {
            "what": f"table of stops, each with a session and a co-host, {what}",
            "stops": STOPS_IN_FILE,
            "rows_written": found.imported.written,
            "processor_seconds": round(took, 2),
            "aim_seconds": AIM,
            "met": took <= AIM,
        }
    start = time.process_time()
    size = len(stops_table(tour, "xlsx")[0])
    took = time.process_time() - start
    yield {
        "what": "table of stops, exported",
        "stops": STOPS_IN_FILE,
        "processor_seconds": round(took, 2),
        "bytes": size,
    }
    Session.objects.filter(stop__tour=tour).delete()
    Stop.objects.filter(tour=tour).delete()
    tour.delete()


def _file() -> bytes:
    towns = Territory.objects.bulk_create(
        Territory(
            scheme="commune", vintage="2026", code=f"{96_000 + n:05}", name=f"Ville importée {n}",
            search_key=f"ville importee {n}", latitude=48.0, longitude=2.0,
        )
        for n in range(STOPS_IN_FILE)
    )  # fmt: skip
    PostalCode.objects.bulk_create(PostalCode(commune=town, code=town.code) for town in towns)
    Organisation.objects.bulk_create(
        Organisation(slug=f"importee-{n}", kind="school", name_fr=f"Lycée importé {n}", search_key=f"lycee importe {n}")
        for n in range(30)
    )
    rows: list[dict[str, Value]] = [
        {
            "town": town.name, "when": (FIRST + datetime.timedelta(days=n)).isoformat(), "title_fr": f"Sujet {n}",
            "venue": "Lycée", "address": "1 rue du Parc", "access_fr": "Près de la gare", "step_free": "yes",
            "safety_limit": 120, "co_host": f"Lycée importé {n % 30}", "session_title_fr": f"Atelier {n}",
            "kind": "workshop", "starts": datetime.time(9, 30), "ends": datetime.time(12), "room": "A", "seats": 40,
        }
        for n, town in enumerate(towns)
    ]  # fmt: skip
    return write_xlsx(STOPS, rows, title="Étapes", language="fr")
