"""Who may keep contact lists: the tour's editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from events.team.rules import edits_tour
from registrations.models import Contact

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User

    Someone = User | AnonymousUser


@rules.predicate
def keeps_contact(user: Someone, contact: Contact) -> bool:
    """Editors and managers of the tour whose list the contact is on, and the administrator."""
    return bool(edits_tour.test(user, contact.contact_list))


__all__ = ["edits_tour", "keeps_contact"]
