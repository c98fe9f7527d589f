"""Who may see what a relay passes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from events.team.queries import roles_of
from events.team.rules import edits_tour, sees_stop
from registrations.inviting.relays.queries import partners_at
from registrations.models import Relay

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User

    Someone = User | AnonymousUser


@rules.predicate
def represents_relay(user: Someone, relay: Relay) -> bool:
    """Representatives of the partner whose relay it is, until it is closed or they are no partner any more."""
    if relay.closed_at is not None or relay.organisation_id not in roles_of(user).organisations:
        return False
    return partners_at(relay.stop).filter(pk=relay.organisation_id).exists()


uses_kit = edits_tour | represents_relay

__all__ = ["edits_tour", "represents_relay", "sees_stop", "uses_kit"]
