"""Who may: a questionnaire is its tour's. The tour's team reads it, its editors write it.

`events.team.rules.reads_tour` and `edits_tour` are asked about a questionnaire, a section or a question;
`plans_tour` for what pages offer: not on an archived tour.
"""

from events.planning.rules import plans_tour
from events.team.rules import edits_tour, reads_tour

reads_questionnaire = reads_tour
edits_questionnaire = edits_tour
may_still_edit = plans_tour
