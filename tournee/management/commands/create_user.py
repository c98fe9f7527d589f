"""`manage.py create_user EMAIL`: an account made by the administrator of the installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tournee.accounts.operations import create_account
from tournee.management.refusals import refusals_in_english


class Command(BaseCommand):
    help = "Make an account. Its owner signs in with a code sent to the address, and may then choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="as people should read it")
        parser.add_argument("--language", choices=["fr", "en"], default="fr", help="of pages and e-mails")
        parser.add_argument("--administrator", action="store_true", help="may do everything in this installation")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals_in_english():
            user = create_account(
                options["email"],
                options["name"],
                options["language"],
                actor=None,
                administrator=options["administrator"],
            )
        self.stdout.write(f"{user.email}: account made; sign in with a code sent to this address.")
