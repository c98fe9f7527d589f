"""Who sees who came, and who may correct it."""

from __future__ import annotations

from events.team.rules import co_hosts_stop, edits_tour

# Editors and managers of the tour, the administrator, and the co-hosts of the stop.
sees_attendance = edits_tour | co_hosts_stop
# What was noted at the door is corrected by the tour's editors only.
corrects_attendance = edits_tour

__all__ = ["corrects_attendance", "sees_attendance"]
