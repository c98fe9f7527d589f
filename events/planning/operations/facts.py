"""What sources say of a tour or one of its stops, each with where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import SourcedFact, Tour
from events.planning.errors import PlanningError
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.public import readers_see_a_change
from tournee.accounts.models import User
from tournee.history.operations import record

FIELDS = ("stop", "value", "text_fr", "text_en", "source", "source_url", "position")


@changes_a_tour
def add_fact(tour: Tour, values: Mapping[str, Any], *, actor: User | None) -> SourcedFact:
    """A fact about `tour`, or about the one of its stops in `values`. Raises PlanningError for another tour's stop."""
    fact = SourcedFact(tour=tour, **{name: values[name] for name in FIELDS if name in values})
    _check(fact)
    fact.save()
    record("fact.add", fact, actor=actor)
    readers_see_a_change(tour.pk)
    return fact


@changes_a_tour
def edit_fact(fact: SourcedFact, values: Mapping[str, Any], *, actor: User | None) -> SourcedFact:
    """Correct a fact or its source. Raises PlanningError."""
    standing = SourcedFact.objects.select_for_update(of=("self",)).get(pk=fact.pk)
    changes = {
        name: (getattr(standing, name), values[name])
        for name in FIELDS
        if name in values and getattr(standing, name) != values[name]
    }
    for name, (_before, after) in changes.items():
        setattr(fact, name, after)
    _check(fact)
    if changes:
        fact.save(update_fields=list(changes))
        record("fact.edit", fact, actor=actor, changes=changes)
        readers_see_a_change(fact.tour_id)
    return fact


@changes_a_tour
def remove_fact(fact: SourcedFact, *, actor: User | None) -> None:
    """Nobody stands by it any more."""
    record("fact.remove", fact, actor=actor)
    fact.delete()
    readers_see_a_change(fact.tour_id)


def _check(fact: SourcedFact) -> None:
    if fact.stop is not None and fact.stop.tour_id != fact.tour_id:
        raise PlanningError(_("This stop is another tour’s."), code="another_tour", field="stop")
