"""Who may see and change registrations, as named predicates."""

from __future__ import annotations

from typing import Any

import rules

from events.team.rules import co_hosts_stop, edits_tour, sees_stop


@rules.predicate
def bears_link(user: object, thing: Any) -> bool:
    """Whoever opens the signed link of a registration; a forged or revoked one names nothing."""
    return True


sees_seats = sees_stop
sees_names = edits_tour | co_hosts_stop
keeps_registrations = edits_tour

__all__ = ["bears_link", "keeps_registrations", "sees_names", "sees_seats"]
