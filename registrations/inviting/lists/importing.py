"""Importing contacts without a page."""

from __future__ import annotations

from events.planning.operations.changing import require_open
from registrations.inviting.lists.sheet import CONTACTS, writer
from registrations.models import ContactList
from tournee.accounts.models import User
from tournee.sheets.importing import Import, import_file


def import_contacts(
    contact_list: ContactList,
    content: bytes,
    name: str,
    *,
    actor: User,
    dry_run: bool = False,
    leave_refused: bool = False,
) -> Import:
    """Write the addresses of a file called `name` into the list, all or none; a dry run says what it would do.

    With `leave_refused`, the good rows without the others. Raises SheetRefused, whose refusals say where the file is
    wrong, and TourArchived.
    """
    require_open(contact_list)
    return import_file(
        content, name, CONTACTS, writer(contact_list), actor=actor, dry_run=dry_run, leave_refused=leave_refused
    )
