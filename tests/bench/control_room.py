"""The control room and the partners of a tour of four hundred stops, beside one query and one template of its stops."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial

from django.db.models import F, Sum
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path, reverse
from django.utils import timezone

from events.models import Organisation, Partnership, Session, Stop, Tour
from tests.bench.timing import best_of_both
from tournee.models import User

STOPS = 400
AIM = 3.0  # times the floor
SLUG = "salle"
ROW = """<tr><td>{{ row.number|default_if_none:"" }}</td>
<th><a href="{% url 'planning_stop' tour row.slug %}">{{ row.place }}</a></th><td>{{ row.starts_on|date:"j F Y" }}</td>
<td>{{ row.region_name|default:"" }}</td><td>{{ row.state }}</td><td>{{ row.taken }} / {{ row.seats }}
<meter min="0" max="{{ row.seats }}" value="{{ row.taken }}"></meter></td></tr>"""
BARE = engines["django"].from_string("<table>{% for row in rows %}" + ROW + "{% endfor %}</table>")


def measure_control_room() -> Iterator[dict[str, object]]:
    """One request after another, in this process, through the same middleware, in turns with the floor."""
    _make_tour()
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.create(email="bench-room@example.org", is_administrator=True))
    pages: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("control room", reverse("planning_tour", args=[SLUG]), {"aim": AIM}),
        ("partners", reverse("planning_partners", args=[SLUG]), {}),
    )
    for name, address, aim in pages:
        took, standing = best_of_both(partial(client.get, address), lambda: client.get(f"/floor/room/{SLUG}/"))
        yield {
            "what": f"{name} of a tour of {STOPS} stops, half of them to come",
            "processor_milliseconds": round(1000 * took, 1),
            "floor": f"bare template over one query of {STOPS} rows",
            "floor_milliseconds": round(1000 * standing, 1),
            "ratio": round(took / standing, 2),
            **aim,
            **({"met": took / standing <= AIM} if aim else {}),
        }


def bare_room(_request: HttpRequest, tour: str) -> HttpResponse:
    """What anybody would write first."""
    rows = Stop.objects.filter(tour__slug=tour).annotate(
        region_name=F("region__name"), seats=Sum("sessions__capacity"), taken=Sum("sessions__seats_taken")
    )
    named = ("slug", "number", "place", "starts_on", "region_name", "state", "seats", "taken")
    return HttpResponse(BARE.render({"rows": list(rows.order_by("starts_on").values(*named)), "tour": tour}))


floors = [path("floor/room/<slug:tour>/", bare_room)]


def _make_tour() -> None:
    """Four hundred stops around today, one a day, each with two sessions and one of thirty co-hosts."""
    first = timezone.localdate() - datetime.timedelta(days=STOPS // 2)
    tour = Tour.objects.create(
        slug=SLUG, title_fr="La tournée de la salle", title_en="The tour of the room", starts_on=first,
        ends_on=first + datetime.timedelta(days=STOPS), fictitious=True,
    )  # fmt: skip
    days = [first + datetime.timedelta(days=number) for number in range(STOPS)]
    stops = Stop.objects.bulk_create(
        Stop(
            tour=tour, slug=f"ville-{number}", place=f"Ville {number}", state=Stop.State.CONFIRMED, starts_on=day,
            ends_on=day, latitude=43 + number % 7, longitude=-1 + number % 8, title_fr="Innover avec qui ?",
        )
        for number, day in enumerate(days)
    )  # fmt: skip
    hosts = Organisation.objects.bulk_create(
        Organisation(slug=f"salle-{number}", kind="university", name_fr=f"Université {number}") for number in range(30)
    )
    Partnership.objects.bulk_create(
        Partnership(stop=stop, organisation=hosts[number % 30], role=Partnership.Role.CO_HOST)
        for number, stop in enumerate(stops)
    )
    nine = datetime.time(9, tzinfo=datetime.UTC)
    begins = [(stop, datetime.datetime.combine(day, nine)) for stop, day in zip(stops, days, strict=True)] * 2
    Session.objects.bulk_create(
        Session(
            stop=stop, title_fr="Atelier", capacity=24, seats_taken=12, starts_at=at,
            ends_at=at + datetime.timedelta(hours=2),
        )
        for stop, at in begins
    )  # fmt: skip
