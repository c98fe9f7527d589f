"""`manage.py export_responses --campaign SLUG --format csv|xlsx --out FILE`: the responses of a campaign, unnamed."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys.campaigns.exports import export
from surveys.models import Campaign


class Command(BaseCommand):
    """Writes one row a submitted response; headings and choices are codes, decimals have a point."""

    help = "Export the responses of a campaign, without names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--campaign", required=True, help="the campaign’s slug")
        parser.add_argument("--format", required=True, choices=["csv", "xlsx"])
        parser.add_argument("--out", required=True, type=Path, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        campaign = Campaign.objects.select_related("version_asked").filter(slug=options["campaign"]).first()
        if campaign is None:
            raise CommandError(f"There is no campaign called {options['campaign']}.")
        out: Path = options["out"]
        try:
            out.write_bytes(export(campaign, options["format"], language="en"))
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        count = campaign.responses.filter(submitted_at__isnull=False).count()
        self.stdout.write(f"{count} responses in {out}")
