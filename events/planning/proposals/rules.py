"""Who proposes, and who takes a proposal back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules

from events.models import Membership, Proposal, Stop
from events.planning.rules import is_open
from events.team.queries import roles_of
from events.team.rules import co_hosts_stop, edits_tour, stop_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User

    Someone = User | AnonymousUser


@rules.predicate
def is_public(_user: object, thing: Any) -> bool:
    """Whoever it is, readers have seen the stop."""
    stop = stop_of(thing)
    return stop is not None and stop.published_at is not None


@rules.predicate
def proposed_it(user: Someone, proposal: Proposal) -> bool:
    """Who proposed it, and whoever represents the same organisation."""
    if proposal.proposed_by_id is None:
        return False
    if proposal.proposed_by_id == user.pk:
        return True
    shared = Membership.objects.filter(
        user=proposal.proposed_by_id, organisation__in=roles_of(user).organisations,
        organisation__partnerships__stop=proposal.stop_id,
    )  # fmt: skip
    return shared.exists()


proposes_instead = co_hosts_stop & is_public & is_open & ~edits_tour
hosts_a_public_stop = is_public & ~edits_tour  # asked of whoever was let in as its team or its co-host
withdraws = co_hosts_stop & proposed_it


def offers_proposing(user: Someone, stop: Stop) -> bool:
    """Whether pages offer to propose, in the place of “Edit”: not of a stop that is called off."""
    return stop.state != Stop.State.CANCELLED and bool(proposes_instead.test(user, stop))
