"""Who writes the evening page, and who sends it."""

from __future__ import annotations

from events.team.rules import co_hosts_stop, edits_tour, reads_tour

# Editors and managers of the tour, the administrator, and the co-hosts of the stop.
writes_evening = edits_tour | co_hosts_stop
# It goes to people: those who may write to them approve it.
approves_evening = edits_tour
# Whoever writes it may ask that it is approved.
asks_for_approval = writes_evening
# The slides of all stops are the team's.
shows_slides = reads_tour

__all__ = ["approves_evening", "asks_for_approval", "shows_slides", "writes_evening"]
