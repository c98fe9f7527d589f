"""Who may: the table of roles as named predicates, one sentence each.

Each takes a user and the tour, or anything that belongs to one (a stop, a session, a partnership).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules
from django.db.models import Q

from events.models import Commitment, Exchange, Role, Session, Stop, Tour
from events.team.queries import EDITORS, co_hosted_stops, roles_of
from tournee.web.access import administrator

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User

    Someone = User | AnonymousUser

TEAM = frozenset({Role.READER, Role.EDITOR, Role.MANAGER})
MANAGERS = frozenset({Role.MANAGER})
_PARTS = ("tour", "stop", "session", "partnership")  # what something of a tour says that it is of


def tour_id_of(thing: Any) -> int:
    """The id of the tour `thing` belongs to."""
    if isinstance(thing, Tour):
        return thing.pk
    if isinstance(thing, Session):
        return thing.stop.tour_id
    if isinstance(thing, Stop):
        return thing.tour_id
    return tour_id_of(next(part for name in _PARTS if (part := getattr(thing, name, None))))


def stop_of(thing: Any) -> Stop | None:
    """The stop `thing` is or belongs to; None for what belongs to the tour as a whole."""
    if isinstance(thing, Stop):
        return thing
    if isinstance(thing, Session):
        return thing.stop
    if isinstance(thing, Exchange | Commitment):
        return stop_of(thing.partnership)
    session = getattr(thing, "session", None)
    return session.stop if session else getattr(thing, "stop", None)


def tour_of(thing: Any) -> Tour:
    """The tour `thing` is or belongs to."""
    if stop := stop_of(thing):
        return stop.tour
    whole: Any = thing.partnership if isinstance(thing, Exchange | Commitment) else thing
    tour: Tour = whole if isinstance(whole, Tour) else whole.tour
    return tour


@rules.predicate
def reads_tour(user: Someone, thing: Any) -> bool:
    """Readers, editors and managers of the tour, and the administrator."""
    return roles_of(user).on(tour_id_of(thing)) in TEAM


@rules.predicate
def edits_tour(user: Someone, thing: Any) -> bool:
    """Editors and managers of the tour, and the administrator."""
    return roles_of(user).on(tour_id_of(thing)) in EDITORS


@rules.predicate
def manages_tour(user: Someone, thing: Any) -> bool:
    """Managers of the tour, and the administrator."""
    return roles_of(user).on(tour_id_of(thing)) in MANAGERS


@rules.predicate
def co_hosts_stop(user: Someone, thing: Any) -> bool:
    """Representatives of an organisation that co-hosts the stop."""
    stop = stop_of(thing)
    if stop is None or not roles_of(user).organisations:
        return False
    return co_hosted_stops(user).filter(pk=stop.pk).exists()


@rules.predicate
def co_hosts_unpublished_stop(user: Someone, thing: Any) -> bool:
    """Representatives of an organisation that co-hosts the stop, until it is published."""
    stop = stop_of(thing)
    return stop is not None and stop.published_at is None and co_hosts_stop.test(user, thing)


@rules.predicate
def creates_tours(user: Someone) -> bool:
    """The administrator, and managers of any tour (the next edition is theirs to prepare)."""
    roles = roles_of(user)
    return roles.administrator or Role.MANAGER in roles.by_tour.values()


@rules.predicate
def belongs_to_a_team(user: Someone) -> bool:
    """Members of any tour’s team, and the administrator."""
    roles = roles_of(user)
    return roles.administrator or bool(roles.by_tour)


@rules.predicate
def edits_any_tour(user: Someone) -> bool:
    """Editors and managers of any tour, and the administrator."""
    roles = roles_of(user)
    return roles.administrator or not EDITORS.isdisjoint(roles.by_tour.values())


@rules.predicate
def invites_for_organisation(user: Someone, organisation: Any) -> bool:
    """Representatives of the organisation, whoever edits every tour it takes part in, and the administrator.

    A representative sees the organisation's stops of all tours: an editor of one tour cannot let somebody into another.
    """
    roles = roles_of(user)
    if roles.administrator or organisation.pk in roles.organisations:
        return True
    edited = roles.edited
    if not edited:
        return False
    theirs = Q(tour__in=edited) | Q(stop__tour__in=edited) | Q(session__stop__tour__in=edited)
    partnerships = organisation.partnerships.all()
    return bool(partnerships.filter(theirs).exists() and not partnerships.exclude(theirs).exists())


@rules.predicate
def manages_membership(user: Someone, thing: Any) -> bool:
    """For a tour’s team, its managers; for an organisation, whoever invites its representatives."""
    if thing.tour is not None:
        return manages_tour.test(user, thing.tour)
    return invites_for_organisation.test(user, thing.organisation)


sees_stop = reads_tour | co_hosts_stop
edits_stop = edits_tour | co_hosts_unpublished_stop

__all__ = [
    "administrator",
    "belongs_to_a_team",
    "co_hosts_stop",
    "co_hosts_unpublished_stop",
    "creates_tours",
    "edits_any_tour",
    "edits_stop",
    "edits_tour",
    "invites_for_organisation",
    "manages_membership",
    "manages_tour",
    "reads_tour",
    "sees_stop",
]
