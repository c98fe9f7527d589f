"""`manage.py worker`: runs tasks and ticks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tournee.jobs.supervised import end_with_supervisor


class Command(BaseCommand):
    requires_system_checks = ()  # they would load every page for a process that serves none
    help = "Runs tasks as they come and what is due once a minute, until stopped. Any number may run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--poll", type=float, default=0.5, help="seconds between looks for tasks (default 0.5)")

    def handle(self, *args: Any, poll: float, **options: Any) -> None:
        from tournee.jobs.worker import run_worker  # lazily: the library's worker only where one runs

        end_with_supervisor()
        run_worker(poll_seconds=poll)
