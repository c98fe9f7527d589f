"""`manage.py import_stops FILE --tour SLUG [--dry-run]`: a table of stops into a tour, all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from events.models import Tour
from events.planning.exchange.imported import Imported
from events.planning.exchange.operations import import_stops
from tournee.management.refusals import refusals_in_english
from tournee.sheets.errors import Refusal, SheetRefused

SHOWN = 20


class Command(BaseCommand):
    help = "Import stops with their sessions and partners from XLSX or CSV: every row or none. Harmless to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a .xlsx or .csv file; what columns it may have: see the page")
        parser.add_argument("--tour", required=True, metavar="SLUG", help="the tour’s address, such as tournee-2031")
        parser.add_argument("--dry-run", action="store_true", help="say what it would do and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        with translation.override("en"), refusals_in_english():
            tour = Tour.objects.filter(slug=options["tour"]).first()
            if tour is None:
                known = ", ".join(Tour.objects.values_list("slug", flat=True)[:SHOWN]) or "none yet"
                raise CommandError(f"There is no tour at “{options['tour']}”. Tours: {known}.")
            try:
                found = import_stops(tour, content, path.name, actor=None, dry_run=options["dry_run"])
            except SheetRefused as refused:
                for line in _refusals(refused):
                    self.stderr.write(line)
                raise
            for line in _lines(found.imported, dry_run=options["dry_run"]):
                self.stdout.write(line)


def _refusals(refused: SheetRefused) -> list[str]:
    ordered = sorted(refused.refusals, key=lambda refusal: refusal.row or 0)
    lines = [_refusal(refusal) for refusal in ordered[:SHOWN]]
    more = len(ordered) - SHOWN
    return [*lines, f"… and {more} more."] if more > 0 else lines


def _refusal(refusal: Refusal) -> str:
    where = [f"row {refusal.row}"] if refusal.row else []
    where += [f"column “{refusal.column}”"] if refusal.column else []
    value = f" “{refusal.value}”:" if refusal.value else ""
    return f"{', '.join(where) or 'the table'}:{value} {refusal.reason} {refusal.remedy}"


def _lines(imported: Imported, *, dry_run: bool) -> list[str]:
    if not imported.written:
        return ["Nothing to change: every row says what is known already."]
    lines = [f"row {change.row}, {change.about}: {change.heading}: “{change.before}” → “{change.after}”"
             for change in imported.changes[:SHOWN]]  # fmt: skip
    if (more := len(imported.changes) - SHOWN) > 0:
        lines.append(f"… and {more} more changes.")
    stops, sessions = imported.stops, imported.sessions
    lines.append(f"Stops: {stops.new} new, {stops.changed} changed, {stops.same} the same.")
    lines.append(f"Sessions: {sessions.new} new, {sessions.changed} changed, {sessions.same} the same.")
    lines.append(f"Roles of organisations given: {imported.partners}.")
    if imported.organisations:
        lines.append(f"Organisations created: {', '.join(imported.organisations)}.")
    return [*lines, "This was a dry run: nothing is written." if dry_run else "Written."]
