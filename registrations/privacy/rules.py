"""Who answers people who ask about their data."""

from __future__ import annotations

from typing import Any

import rules

from events.models import Role
from events.team.queries import roles_of
from events.team.rules import manages_tour
from registrations.privacy.queries import people_managed_by


@rules.predicate
def manages_some_tour(user: Any) -> bool:
    """Managers of any tour, and the administrator."""
    roles = roles_of(user)
    return roles.administrator or Role.MANAGER in roles.by_tour.values()


@rules.predicate
def answers_for_person(user: Any, person: Any) -> bool:
    """Managers of a tour that the person registered for or came to, and the administrator."""
    return manages_some_tour.test(user) and people_managed_by(user).filter(pk=person.pk).exists()


__all__ = ["answers_for_person", "manages_some_tour", "manages_tour"]
