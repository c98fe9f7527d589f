"""Which public stops and sessions belong to a territory, an organisation or a theme."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from events.models import Organisation, Partnership, Session, Stop, Territory, Theme
from events.models.stop import StopQuerySet

_EVERYWHERE = (Partnership.Role.ORGANISER, Partnership.Role.CO_HOST)


@dataclass(frozen=True, slots=True)
class Scope:
    """Stops that belong to it whole, and `sessions` that do where their stop does not; both unordered."""

    whole: QuerySet[Stop]
    sessions: QuerySet[Session]

    def stops(self) -> StopQuerySet:
        """The public stops of which at least a part belongs to it, each once."""
        parts = self.sessions.order_by().values("stop_id")
        return Stop.objects.public().filter(Q(pk__in=self.whole.values("pk")) | Q(pk__in=parts))

    def told(self) -> QuerySet[Session]:
        """Every session that belongs to it, by itself or with its stop."""
        return Session.objects.filter(
            Q(stop__in=self.whole.values("pk")) | Q(pk__in=self.sessions.order_by().values("pk"))
        )


def in_territory(territory: Territory) -> Scope:
    """What takes place there: in the commune itself, in one that lies there, or in what its stop is counted in."""
    lies = Q(town=territory) | Q(town__parent=territory) | Q(region=territory) | Q(territory=territory)
    member = territory.members.values("part_id")
    return Scope(Stop.objects.public().filter(lies | Q(town__in=member)), Session.objects.none())


def with_organisation(organisation: Organisation) -> Scope:
    """The stops and sessions it takes part in, and all those of the tours it organises or co-hosts as a whole."""
    partnerships = organisation.partnerships.order_by()
    tours = partnerships.filter(tour__isnull=False, role__in=_EVERYWHERE).values("tour_id")
    stops = partnerships.filter(stop__isnull=False).values("stop_id")
    sessions = partnerships.filter(session__isnull=False).values("session_id")
    return Scope(
        Stop.objects.public().filter(Q(tour__in=tours) | Q(pk__in=stops)), Session.objects.filter(pk__in=sessions)
    )


def on_theme(theme: Theme) -> Scope:
    """The stops on that theme whole, and the sessions on it elsewhere."""
    return Scope(Stop.objects.public().filter(themes=theme), Session.objects.filter(themes=theme))


def is_known_in_public(organisation: Organisation) -> bool:
    """Whether any public page names it: who was only asked whether they would take part is nobody's business."""
    partnerships = organisation.partnerships.order_by()
    of_tours = partnerships.filter(tour__isnull=False).exclude(tour__state="draft")
    return of_tours.exists() or with_organisation(organisation).stops().exists()
