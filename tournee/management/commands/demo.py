"""`manage.py demo`: load the demonstration, and say where it is and who may sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from tournee.management.refusals import refusals_in_english


class Command(BaseCommand):
    """Loads what is not there yet; twice a day changes nothing."""

    help = "Load the demonstration: the tour of 2019 as it is known, and a made-up next edition."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--full", action="store_true", help="as many firms and people as came to the tour of 2019 (1,000 and 1,400)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from tournee.demo.operations import load_demonstration  # lazily: these need every floor's models
        from tournee.demo.people import PASSWORD, PEOPLE
        from tournee.demo.today import addresses_to_try

        with refusals_in_english():
            for line in load_demonstration(timezone.localdate(), full=options["full"]):
                self.stdout.write(f"  {line}")
        self.stdout.write(f"\nAddress   {settings.SITE_URL}/")
        self.stdout.write(f"Password  {PASSWORD}  (the same for every account)")
        for person in PEOPLE:
            self.stdout.write(f"  {person.role.value if person.role else 'administrator':<16}{person.email}")
        door, ticket = addresses_to_try()
        if door:
            self.stdout.write(f"Door      {door}  (a telephone's link to a stop of today)")
        if ticket:
            self.stdout.write(f"Ticket    {ticket}  (of somebody expected there: its code is for that telephone)")
        if settings.EMAIL_BACKEND == "tournee.mail.to_files.EmailBackend":
            self.stdout.write(f"Mail      no e-mail leaves this machine: each is a file in {settings.EMAIL_FILE_PATH}/")
        self.stdout.write("")
