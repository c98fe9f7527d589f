"""Who may: the questions are the tour's. Its team reads them, its editors write them."""

from events.planning.rules import plans_tour
from events.team.rules import edits_tour, reads_tour

reads_form_questions = reads_tour
edits_form_questions = edits_tour
may_still_edit = plans_tour
