"""Whose address and telephone number somebody may read: the team's editors all, a co-host those who agreed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from events.models import Stop
from events.team.queries import roles_of
from events.team.rules import edits_tour
from registrations.booking.agreeing import standing
from registrations.models import Consent

if TYPE_CHECKING:
    from tournee.accounts.models import User


def reachable(user: User, stop: Stop) -> Reach:
    """For pages and sheets of a stop; one query for a co-host, none for an editor."""
    if edits_tour.test(user, stop):
        return Reach(everybody=True)
    consents = Consent.objects.filter(
        registration__stop=stop, purpose=Consent.Purpose.CALL_BACK, organisation__in=roles_of(user).organisations
    )
    return Reach(agreed=(consent.person_id for consent in standing(consents)))


class Reach:
    """The people, by id, whose address and telephone number may be read."""

    def __init__(self, *, everybody: bool = False, agreed: Iterable[int] = ()) -> None:
        self._everybody = everybody
        self._agreed = frozenset(agreed)

    def __contains__(self, person_id: object) -> bool:
        return self._everybody or person_id in self._agreed
