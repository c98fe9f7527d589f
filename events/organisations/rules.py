"""Who may see and keep organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from events.models import ContactPerson, Organisation
from events.team.queries import roles_of
from events.team.rules import edits_any_tour

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User

    Someone = User | AnonymousUser


@rules.predicate
def represents(user: Someone, thing: Organisation | ContactPerson) -> bool:
    """Representatives of the organisation."""
    organisation = thing.organisation_id if isinstance(thing, ContactPerson) else thing.pk
    return organisation in roles_of(user).organisations


@rules.predicate
def keeps_organisations(user: Someone) -> bool:
    """Editors and managers of any tour, and the administrator."""
    return bool(edits_any_tour.test(user))


@rules.predicate
def keeps_organisation(user: Someone, thing: Organisation | ContactPerson) -> bool:
    """Those who keep organisations, and its own representatives."""
    return keeps_organisations.test(user) or represents.test(user, thing)
