"""Deleting a stop that was never public."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.announcements import StopChange, stop_removed
from events.planning.errors import PlanningError
from events.planning.operations.changing import changes_a_tour
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import StaleVersion, record

_LOST = {
    "sessions": "sessions",
    "materials": "materials",
    "partners": "partnerships",
    "fundings": "fundings",
    "facts": "facts",
}


def faults_of_removal(stop: Stop) -> Iterator[PlanningError]:
    """Why `stop` cannot be deleted: readers have seen it, or somebody holds a seat there."""
    if stop.published_at is not None:
        said = _("Readers have seen this stop: cancel it instead, so that its page and calendars say so.")
        yield PlanningError(said, code="already_public")
    if stop.sessions.filter(seats_taken__gt=0).exists():
        said = _("Seats are taken at this stop: cancel it instead, so that those people are told.")
        yield PlanningError(said, code="seats_taken")


def lost_with(stop: Stop) -> dict[str, int]:
    """How many sessions, materials, partners, fundings and sourced facts are deleted with `stop`."""
    return {name: getattr(stop, related).count() for name, related in _LOST.items()}


@changes_a_tour
def remove_stop(stop: Stop, *, expected_version: int | None, actor: User | None) -> None:
    """Delete a stop that was never public, with its sessions, partnerships, fundings and facts; history remembers it.

    Raises PlanningError once it is public or a seat is taken, StaleVersion, and what a subscriber of `stop_removed`
    refuses with.
    """
    current = Stop.objects.select_for_update(of=("self",)).select_related("tour").get(pk=stop.pk)
    if expected_version is not None and expected_version != current.version:
        raise StaleVersion(current, {})
    raise_first(faults_of_removal(current))
    stop_removed.announce(StopChange(current, None, actor))
    record("stop.remove", current.tour, actor=actor, changes={"stop": (str(current), "")})
    current.delete()
