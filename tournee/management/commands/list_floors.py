"""`manage.py list_floors`: contributions and announcements, and who takes part, as docs/architecture.md shows them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from tournee.floors.table import as_markdown

START, END = "<!-- floors -->", "<!-- /floors -->"


class Command(BaseCommand):
    """Prints the table, or with --write puts it into the architecture page."""

    help = "List the two ways up between floors."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="write the table into docs/architecture.md")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["write"]:
            self.stdout.write(as_markdown())
            return
        page = Path(settings.BASE_DIR) / "docs" / "architecture.md"
        before, _, rest = page.read_text().partition(START)
        page.write_text(f"{before}{START}\n{as_markdown()}\n{END}{rest.partition(END)[2]}")
