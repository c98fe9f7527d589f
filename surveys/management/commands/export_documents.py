"""`manage.py export_documents --tour SLUG --out DIR`: every document of a tour, in a folder for each stop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from events.models import Tour
from registrations.attendance.exports import left_out, tour_documents
from tournee.jobs.serving import collect_static_if_needed
from tournee.texts.languages import LANGUAGES


class Command(BaseCommand):
    """Writes one file after the other, and says which."""

    help = "Write every document of a tour: attendance sheets, lists of people present, syntheses, calendars."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tour", required=True, metavar="SLUG", help="the tour’s address")
        parser.add_argument("--out", type=Path, required=True, help="the folder to write into; made if need be")
        parser.add_argument("--lang", choices=LANGUAGES, default="fr", help="the documents’ language (default: fr)")

    def handle(self, *args: Any, **options: Any) -> None:
        tour = Tour.objects.filter(slug=options["tour"]).first()
        if tour is None:
            known = ", ".join(Tour.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no tour at “{options['tour']}”. Tours here: {known}.")
        collect_static_if_needed()  # as calendars name the emblem's file by its hash, which a fresh machine has none of
        folder: Path = options["out"]
        written = 0
        for contributed in tour_documents:
            for document in contributed(tour, options["lang"]):
                self._write(folder.joinpath(*document.path), document.content())
                written += 1
        for stop, why in left_out(tour, "en"):
            self.stdout.write(f"{stop}: {why}")
        self.stdout.write(f"{written} documents in {folder}. They hold names: keep them as you keep the database.")

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.stdout.write(f"{path}: {max(1, len(content) // 1000)} kB")
