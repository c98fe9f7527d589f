"""Twenty thousand registrations of a tour, listed and filtered, beside one query and one template."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path, reverse

from events.models import Session, Stop, Tour
from registrations.models import Attendee, Company, Person, Registration, Seat
from registrations.models.person import key_of
from tests.bench.timing import best_of_both
from tests.bench.world import FIRST_DAY
from tournee.models import User

REGISTRATIONS, STOPS, PAGE = 20_000, 40, 50
SLUG = "vingt-mille"
# Times the floor: the page shows the sessions of everybody and twelve filters, the floor a name, a firm and a count.
AIM = 5.0
QUERIES = {
    "newest first": {},
    "by a name": {"q": "personne 1234"},
    "those who wait": {"state": "waiting"},
    "of one language, last page": {"language": "en", "page": "999"},
    "by firm": {"sort": "party"},
}
ROW = """<tr><th>{{ row.company__name }}</th><td>{{ row.contact__name }}</td><td>{{ row.stop__place }}</td>
<td>{{ row.registered_at|date:"j F Y" }}</td><td>{{ row.seats }}</td></tr>"""
BARE = engines["django"].from_string("<p>{{ count }}</p><table>{% for row in rows %}" + ROW + "{% endfor %}</table>")


def measure_people() -> Iterator[dict[str, object]]:
    """One request after another, in this process, through the same middleware, in turns with the floor."""
    _make()
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.create(email="bench-people@example.org", is_administrator=True))
    address = reverse("tour_registrations", args=[SLUG])
    for what, query in QUERIES.items():
        floor = partial(client.get, f"/floor/people/{SLUG}/", query)
        took, standing = best_of_both(partial(client.get, address, query), floor, times=7)
        yield {
            "what": f"{REGISTRATIONS} registrations of a tour in the workspace, {what}",
            "processor_milliseconds": round(1000 * took, 1),
            "floor": f"bare template over one query of {PAGE} rows and a count",
            "floor_milliseconds": round(1000 * standing, 1),
            "ratio": round(took / standing, 2),
            "aim": AIM,
            "met": took / standing <= AIM,
        }


def bare_people(request: HttpRequest, tour: str) -> HttpResponse:
    """What anybody would write first."""
    found = Registration.objects.filter(stop__tour__slug=tour, state="live")
    for word in request.GET.get("q", "").split():
        found = found.filter(Q(contact__search_key__contains=word) | Q(company__search_key__contains=word))
    if request.GET.get("state"):
        found = found.filter(attendees__seats__state="waitlisted").distinct()
    if language := request.GET.get("language"):
        found = found.filter(language=language)
    order = "company__search_key" if request.GET.get("sort") else "-registered_at"
    named = ("company__name", "contact__name", "stop__place", "registered_at", "seats")
    counted = found.annotate(seats=Count("attendees__seats")).order_by(order).values(*named)
    return HttpResponse(BARE.render({"count": found.count(), "rows": list(counted[:PAGE])}))


floors = [path("floor/people/<slug:tour>/", bare_people)]


def _make() -> None:
    """Forty stops with five hundred registrations each; every tenth waits, every fifth is English."""
    tour = Tour.objects.create(
        slug=SLUG, title_fr="Vingt mille", starts_on=FIRST_DAY, ends_on=FIRST_DAY + datetime.timedelta(days=90),
        fictitious=True,
    )  # fmt: skip
    stops = Stop.objects.bulk_create(
        Stop(
            tour=tour, slug=f"ville-{number}", place=f"Ville {number}", state=Stop.State.CONFIRMED,
            starts_on=FIRST_DAY + datetime.timedelta(days=number), ends_on=FIRST_DAY + datetime.timedelta(days=number),
        )
        for number in range(STOPS)
    )  # fmt: skip
    at = datetime.datetime.combine(FIRST_DAY, datetime.time(9), datetime.UTC)
    sessions = Session.objects.bulk_create(
        Session(stop=stop, title_fr="Atelier", starts_at=at, ends_at=at + datetime.timedelta(hours=2)) for stop in stops
    )
    numbers = range(REGISTRATIONS)
    companies = Company.objects.bulk_create(
        Company(name=f"Atelier {number}", search_key=f"atelier {number}") for number in numbers
    )
    people = Person.objects.bulk_create(
        Person(name=f"Personne {number}", search_key=key_of(f"Personne {number}"), email=f"people{number}@example.org")
        for number in numbers
    )
    registrations = Registration.objects.bulk_create(
        Registration(
            stop=stops[number % STOPS], party="firm", company=companies[number], contact=people[number],
            language="en" if number % 5 == 0 else "fr", registered_at=at + datetime.timedelta(minutes=number),
        )
        for number in numbers
    )  # fmt: skip
    attendees = Attendee.objects.bulk_create(
        Attendee(
            registration=one, stop_id=one.stop_id, person=people[number], email_key=people[number].email,
            code=f"B{number:06}",  # of twenty thousand codes drawn, two may be the same
        )
        for number, one in enumerate(registrations)
    )  # fmt: skip
    Seat.objects.bulk_create(
        Seat(attendee=one, session=sessions[number % STOPS], state="waitlisted" if number % 10 == 0 else "confirmed")
        for number, one in enumerate(attendees)
    )
