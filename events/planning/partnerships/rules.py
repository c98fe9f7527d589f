"""Who may see what of a partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from events.models import Commitment, Partnership
from events.team.queries import roles_of
from events.team.rules import reads_tour

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from tournee.accounts.models import User

    Someone = User | AnonymousUser


def co_hosted_partnerships(user: Someone) -> QuerySet[Partnership]:
    """The partnerships as a co-host of a stop whose organisation `user` represents."""
    organisations = roles_of(user).organisations
    return Partnership.objects.filter(
        role=Partnership.Role.CO_HOST, stop__isnull=False, organisation_id__in=organisations
    )


@rules.predicate
def co_hosts_by(user: Someone, partnership: Partnership) -> bool:
    """Representatives of the organisation, for its own partnership as a co-host of a stop."""
    hosts = partnership.role == Partnership.Role.CO_HOST and partnership.stop_id is not None
    return hosts and partnership.organisation_id in roles_of(user).organisations


# The log is the team's; a co-host sees what it promised itself.
sees_partnership = reads_tour | co_hosts_by


@rules.predicate
def sees_promise(user: Someone, promise: Commitment) -> bool:
    """Whoever sees the partnership that promised."""
    return bool(sees_partnership.test(user, promise.partnership))
