"""Who notes what is said at a session, and who reads and codes it, as named predicates."""

from __future__ import annotations

from typing import Any

import rules

from events.planning.rules import is_open
from events.team.rules import co_hosts_stop, edits_tour
from surveys.models import Passage

notes_sessions = edits_tour | co_hosts_stop
codes_passages = edits_tour


@rules.predicate
def keeps_passage(user: Any, passage: Any) -> bool:
    """Editors and managers of the tour; co-hosts of the stop, for what was noted there."""
    if edits_tour.test(user, passage):
        return True
    return passage.origin == Passage.Origin.NOTE and co_hosts_stop.test(user, passage)


__all__ = ["codes_passages", "is_open", "keeps_passage", "notes_sessions"]
