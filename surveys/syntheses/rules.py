"""Who may: the draft is read by the team and by the stop’s co-hosts, written by editors, published by managers.

Whoever does not edit the tour reads the draft as outside readers would: see `surveys.syntheses.drafts`.
"""

from events.planning.rules import plans_tour
from events.team.rules import edits_tour, manages_tour, sees_stop

reads_draft = sees_stop
writes_synthesis = edits_tour
publishes_synthesis = manages_tour
reads_single_answers = edits_tour
may_still_write = plans_tour

__all__ = ["may_still_write", "publishes_synthesis", "reads_draft", "reads_single_answers", "writes_synthesis"]
