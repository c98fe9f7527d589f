"""Who runs the door of a stop."""

from __future__ import annotations

from typing import Any

import rules

from events.team.queries import roles_of
from events.team.rules import co_hosts_stop, edits_any_tour, edits_tour


@rules.predicate
def runs_some_door(user: Any) -> bool:
    """Editors and managers of any tour, representatives of an organisation, and the administrator."""
    return edits_any_tour.test(user) or bool(roles_of(user).organisations)


# Editors and managers of the tour, the administrator, and the co-hosts of the stop.
runs_door = edits_tour | co_hosts_stop

__all__ = ["runs_door", "runs_some_door"]
