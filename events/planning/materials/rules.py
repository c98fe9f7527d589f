"""Who may open the file of a material."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from events.models import Material, Proposal, Tour
from events.team.rules import sees_stop

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User
    from tournee.files.models import StoredFile


@rules.predicate
def opens_material(user: User | AnonymousUser, file: StoredFile) -> bool:
    """Anyone once the stop is public; until then, or while it is only proposed, the tour’s team and the co-hosts."""
    material = Material.objects.filter(file=file).select_related("stop__tour").first()
    proposed = material or Proposal.objects.filter(file=file).select_related("stop__tour").first()
    if proposed is None:
        return False
    stop = proposed.stop
    public = material is not None and stop.published_at is not None and stop.tour.state != Tour.State.DRAFT
    return public or sees_stop.test(user, stop)
