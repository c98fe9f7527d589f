"""Reading what is planned: from an address to its object, what somebody has to do with, a tour's stops."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, TypedDict, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, F, Model, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.http import Http404

from events.models import DateOption, Funding, Partnership, Session, SourcedFact, Speaking, Stop, Tour
from events.planning.following import Followed
from events.team.queries import co_hosted_stops, tours_for
from tournee.history.models import HistoryEntry
from tournee.history.queries import ShownEntry, in_words
from tournee.texts.typography import format_number


class Programme(TypedDict):
    """What `with_programme` adds to a stop: see there."""

    day: datetime.date | None
    options: int
    programme: int
    seats: int | None
    taken: int
    region_name: str | None


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django_stubs_ext import WithAnnotations

    from tournee.accounts.models import User

    Someone = User | AnonymousUser
    PlannedStop = WithAnnotations[Stop, Programme]

M = TypeVar("M", bound=Model)
LATEST_CHANGES = 50
_AT_ONCE = 6  # entries looked at for one shown: whoever issues certificates makes one for each person


def tour_at(tour: str) -> Tour:
    """The tour at that address, or at one it had. Raises Http404."""
    found = Tour.objects.filter(slug=tour).first() or Tour.objects.filter(former_slugs__slug=tour).first()
    return _found(found)


def stop_at(tour: str, stop: str) -> Stop:
    """The stop at that address, or at one it or its tour had; with all its page shows of itself. Raises Http404."""
    stops = Stop.objects.select_related("tour", "town__parent", "region", "territory", "contact", "lead")
    found = stops.filter(tour__slug=tour, slug=stop).first()
    if found is None:
        of_tour = Q(tour__slug=tour) | Q(tour__former_slugs__slug=tour)
        found = stops.filter(of_tour, Q(slug=stop) | Q(former_slugs__slug=stop)).first()
    return _found(found)


def session_at(tour: str, stop: str, session: int) -> Session:
    """The session at that address. Raises Http404."""
    sessions = Session.objects.select_related("stop__tour")
    return _found(sessions.filter(pk=session, stop__slug=stop, stop__tour__slug=tour).first())


def partnership_at(partnership: int) -> Partnership:
    """That partnership, with what it is of. Raises Http404."""
    related = ("organisation", "tour", "stop__tour", "session__stop__tour")
    return _found(Partnership.objects.select_related(*related).filter(pk=partnership).first())


def funding_at(funding: int) -> Funding:
    """That funding, with what it pays for. Raises Http404."""
    related = ("emblem", "tour", "stop__tour", "session__stop__tour")
    return _found(Funding.objects.select_related(*related).filter(pk=funding).first())


def fact_at(fact: int) -> SourcedFact:
    """That sourced fact, with its tour. Raises Http404."""
    return _found(SourcedFact.objects.select_related("tour", "stop").filter(pk=fact).first())


def _found(thing: M | None) -> M:
    if thing is None:
        raise Http404
    return thing


def tours_of(user: Someone) -> QuerySet[Tour]:
    """The tours whose team `user` belongs to, the latest first and archived ones last.

    Each has how many stops: `planned`, `public`.
    """
    counted = tours_for(user).annotate(
        planned=Count("stops"), public=Count("stops", filter=Q(stops__published_at__isnull=False))
    )
    return counted.order_by(Case(When(state=Tour.State.ARCHIVED, then=1), default=0), "-starts_on", "pk")


def stops_hosted_by(user: Someone) -> QuerySet[PlannedStop]:
    """The stops that `user` co-hosts, in order of date, with what their rows show."""
    by_date = (F("day").asc(nulls_last=True), "number", "pk")
    return with_programme(co_hosted_stops(user)).select_related("tour", "region").order_by(*by_date)


def stops_of(tour: Tour) -> QuerySet[PlannedStop]:
    """The stops of `tour` with what their rows show (see `with_programme`)."""
    return with_programme(Stop.objects.filter(tour=tour)).select_related("region")


def with_programme(stops: QuerySet[Stop]) -> QuerySet[PlannedStop]:
    """`stops`, each with `day` (its first day or its month), `options`, and of its planned sessions: how many
    (`programme`), seats (`seats`) and seats taken (`taken`) in those that have a limit, else seats taken in all."""
    planned = Q(sessions__state=Session.State.PLANNED)
    limited = planned & Q(sessions__capacity__isnull=False)
    options = DateOption.objects.filter(stop=OuterRef("pk")).order_by().values("stop").annotate(n=Count("pk"))
    return stops.annotate(
        day=Coalesce("starts_on", "month"),
        options=Coalesce(Subquery(options.values("n")), 0),
        programme=Count("sessions", filter=planned),
        seats=Sum("sessions__capacity", filter=limited),
        taken=Coalesce(Sum("sessions__seats_taken", filter=limited), Sum("sessions__seats_taken", filter=planned), 0),
        region_name=F("region__name"),
    )


def programme_of(stop: Stop) -> list[Session]:
    """The sessions of `stop` in order, with who speaks at them. Two queries."""
    return list(stop.sessions.prefetch_related("speakings__speaker__organisation"))


def speakings_of(session: Session) -> list[Speaking]:
    """Who speaks at `session`, in order."""
    return list(session.speakings.select_related("speaker__organisation"))


def partners_of(subject: Tour | Stop) -> list[Partnership]:
    """Who takes part in `subject`, by the order of their logos, with the people to call. Two queries."""
    return list(subject.partnerships.select_related("organisation").prefetch_related("contact_persons"))


def fundings_of(subject: Tour | Stop) -> list[Funding]:
    """Whose money pays for `subject`, with emblems."""
    return list(subject.fundings.select_related("emblem").order_by("pk"))


def changes_of(*groups: Model | Iterable[Model], followed: Iterable[Followed] = ()) -> list[ShownEntry]:
    """The latest changes of these objects and lists of objects, newest first, in words.

    The first is what the page is about; of any other, its name is said. What is `followed` beside is not named, and
    what was done to many at once is said once.
    """
    wanted = Q()
    for group in groups:
        things: Sequence[Model] = [group] if isinstance(group, Model) else list(group)
        if things:
            content_type = ContentType.objects.get_for_model(things[0])
            wanted |= Q(content_type=content_type, object_id__in=[thing.pk for thing in things])
    unnamed = {type(groups[0])}
    for one in followed:
        unnamed.add(one.things.model)
        content_type = ContentType.objects.get_for_model(one.things.model)
        ids = one.things.order_by().values("pk")
        wanted |= Q(content_type=content_type, action__in=one.actions, object_id__in=ids)
    rows = HistoryEntry.objects.filter(wanted).select_related("actor", "content_type").order_by("-at", "-pk")
    entries = list(rows[: LATEST_CHANGES * (_AT_ONCE if len(unnamed) > 1 else 1)])
    shown = [
        one if entry.content_type.model_class() in unnamed else replace(one, what=f"{one.what} – {one.about}")
        for entry, one in zip(entries, in_words(entries), strict=True)
    ]
    return list(_together(shown))[:LATEST_CHANGES]


def _together(entries: Iterable[ShownEntry]) -> Iterator[ShownEntry]:
    """The same done by the same person to several in one minute is said once, with how often."""
    for (_who, what, _minute), same in groupby(entries, lambda one: (one.who, one.what, f"{one.at:%Y%m%d%H%M}")):
        found = list(same)
        if len(found) > 1 and not any(one.changes for one in found):
            yield replace(found[0], what=f"{what} ({format_number(len(found))})")
        else:
            yield from found
