"""`manage.py tick`: what the worker does once a minute, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tournee.jobs.operations import tick


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page for a process that serves none
    help = "Runs the due work whose time has come, once; for a machine that has cron and no worker, and for a look."

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = tick()
        for name, outcome in outcomes.items():
            self.stdout.write(f"{name}: {outcome or 'nothing to do'}")
        if any(outcome.startswith("failed: ") for outcome in outcomes.values()):
            raise CommandError("Some of the due work failed: see above.")
