"""Who may still plan: the team's rights, as long as the tour is not archived. For what pages offer.

Addresses open to `edits_tour` and `edits_stop` all the same: there the operations say why nothing can be changed.
"""

from __future__ import annotations

from typing import Any

import rules

from events.models import Tour
from events.team.rules import edits_stop, edits_tour, tour_of


@rules.predicate
def is_open(_user: object, thing: Any) -> bool:
    """Whoever it is, the tour is not archived."""
    return tour_of(thing).state != Tour.State.ARCHIVED


plans_tour = edits_tour & is_open
plans_stop = edits_stop & is_open
