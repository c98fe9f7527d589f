"""Reading proposals: of a stop, of a tour, what waits."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, QuerySet, Value, When
from django.http import Http404

from events.models import Organisation, Partnership, Proposal, Stop, Tour
from events.team.queries import roles_of
from tournee.accounts.models import User


def proposal_at(proposal: int) -> Proposal:
    """That proposal, with what it is about and who decided. Raises Http404."""
    found = _with_people(Proposal.objects.all()).filter(pk=proposal).first()
    if found is None:
        raise Http404
    if found.session is not None:
        found.session.stop = found.stop
    return found


def proposals_of(subject: Tour | Stop) -> QuerySet[Proposal]:
    """The proposals of a stop or of all stops of a tour: those that wait first, the latest first."""
    about = Proposal.objects.filter(**({"stop__tour": subject} if isinstance(subject, Tour) else {"stop": subject}))
    settled = Case(When(state=Proposal.State.OPEN, then=Value(0)), default=Value(1))
    return _with_people(about).annotate(settled=settled).order_by("settled", "-proposed_at", "-pk")


def waiting_in(subject: Tour | Stop) -> int:
    """How many wait for the team; one query."""
    return proposals_of(subject).order_by().filter(state=Proposal.State.OPEN).count()


def waiting_at(stops: Sequence[Stop]) -> list[Proposal]:
    """What waits at these stops, each proposal with its stop as given, the oldest first. One query."""
    known = {stop.pk: stop for stop in stops}
    waiting = Proposal.objects.filter(stop__in=known, state=Proposal.State.OPEN).select_related(
        "session", "proposed_by"
    )
    found = list(waiting.order_by("proposed_at", "pk"))
    for proposal in found:
        proposal.stop = known[proposal.stop_id]
    return found


def own_organisations_at(user: User, stop: Stop) -> list[Organisation]:
    """The co-hosts of `stop` that `user` represents, by name."""
    hosts = Partnership.objects.filter(stop=stop, role=Partnership.Role.CO_HOST)
    own = hosts.filter(organisation_id__in=roles_of(user).organisations).select_related("organisation")
    return sorted({row.organisation for row in own}, key=str)


def _with_people(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return proposals.select_related("stop__tour", "session", "file", "proposed_by", "decided_by")
