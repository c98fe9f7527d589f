"""`manage.py compile_catalogues`: make .mo files from the .po catalogues with polib, so that no gettext is needed."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Writes beside each catalogue what Django reads."""

    help = "Compile the translations (needs no gettext)."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        for path in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po")):
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
