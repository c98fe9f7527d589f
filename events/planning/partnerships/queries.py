"""Reading what goes on with partners: of a tour, by organisation; one partnership with its log; who is late."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, DateField, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least
from django.http import Http404

from events.models import Commitment, Exchange, Organisation, Partnership, Stop, Tour

NEVER = datetime.date(9999, 12, 31)
# Nobody waits any more for what was promised to these.
OUT_OF_PLAY = (Stop.State.CANCELLED, Stop.State.RECORDED)


class Followed(TypedDict):
    """What `partners_of_tour` adds to an organisation: see there."""

    soonest: datetime.date
    last_on: datetime.date | None


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    Partner = WithAnnotations[Organisation, Followed]


def of_tour(tour: Tour) -> Q:
    """The partnerships of `tour`, its stops and their sessions."""
    return Q(tour=tour) | Q(stop__tour=tour) | Q(session__stop__tour=tour)


def watched_partnerships(tour: Tour) -> QuerySet[Partnership]:
    """Those of `tour` with whom something may still be waited for: not of stops called off or only recorded."""
    off = Q(stop__state__in=OUT_OF_PLAY) | Q(session__stop__state__in=OUT_OF_PLAY)
    return Partnership.objects.filter(of_tour(tour)).exclude(off)


def late_partnerships(tour: Tour, today: datetime.date) -> QuerySet[Partnership]:
    """Those whose next action's day has passed, or one of whose promises is past its day and has not come."""
    waiting = Commitment.objects.filter(partnership=OuterRef("pk"), received_on=None, due_on__lt=today)
    late = Q(next_action_on__lt=today) & ~Q(next_action="") | Exists(waiting)
    return watched_partnerships(tour).filter(late)


def partners_of_tour(tour: Tour) -> QuerySet[Partner]:
    """The organisations that take part in `tour`, its stops or their sessions, each with `soonest` and `last_on`.

    `soonest` is the first day on which something is to be done or was promised and has not come (NEVER where there is
    none), `last_on` the day of the last exchange.
    """
    theirs = Partnership.objects.filter(of_tour(tour), organisation=OuterRef("pk")).order_by().values("organisation")
    watched = watched_partnerships(tour).filter(organisation=OuterRef("pk")).order_by().values("organisation")
    action = watched.exclude(next_action="").annotate(day=Min("next_action_on")).values("day")
    open_promises = Q(commitments__received_on=None)
    promise = watched.annotate(day=Min("commitments__due_on", filter=open_promises)).values("day")
    last = theirs.annotate(day=Max("exchanges__on")).values("day")
    never = Value(NEVER, output_field=DateField())
    return Organisation.objects.filter(
        pk__in=Partnership.objects.filter(of_tour(tour)).values("organisation")
    ).annotate(
        soonest=Least(Coalesce(Subquery(action), never), Coalesce(Subquery(promise), never)),
        last_on=Subquery(last),
    )


def parts_of(tour: Tour, organisations: list[Organisation]) -> dict[int, list[Partnership]]:
    """What those organisations are to `tour`, by their id: partnerships with place, people, promises, last exchange.

    Five queries, whatever their number.
    """
    newest = Exchange.objects.filter(partnership=OuterRef("partnership")).order_by("-on", "-pk").values("pk")[:1]
    found = (
        Partnership.objects.filter(of_tour(tour), organisation__in=organisations)
        .select_related("stop", "session__stop")
        .prefetch_related(
            "contact_persons",
            "commitments",
            Prefetch("exchanges", Exchange.objects.filter(pk=Subquery(newest)), to_attr="latest"),
        )
        .order_by("stop__starts_on", "position", "pk")
    )
    by_organisation: dict[int, list[Partnership]] = {}
    for partnership in found:
        if partnership.stop:
            partnership.stop.tour = tour
        by_organisation.setdefault(partnership.organisation_id, []).append(partnership)
    return by_organisation


def log_of(partnership: Partnership) -> list[Exchange]:
    """What was said, newest first, with who noted it. One query."""
    return list(partnership.exchanges.select_related("noted_by"))


def promises_of(partnership: Partnership) -> list[Commitment]:
    """What was promised: what is still to come first, by day. One query."""
    promises = list(partnership.commitments.all())
    for promise in promises:
        promise.partnership = partnership
    return sorted(promises, key=lambda one: one.received_on is not None)


def neighbours_of(partnership: Partnership) -> QuerySet[Partnership]:
    """Those with the same part in the same tour, stop or session, itself included, in the order of their logos."""
    place = {name: getattr(partnership, name) for name in ("tour_id", "stop_id", "session_id")}
    return Partnership.objects.filter(role=partnership.role, **place).order_by("position", "pk")


def logos_of(subject: Tour | Stop) -> list[Partnership]:
    """The partners of a tour, or of a stop, in the order of their logos, with the pictures. One query."""
    return list(subject.partnerships.select_related("organisation__logo").order_by("position", "pk"))


def replies_of(tour: Tour) -> dict[int, tuple[datetime.date, datetime.date | None]]:
    """By partnership: when the first exchange was, and when something last came from them (None: never). One query."""
    theirs = Q(kind__in=(Exchange.Kind.REPLY, Exchange.Kind.AGREED))
    rows = Exchange.objects.filter(partnership__stop__tour=tour).order_by().values_list("partnership")
    return {pk: (first, last) for pk, first, last in rows.annotate(first=Min("on"), last=Max("on", filter=theirs))}


def partners_late(tour: Tour, today: datetime.date) -> int:
    """How many organisations something is late with. One query."""
    return late_partnerships(tour, today).aggregate(n=Count("organisation", distinct=True))["n"] or 0


def exchange_at(exchange: int) -> Exchange:
    """That entry of a log, with its partnership. Raises Http404."""
    related = _about("partnership")
    found = Exchange.objects.select_related("noted_by", *related).filter(pk=exchange).first()
    if found is None:
        raise Http404
    return found


def commitment_at(commitment: int) -> Commitment:
    """That promise, with its partnership. Raises Http404."""
    found = Commitment.objects.select_related(*_about("partnership")).filter(pk=commitment).first()
    if found is None:
        raise Http404
    return found


def _about(prefix: str) -> list[str]:
    return [f"{prefix}__{part}" for part in ("organisation", "tour", "stop__tour", "session__stop__tour")]
