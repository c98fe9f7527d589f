"""Who reads a tour's debate guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules

from events.team.queries import co_hosted_stops, roles_of
from events.team.rules import reads_tour, tour_id_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User

    Someone = User | AnonymousUser


@rules.predicate
def co_hosts_on_tour(user: Someone, thing: Any) -> bool:
    """Representatives of an organisation that co-hosts a stop of the tour."""
    if not roles_of(user).organisations:
        return False
    return co_hosted_stops(user).filter(tour=tour_id_of(thing)).exists()


reads_guide = reads_tour | co_hosts_on_tour
