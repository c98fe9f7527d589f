"""A stop of today with many people, and links to its door: run inside a product (`python -m tests.e2e.door_today 400`).

Prints as JSON the paths of two telephones' links at the door of a full session, of one at the stop's, and five people,
of whom the first three have the only seats.
"""

from __future__ import annotations

import datetime
import json
import sys
from typing import Any

import django

TOUR, SEATS = "porte", 3
FIRST = ("Amélie", "Bruno", "Chloé", "Driss", "Éléonore", "Fatou", "Gaël", "Hélène", "Ismaël", "Jeanne")
LAST = ("Aubépine", "Bruyère", "Cœurdoux", "D’Almont", "Églantine", "Fougère", "Genêt", "Houx", "Iris", "Joubarbe")


def main() -> None:
    """Make it, and print."""
    django.setup()
    json.dump(make_door(int(sys.argv[1])), sys.stdout)


def make_door(people: int) -> dict[str, Any]:
    """A stop of today; two telephones are at the door of its full session, which has three seats."""
    from django.utils import timezone

    from registrations.desk.devices.links import token_of
    from registrations.desk.devices.operations import make_link
    from tests.events.factories import SessionFactory, StopFactory, TourFactory

    today = timezone.localdate()
    # In preparation, so that readers of public pages see nothing of it.
    tour = TourFactory(slug=TOUR, title_fr="La tournée à la porte", fictitious=True)
    stop: Any = StopFactory(
        confirmed=True, tour=tour, slug="aujourdhui", place="Albert", starts_on=today, ends_on=today
    )
    sessions: list[Any] = [
        SessionFactory(
            stop=stop, title_fr=title, title_en=title, capacity=capacity, seats_taken=taken,
            starts_at=datetime.datetime.combine(today, datetime.time(hour), stop.zone),
            ends_at=datetime.datetime.combine(today, datetime.time(hour + 2), stop.zone),
        )
        for title, capacity, taken, hour in (
            ("Usine du futur", SEATS, SEATS, 9), ("Matériaux", None, people - SEATS, 14),
        )
    ]  # fmt: skip
    full, other = sessions
    known = _people(stop, people, full, other)
    links = [make_link(stop, name=name, day=today, session=full, actor=None) for name in ("Entrée nord", "Entrée sud")]
    whole = make_link(stop, name="Accueil", day=today, actor=None)
    return {
        "doors": [f"/desk/{token_of(link)}/" for link in links],
        "whole": f"/desk/{token_of(whole)}/",
        "people": known,
    }


def print_who_is_here() -> None:
    """The names of those of whom a fact stands, as JSON."""
    django.setup()
    from registrations.models import CheckIn

    facts = CheckIn.objects.standing().filter(stop__tour__slug=TOUR)
    json.dump(sorted(set(facts.values_list("attendee__person__name", flat=True))), sys.stdout)


def _people(stop: Any, number: int, full: Any, other: Any) -> list[dict[str, str]]:
    """So many people of half as many firms; the first few have the seats of the full session."""
    from registrations.booking.links import my_ticket
    from registrations.models import Attendee, Company, Person, Registration, Seat
    from tournee.texts.search import search_key

    firms = Company.objects.bulk_create(
        Company(name=name, search_key=search_key(name), fictitious=True)
        for name in (f"Ateliers {LAST[n % 10]} n° {n}" for n in range(number // 2))
    )
    names = [f"{FIRST[n % 10]} {LAST[n // 10 % 10]} {n:03}" for n in range(number)]
    people = Person.objects.bulk_create(
        Person(name=name, search_key=search_key(name), company=firms[n // 2], kind="firm", fictitious=True)
        for n, name in enumerate(names)
    )
    registrations = Registration.objects.bulk_create(
        Registration(stop=stop, party="firm", company=one.company, contact=one) for one in people
    )
    attendees = Attendee.objects.bulk_create(
        Attendee(
            registration=registration,
            stop=stop,
            person=person,
            no_photographs=n == 1,
            desk_note="Badge prêt" * (n == 2),
        )
        for n, (registration, person) in enumerate(zip(registrations, people, strict=True))
    )
    Seat.objects.bulk_create(
        Seat(attendee=one, session=full if n < SEATS else other, state="confirmed") for n, one in enumerate(attendees)
    )
    return [{"name": one.person.name, "code": one.code, "ticket": my_ticket(one)} for one in attendees[: SEATS + 2]]


if __name__ == "__main__":
    main()
