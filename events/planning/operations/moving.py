"""Moving a stop that people expect: another day, another venue, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.errors import IllegalTransition, PlanningError
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.stop_states import SOURCES, require_reason
from events.planning.operations.stops import edit_stop
from tournee.accounts.models import User

FIELDS = ("starts_on", "ends_on", "venue", "address")


@changes_a_tour
def move_stop(
    stop: Stop, values: Mapping[str, Any], *, reason_fr: str, reason_en: str = "", actor: User | None
) -> Stop:
    """Give a public stop another day or place; readers read why until it moves again.

    `values` are the columns in FIELDS. Raises PlanningError (no reason, nothing that moves, a day that cannot be),
    IllegalTransition for a stop that is not public or was held, and whatever a subscriber refuses with.
    """
    require_reason(reason_fr)
    if stop.state not in SOURCES["move"] or stop.phase(timezone.now()) == Stop.Phase.HELD:
        said = _("This stop is %(state)s: that cannot be done from there. Reload the page to see where it stands.")
        raise IllegalTransition(said % {"state": Stop.Phase(stop.phase(timezone.now())).label})
    before = stop.sequence
    moved = {name: values[name] for name in FIELDS if name in values}
    edit_stop(stop, {**moved, "reason_fr": reason_fr, "reason_en": reason_en}, expected_version=None, actor=actor)
    if stop.sequence == before:
        said = _("Day and place are as they were. Change one of them, or go back.")
        raise PlanningError(said, code="nothing_moves", field="starts_on")
    return stop
