"""What a partner promised, and whether it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Commitment, Partnership
from events.planning.attention.clock import today_of
from events.planning.operations.changing import changes_a_tour
from events.planning.partnerships.errors import PartnershipError
from events.team.rules import tour_of
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import StaleVersion, record, save_changes

FIELDS = ("what", "due_on", "received_on", "note")


@changes_a_tour
def add_commitment(partnership: Partnership, values: Mapping[str, Any], *, actor: User | None) -> Commitment:
    """The partner promised something, for a day or without one. Raises PartnershipError."""
    raise_first(faults_of_commitment(partnership, values))
    fields = {name: values[name] for name in FIELDS if name in values}
    commitment = Commitment.objects.create(partnership=partnership, **fields)
    record("commitment.add", commitment, actor=actor)
    return commitment


@changes_a_tour
def edit_commitment(
    commitment: Commitment, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Commitment:
    """Change what was promised, for when, or when it came. Raises PartnershipError, StaleVersion."""
    raise_first(faults_of_commitment(commitment.partnership, values))
    fields = {name: values[name] for name in FIELDS if name in values}
    save_changes(commitment, fields, expected_version=expected_version, actor=actor, action="commitment.edit")
    return commitment


@changes_a_tour
def mark_commitment(commitment: Commitment, *, came: bool, actor: User | None) -> Commitment:
    """It came today, or it has not come after all. What came already keeps its day."""
    current = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if came != (current.received_on is not None):
        day = today_of(tour_of(commitment.partnership)) if came else None
        action = "commitment.came" if came else "commitment.not_come"
        save_changes(current, {"received_on": day}, expected_version=None, actor=actor, action=action)
    commitment.refresh_from_db(fields=["received_on", "version"])
    return commitment


@changes_a_tour
def remove_commitment(commitment: Commitment, *, expected_version: int | None = None, actor: User | None) -> None:
    """It is promised no more. Raises StaleVersion."""
    current = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if expected_version not in {None, current.version}:
        raise StaleVersion(current, {})
    record("commitment.remove", commitment, actor=actor)
    commitment.delete()


def faults_of_commitment(partnership: Partnership, values: Mapping[str, Any]) -> Iterator[PartnershipError]:
    """What is wrong with a promise: it came on a day that is still to come."""
    came = values.get("received_on")
    if came and came > today_of(tour_of(partnership)):
        said = _("This day is still to come: say that it came once it has.")
        yield PartnershipError(said, code="still_to_come", field="received_on")
