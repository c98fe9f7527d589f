"""`manage.py load_territories`: the reference data of territories, as shipped."""

from typing import Any

from django.core.management.base import BaseCommand

from events.reference.loading import Loaded, load_territories


class Command(BaseCommand):
    help = "Load regions, départements, EPCI, communes, territoires d’industrie and UK counties; harmless to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in _lines(load_territories()):
            self.stdout.write(line)


def _lines(loaded: Loaded) -> list[str]:
    held = ", ".join(f"{count} {scheme}" for scheme, count in sorted(loaded.territories.items()))
    lines = [f"The data hold {held}."]
    if loaded.changed:
        lines.append(
            f"Written: {loaded.written} territories, {loaded.memberships} memberships, {loaded.postal_codes} postal "
            f"codes; withdrawn: {loaded.withdrawn}."
        )
    else:
        lines.append("Nothing to change: the database holds them already.")
    if loaded.gone:
        lines.append(f"No longer in the data, kept: {', '.join(loaded.gone)}.")
    return lines
