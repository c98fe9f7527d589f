"""What contact lists tell the floor above, inside their transactions."""

from __future__ import annotations

from dataclasses import dataclass

from registrations.models import ContactList
from tournee.accounts.models import User
from tournee.floors import Announcement


@dataclass(frozen=True, slots=True)
class ListRemoved:
    """`contact_list` as it stands for the last time."""

    contact_list: ContactList
    actor: User | None


contact_list_removed = Announcement[ListRemoved](
    "contact_list_removed", says="a contact list is about to be deleted; whoever needs it refuses"
)
