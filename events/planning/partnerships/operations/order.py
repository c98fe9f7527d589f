"""In which order the logos of a tour's or a stop's partners stand."""

from __future__ import annotations

from events.models import Partnership
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.public import readers_see_a_change
from events.planning.partnerships.queries import neighbours_of
from events.team.rules import tour_id_of
from tournee.accounts.models import User
from tournee.history.operations import record
from tournee.ordering.rows import Way, moved_in, number_rows


@changes_a_tour
def move_partner(partnership: Partnership, by: Way, *, actor: User | None) -> Partnership:
    """One place up or down among those with the same part in the same tour, stop or session; at an end it stays."""
    rows = list(neighbours_of(partnership).select_for_update(of=("self",)))
    moved = moved_in(rows, partnership, by)
    if moved != rows:
        number_rows(moved)
        partnership.refresh_from_db(fields=["position", "version"])
        record("partner.move", partnership, actor=actor)
        readers_see_a_change(tour_id_of(partnership))
    return partnership
