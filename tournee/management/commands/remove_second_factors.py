"""`manage.py remove_second_factors EMAIL`: for somebody who lost their app, their keys and their recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tournee.accounts.models import User
from tournee.accounts.operations import remove_second_factors
from tournee.management.refusals import refusals_in_english


class Command(BaseCommand):
    help = "Remove all second factors of a person and end their sessions. Make sure first that it is they who ask."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals_in_english():
            user = User.objects.filter(email__iexact=options["email"]).first()
            if user is None:
                raise CommandError(f"There is no account with the address {options['email']}.")
            count = remove_second_factors(user, actor=None)
        self.stdout.write(f"{user.email}: {count} removed; all sessions are ended.")
