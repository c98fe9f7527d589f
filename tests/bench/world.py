"""What is measured upon: a tour of forty stops, and one whose feed has a thousand sessions."""

from __future__ import annotations

import datetime
import math

from events.models import Organisation, Partnership, Session, Stop, Tour
from events.planning.operations import (
    add_partner,
    add_session,
    add_stop,
    confirm_stop,
    create_tour,
    publish_stop,
    publish_tour,
)

FIRST_DAY = datetime.date(2031, 3, 3)


def make_tour(slug: str, *, stops: int, sessions: int) -> Tour:
    """A published tour with `stops` stops around France and `sessions` sessions at each, made by the operations."""
    tour = create_tour(
        {
            "slug": slug, "title_fr": "La tournée mesurée", "title_en": "The measured tour", "starts_on": FIRST_DAY,
            "ends_on": FIRST_DAY + datetime.timedelta(days=300), "contact_email": "bench@example.org",
            "intro_fr": "Une demi-journée près de chez vous.", "intro_en": "Half a day near you.", "fictitious": True,
        },
        actor=None,
    )  # fmt: skip
    publish_tour(tour, actor=None)
    host = Organisation.objects.create(
        slug=f"{slug}-host", kind="university", name_fr="Université mesurée", fictitious=True
    )
    for index in range(stops):
        _stop(tour, index, sessions, host)
    tour.refresh_from_db()
    return tour


def _stop(tour: Tour, index: int, sessions: int, host: Organisation) -> Stop:
    day = FIRST_DAY + datetime.timedelta(days=index * 3)
    angle = index * 0.45
    stop = add_stop(
        tour,
        {
            "place": f"Ville {index + 1}", "title_fr": "Innover avec qui ?", "title_en": "With whom to innovate?",
            "latitude": 46.6 + 3.2 * math.sin(angle) * (1 - index / 90),
            "longitude": 2.4 + 4.0 * math.cos(angle) * (1 - index / 90),
            "venue": "Espace mesuré", "address": "1 rue de l’Exemple", "starts_on": day, "summary_fr": "Deux ateliers.",
        },
        actor=None,
    )  # fmt: skip
    add_partner(stop, host, {"role": Partnership.Role.CO_HOST}, actor=None)
    for number in range(sessions):
        start = datetime.datetime.combine(day, datetime.time(8 + number % 8), stop.zone)
        add_session(
            stop,
            {
                "title_fr": f"Atelier {number + 1}", "title_en": f"Workshop {number + 1}", "capacity": 24,
                "kind": Session.Kind.WORKSHOP, "starts_at": start, "ends_at": start + datetime.timedelta(hours=1),
            },
            actor=None,
        )  # fmt: skip
    confirm_stop(stop, actor=None)
    return publish_stop(stop, actor=None)
