"""Reading relays: a stop's with what came of each, who may be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from events.models import Organisation, Stop
from events.planning.queries import stop_at
from registrations.models import Attendee, CheckIn, Invitee, Registration, Relay, RelayOpening


@dataclass(frozen=True, slots=True)
class Funnel:
    """What came of one relay, or (None) of those who named none: counts of messages, openings and people."""

    relay: Relay | None
    sent: int
    opened: int
    registered: int
    firms: int
    came: int

    @property
    def name(self) -> str:
        """Whose it is."""
        if self.relay is None:
            return _("No link: they found the page themselves")
        return str(self.relay)


def relays_of(stop: Stop) -> QuerySet[Relay]:
    """The relays of `stop`, the team's first, then by name."""
    relays = Relay.objects.filter(stop=stop).select_related("organisation")
    return relays.order_by(F("organisation__search_key").asc(nulls_first=True), "pk")


def relay_at(tour: str, stop: str, relay: str) -> Relay:
    """The relay of that code of the stop at that address. Raises Http404."""
    at = stop_at(tour, stop)
    found = Relay.objects.select_related("organisation").filter(stop=at, code=relay).first()
    if found is None:
        raise Http404
    found.stop = at
    return found


def partners_at(stop: Stop) -> QuerySet[Organisation]:
    """Who may be a relay: the partners of the stop, of its sessions and of its tour."""
    of_it = Q(partnerships__stop=stop) | Q(partnerships__session__stop=stop) | Q(partnerships__tour=stop.tour_id)
    return Organisation.objects.filter(of_it).distinct()


def partners_without_link(stop: Stop) -> QuerySet[Organisation]:
    """Those of them that have no link in use, by name: one that was closed is opened again when asked for."""
    has_one = Relay.objects.filter(stop=stop, closed_at=None, organisation__isnull=False).values("organisation")
    return partners_at(stop).exclude(pk__in=has_one).order_by("search_key", "pk")


def funnels_of(stop: Stop) -> list[Funnel]:
    """Each relay of `stop` with what came of it, then those registered by no link, if any. Five queries."""
    relays = list(relays_of(stop))
    sent = _counted(Invitee.objects.filter(invitation__stop=stop, sent_at__isnull=False), "invitation__relay")
    opened = _counted(RelayOpening.objects.filter(relay__stop=stop), "relay")
    standing = Registration.objects.filter(stop=stop, state=Registration.State.LIVE).exclude(
        origin=Registration.Origin.WALK_IN
    )
    firms = _counted(standing.exclude(company=None), "relay", distinct="company")
    there = CheckIn.objects.standing().filter(direction=CheckIn.Direction.IN, attendee=OuterRef("pk"))
    people = (
        Attendee.objects.filter(stop=stop, cancelled_at=None, registration__in=standing)
        .order_by()
        .values_list("registration__relay")
        .annotate(people=Count("pk"), came=Count("pk", filter=Exists(there)))
    )
    registered = {relay: (count, came) for relay, count, came in people}
    wanted: list[Relay | None] = [*relays, *([None] if None in registered else [])]
    return [
        Funnel(
            relay,
            sent.get(relay.pk, 0) if relay else 0,
            opened.get(relay.pk, 0) if relay else 0,
            registered.get(relay.pk if relay else None, (0, 0))[0],
            firms.get(relay.pk if relay else None, 0),
            registered.get(relay.pk if relay else None, (0, 0))[1],
        )
        for relay in wanted
    ]


def relays_for(stops: Sequence[Stop], organisations: frozenset[int]) -> dict[int, list[Relay]]:
    """By stop: the open relays of those organisations. One query."""
    found: dict[int, list[Relay]] = {}
    if organisations:
        relays = Relay.objects.filter(stop__in=stops, organisation__in=organisations, closed_at=None)
        for relay in relays.select_related("organisation").order_by("pk"):
            found.setdefault(relay.stop_id, []).append(relay)
    return found


def _counted(rows: QuerySet, by: str, *, distinct: str = "pk") -> dict[int | None, int]:
    counted = rows.order_by().values_list(by).annotate(Count(distinct, distinct=distinct != "pk"))
    return dict(counted)
