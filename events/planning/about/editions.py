"""The editions before and after a tour, as far as somebody may open them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.models import Tour
from events.team.rules import reads_tour

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User

    Someone = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Edition:
    """Another edition; `opens` where this person may open its page in the workspace."""

    tour: Tour
    opens: bool


@dataclass(frozen=True, slots=True)
class Editions:
    """The edition before, and those that follow."""

    before: Edition | None
    after: list[Edition]


def editions_around(tour: Tour, user: Someone) -> Editions:
    """The editions next to `tour` as `user` may see them. Two queries."""
    previous = tour.previous_edition
    following = [Edition(one, reads_tour.test(user, one)) for one in tour.next_editions.order_by("starts_on", "pk")]
    return Editions(Edition(previous, reads_tour.test(user, previous)) if previous else None, following)
