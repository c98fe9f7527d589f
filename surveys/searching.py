"""What the workspace's search finds of what is asked and told: questionnaires, campaigns, syntheses.

They are a few dozen a tour and have no column of normalised text: their titles are read and compared here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.planning.searching import stops_seen_by
from events.team.queries import tours_for
from surveys.models import Campaign, Questionnaire, Synthesis
from tournee.accounts.models import User
from tournee.search.places import Found, Place, Words, holds

T = TypeVar("T", Questionnaire, Campaign, Synthesis)


def _titled(rows: Iterable[T], words: Words, limit: int) -> Iterator[T]:
    return islice((row for row in rows if holds(words, row.title_fr, row.title_en)), limit)


def find_questionnaires(user: User, words: Words, limit: int) -> Iterator[Found]:
    """Questionnaires of one's tours, by title. One query."""
    rows = Questionnaire.objects.filter(tour__in=tours_for(user)).select_related("tour").order_by("-pk")
    for row in _titled(rows, words, limit):
        yield Found(str(row), str(row.tour), reverse("questionnaire", args=[row.tour.slug, row.slug]))


def find_campaigns(user: User, words: Words, limit: int) -> Iterator[Found]:
    """Campaigns of one's tours, by title. One query."""
    rows = Campaign.objects.filter(tour__in=tours_for(user)).select_related("tour").order_by("-pk")
    for row in _titled(rows, words, limit):
        yield Found(str(row), str(row.tour), reverse("campaign", args=[row.slug]))


def find_syntheses(user: User, words: Words, limit: int) -> Iterator[Found]:
    """Syntheses of the stops one sees, by title; the page is where they are written and read. One query."""
    rows = Synthesis.objects.filter(stop__in=stops_seen_by(user)).select_related("stop__tour").order_by("-pk")
    for row in _titled(rows, words, limit):
        if stop := row.stop:
            yield Found(str(row), str(stop.tour), reverse("stop_synthesis", args=[stop.tour.slug, stop.slug]))


PLACES = (
    Place("questionnaires", _("Questionnaires"), find_questionnaires),
    Place("campaigns", _("Campaigns"), find_campaigns),
    Place("syntheses", _("Syntheses"), find_syntheses),
)
