"""A registration to show words by: a real one of the tour, or one that is made up and never saved."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from events.models import Stop, Tour
from registrations.models import Company, Person, Registration
from registrations.writing.audience import Reader


def example_of(tour: Tour, stop: Stop | None = None) -> Reader:
    """The latest registration of the tour (or of the stop) with its contact; without any, somebody made up."""
    found = Registration.objects.filter(stop__tour=tour, state=Registration.State.LIVE, contact__erased_at=None)
    found = found.filter(stop=stop) if stop else found
    latest = found.select_related("stop__tour", "company", "contact").order_by("-registered_at", "-pk").first()
    return Reader(latest, latest.contact) if latest else _made_up(tour, stop)


def _made_up(tour: Tour, stop: Stop | None) -> Reader:
    at = stop or Stop.objects.filter(tour=tour).order_by("starts_on", "pk").first()
    if at is None:
        day = tour.starts_on or datetime.date(2031, 3, 3)
        at = Stop(tour=tour, place="Albert", starts_on=day, ends_on=day, venue=_("the hall"))
    at.tour = tour
    firm = Company(name=_("Example Workshop"))
    person = Person(name=_("Ana Example"), company=firm)
    registration = Registration(stop=at, company=firm, party=Registration.Party.FIRM, contact=person)
    return Reader(registration, person)
