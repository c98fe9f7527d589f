"""Everything the figures of a scope are made of, read in a constant number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from events.models import Session, Stop, Territory, Tour
from events.reference.queries import distance_km
from registrations.booking.seat_counts import SeatCounts, seats_of
from registrations.models import CompanyFact, Registration

Scope = Tour | Stop


@dataclass(frozen=True, slots=True)
class Party:
    """One standing registration: `people` of it, its firm if it is of one, and from how many kilometres, if known.

    `of` tells its firm, or itself where it is of none, from the others.
    """

    people: int
    firm: int | None
    of: Hashable
    on: datetime.date
    relay: str
    region: str
    km: float | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known latest of each firm: where its headcount begins, and its trade."""

    sizes: dict[int, int]
    trades: dict[int, str]


def parties_of(scope: Scope) -> list[Party]:
    """The registrations that stand, without walk-ins, oldest first; three queries."""
    registrations = (
        Registration.objects.filter(_within(scope), state=Registration.State.LIVE)
        .exclude(origin=Registration.Origin.WALK_IN)
        .annotate(people_coming=Count("attendees", filter=Q(attendees__cancelled_at=None)))
        .select_related("stop", "company__town", "relay__organisation")
        .order_by("registered_at", "pk")
    )
    found = list(registrations)
    regions = _regions({one.company.town_id for one in found if one.company and one.company.town_id})
    return [
        Party(
            people=one.people_coming,
            firm=one.company_id,
            of=one.company_id or f"registration {one.pk}",
            on=one.registered_at.astimezone(one.stop.zone).date(),
            relay=_way(one),
            region=regions.get(one.company.town_id or 0, "") if one.company else "",
            km=_distance(one),
        )
        for one in found
    ]


def known_of(firms: Iterable[int]) -> Known:
    """The latest facts of those firms; one query."""
    sizes: dict[int, int] = {}
    trades: dict[int, str] = {}
    facts = CompanyFact.objects.filter(company__in=set(firms)).order_by("on", "pk")
    for company, kind, low, code in facts.values_list("company_id", "kind", "headcount_from", "code"):
        if kind == CompanyFact.Kind.HEADCOUNT and low is not None:
            sizes[company] = low
        elif code:
            trades[company] = code
    return Known(sizes, trades)


def filled(stop: Stop) -> list[SeatCounts]:
    """The seats of every planned session of the stop in order of time; three queries."""
    return seats_of(Session.objects.filter(stop=stop, state=Session.State.PLANNED).order_by("starts_at", "pk"))


def _way(registration: Registration) -> str:
    """Through whom it came: a relay, the team, a sheet; empty where they found the page by themselves."""
    if registration.relay:
        return str(registration.relay)
    by_themselves = registration.origin == Registration.Origin.WEB
    return "" if by_themselves else str(registration.get_origin_display())


def _within(scope: Scope) -> Q:
    """A stop; of a tour, the stops that were not cancelled: nobody comes to those."""
    return Q(stop=scope) if isinstance(scope, Stop) else Q(stop__tour=scope) & ~Q(stop__state=Stop.State.CANCELLED)


def _distance(registration: Registration) -> float | None:
    """From the firm's commune to the stop, as the crow flies; None where one of both places is not known."""
    stop = registration.stop
    town = registration.company.town if registration.company else None
    if town is None or town.latitude is None or town.longitude is None:
        return None
    if stop.latitude is None or stop.longitude is None:
        return None
    return distance_km(town.latitude, town.longitude, stop.latitude, stop.longitude)


def _regions(communes: set[int]) -> dict[int, str]:
    """The name of each commune's region, along commune → département → region; one query."""
    rows = Territory.objects.filter(pk__in=communes).values_list("pk", "parent__parent__name")
    return {pk: name or "" for pk, name in rows}
