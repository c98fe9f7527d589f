"""Whom one calls at a partner, for this tour or this stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import ContactPerson, Partnership
from events.planning.errors import PlanningError
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.partners import edit_partner
from tournee.accounts.models import User
from tournee.history.operations import record


@changes_a_tour
def edit_partner_and_people(
    partnership: Partnership,
    values: Mapping[str, Any],
    people: Iterable[ContactPerson],
    *,
    expected_version: int | None,
    actor: User | None,
) -> Partnership:
    """Change a partnership and the people to call for it, or neither. Raises PlanningError, StaleVersion."""
    edit_partner(partnership, values, expected_version=expected_version, actor=actor)
    before = set(partnership.contact_persons.values_list("pk", flat=True))
    wanted = list(people)
    if any(person.organisation_id != partnership.organisation_id for person in wanted):
        raise PlanningError(
            _("Only people of this organisation can be called for it."),
            code="another_organisation",
            field="contact_persons",
        )
    if before != {person.pk for person in wanted}:
        partnership.contact_persons.set(wanted)
        # Names are personal: history keeps that they changed, not who they are.
        record("partner.people", partnership, actor=actor, changes={"contact_persons": None})
    return partnership
