"""`manage.py collect_messages`: bring the French catalogue up to what the code says (needs xgettext and msgmerge)."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

IGNORED = [".venv", "var", "tests", "screenshots", "docs"]


class Command(BaseCommand):
    """English is the language of the code; only French has a catalogue."""

    help = "Collect what is to be translated into French."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        call_command(
            "makemessages",
            locale=["fr"],
            ignore_patterns=IGNORED,
            no_obsolete=True,
            no_location=True,
            extensions=["html", "txt", "py"],
            verbosity=options["verbosity"],
        )
        self.stdout.write(f"{settings.LOCALE_PATHS[0]}")
