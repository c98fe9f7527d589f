"""Whom a session's form offers by name: everybody to the team, and to a co-host those met on stops they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from events.models import Organisation, Partnership, Session, Speaker, Stop, Tour
from events.planning.forms.choosing import Known, known_organisations, known_speakers
from events.team.queries import co_hosted_stops, roles_of
from events.team.rules import edits_tour
from tournee.texts.search import search_key

if TYPE_CHECKING:
    from tournee.accounts.models import User


def speakers_for(user: User, stop: Stop) -> Known[Speaker]:
    """The speakers offered to `user` at `stop`.

    A co-host finds any other who spoke in public by the whole name, and nobody who stands on a plan only.
    """
    speakers = Speaker.objects.select_related("organisation").order_by("search_key", "pk")
    if edits_tour.test(user, stop):
        return known_speakers(speakers, beyond=None)
    in_public = speakers.filter(pk__in=_speaking_at(Stop.objects.public()))
    return known_speakers(
        speakers.filter(pk__in=_speaking_at(_seen_by(user, stop))),
        beyond=lambda name: in_public.filter(search_key=search_key(name)[:160])[:2],
    )


def organisations_for(user: User, stop: Stop) -> Known[Organisation]:
    """The organisations offered to `user` at `stop`; a co-host finds any other by its whole name or acronym."""
    organisations = Organisation.objects.order_by("search_key", "pk")
    if edits_tour.test(user, stop):
        return known_organisations(organisations)
    seen = _seen_by(user, stop)
    partners = Partnership.objects.filter(Q(stop__in=seen) | Q(tour=stop.tour_id))
    met = (
        Q(pk__in=roles_of(user).organisations)
        | Q(pk__in=partners.values("organisation"))
        | Q(speakers__in=_speaking_at(seen))
    )
    return known_organisations(organisations.filter(met).distinct(), all_of_them=False)


def _seen_by(user: User, stop: Stop) -> QuerySet[Stop]:
    """The stops a co-host of `stop` sees: those they co-host, and the public ones of the same tour."""
    public = Q(tour=stop.tour_id, published_at__isnull=False) & ~Q(tour__state=Tour.State.DRAFT)
    return Stop.objects.filter(public | Q(pk__in=co_hosted_stops(user).values("pk")))


def _speaking_at(stops: QuerySet[Stop]) -> QuerySet[Speaker]:
    sessions = Session.objects.filter(stop__in=stops.order_by())
    return Speaker.objects.filter(speakings__session__in=sessions)
