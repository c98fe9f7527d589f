"""Importing a partner's list without a page."""

from __future__ import annotations

from django.utils import timezone

from events.models import Stop
from registrations.booking.exchange.importing import PeopleOf
from registrations.booking.exchange.sheet import IMPORTED
from registrations.booking.operations.open_stop import refusal
from tournee.accounts.models import User
from tournee.sheets.importing import Import, import_file


def import_people(
    stop: Stop, content: bytes, name: str, *, actor: User, dry_run: bool = False, approved: bool = False
) -> Import:
    """Register the people of a file called `name` at `stop`, all or none; a dry run says what it would do.

    Where the stop asks for approval they wait for it, unless they are `approved`. Raises BookingError where the stop
    takes nobody, SheetRefused, whose refusals say where the file is wrong.
    """
    if error := refusal(stop, timezone.now(), by_team=True):
        raise error
    return import_file(content, name, IMPORTED, PeopleOf(stop, approved=approved), actor=actor, dry_run=dry_run)
