"""`manage.py check_catalogues`: every message of the code has its French, and none is doubtful (needs xgettext)."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w+)\}")
LIGHT_TYPOGRAPHY = re.compile(r"(?<=\w)'(?=\w)|(?<![\s\u00a0\u202f])[;!?](?=\s|$)")


class Command(BaseCommand):
    """Collects anew into a copy, and says what is missing, doubtful, obsolete or badly spaced."""

    help = "Check that the French translation is complete."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        standing = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "django.po"
            shutil.copy(standing, copy)
            try:
                call_command("collect_messages", verbosity=0, stdout=self.stderr)
                collected = polib.pofile(str(standing))
            finally:
                shutil.copy(copy, standing)
        faults = [fault for entry in collected if not entry.obsolete for fault in _faults(entry)]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{len(collected)} messages, each in French.")


def _faults(entry: polib.POEntry) -> list[str]:
    """What is wrong with one translated message, a line each."""
    named = repr(entry.msgid[:80])
    if entry.fuzzy:
        return [f"doubtful: {named}"]
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(texts):
        return [f"not translated: {named}"]
    faults = []
    wanted = _placeholders(entry.msgid) | (_placeholders(entry.msgid_plural) if entry.msgid_plural else set())
    for text in texts:
        if not _placeholders(text) <= wanted or (not entry.msgid_plural and _placeholders(text) != wanted):
            faults.append(f"other placeholders: {named}")
        if LIGHT_TYPOGRAPHY.search(text):
            faults.append(f"typography (’, no-break space before ; ! ?): {named} → {text[:80]!r}")
    return faults


def _placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}
