"""`manage.py sample_document --out DIR`: every kind of block once, in both faces, to look at and to check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tournee.texts.languages import LANGUAGES


class Command(BaseCommand):
    """Writes sample-fr.pdf and sample-fr.html, and the same in English."""

    help = "Write a made-up document that holds every kind of block once, as PDF and as HTML."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="the folder to write into; made if need be")
        parser.add_argument("--lang", choices=LANGUAGES, help="one language only")

    def handle(self, *args: Any, **options: Any) -> None:
        from tournee.documents import pdf  # lazily: they load reportlab and Pillow
        from tournee.documents.html.standalone import standalone_page
        from tournee.documents.sample import sample_document

        folder: Path = options["out"]
        folder.mkdir(parents=True, exist_ok=True)
        for language in [options["lang"]] if options["lang"] else LANGUAGES:
            document = sample_document(language)
            for name, content in (("html", standalone_page(document).encode()), ("pdf", pdf.render(document))):
                path = folder / f"sample-{language}.{name}"
                path.write_bytes(content)
                self.stdout.write(f"{path}: {len(content) // 1000} kB")
