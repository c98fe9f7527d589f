"""What the workspace's search finds of what is planned: tours, stops, people to call, speakers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db.models import Case, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import ContactPerson, Speaker, Speaking, Stop, Tour
from events.organisations.rules import keeps_organisations
from events.planning.words import days_in_words, tour_standing
from events.team.queries import co_hosted_stops, roles_of, tours_for
from tournee.accounts.models import User
from tournee.search.places import Found, Place, Words, holding, holds


def stops_seen_by(user: User) -> QuerySet[Stop]:
    """The stops whose workspace page `user` may open: of their tours, and those they co-host."""
    return Stop.objects.filter(Q(tour__in=tours_for(user)) | Q(pk__in=co_hosted_stops(user)))


def find_tours(user: User, words: Words, limit: int) -> Iterator[Found]:
    """Tours by title. One query."""
    tours = (tour for tour in tours_for(user) if holds(words, tour.title_fr, tour.title_en))
    for tour in islice(tours, limit):
        yield Found(str(tour), str(tour_standing(tour).word), reverse("planning_tour", args=[tour.slug]))


def find_stops(user: User, words: Words, limit: int) -> Iterator[Found]:
    """Stops by town, subject, venue or region; one's open tours first, then by date. One query."""
    found = stops_seen_by(user).filter(holding(words, "search_key", "region__search_key", "tour__slug"))
    archived = Case(When(tour__state=Tour.State.ARCHIVED, then=1), default=0)
    rows = found.select_related("tour").order_by(archived, "-tour__starts_on", "starts_on", "place", "pk")
    for stop in rows[:limit]:
        when = days_in_words(stop.starts_on, stop.ends_on) if stop.starts_on else str(stop.get_state_display())
        yield Found(stop.place, f"{when} · {stop.tour}", reverse("planning_stop", args=[stop.tour.slug, stop.slug]))


def find_speakers(user: User, words: Words, limit: int) -> Iterator[Found]:
    """Who speaks at a stop one sees, by name; the page is their latest stop's. Two queries."""
    seen = stops_seen_by(user)
    speaking = Speaking.objects.filter(session__stop__in=seen).select_related("session__stop__tour")
    people = Speaker.objects.filter(holding(words, "search_key"), pk__in=speaking.values("speaker"))
    chosen = list(people.select_related("organisation").order_by("search_key", "pk")[:limit])
    latest: dict[int, Stop] = {}
    for row in speaking.filter(speaker__in=chosen).order_by("session__starts_at", "pk"):
        latest[row.speaker_id] = row.session.stop
    for speaker in chosen:
        stop = latest[speaker.pk]
        of = " · ".join(str(part) for part in (speaker.organisation, stop) if part)
        yield Found(speaker.name, of, reverse("planning_stop", args=[stop.tour.slug, stop.slug]))


def find_contact_persons(user: User, words: Words, limit: int) -> Iterator[Found]:
    """People to call, by name, role or organisation: for those who keep organisations, and at one's own. One query."""
    people = ContactPerson.objects.select_related("organisation").order_by("organisation__search_key", "name", "pk")
    if not keeps_organisations.test(user):
        people = people.filter(organisation__in=roles_of(user).organisations)
    known = (one for one in people if holds(words, one.name, one.role, one.organisation.search_key))
    for person in islice(known, limit):
        of = " · ".join(part for part in (person.role, str(person.organisation)) if part)
        yield Found(person.name, of, reverse("organisation", args=[person.organisation.slug]))


PLACES = (
    Place("stops", _("Stops"), find_stops),
    Place("tours", _("Tours"), find_tours),
    Place("speakers", _("Speakers"), find_speakers),
    Place("contact-persons", pgettext_lazy("search", "People to call"), find_contact_persons),
)
