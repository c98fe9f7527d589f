"""The stops of a tour of four hundred in each view, beside one query and one template that show as many rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path, reverse

from events.models import Session, Stop, Task, Tour
from tests.bench.timing import best_of_both
from tests.bench.world import FIRST_DAY
from tournee.models import User

STOPS = 400
AIMS = {"table": 3.0, "board": 4.0, "month": 3.0, "map": 3.0}  # times the floor
SLUG = "quatre-cents"
ROWS = 100  # of a page
ROW = """<tr><td>{{ row.number|default_if_none:"" }}</td>
<th><a href="{% url 'planning_stop' tour row.slug %}">{{ row.place }}</a></th><td>{{ row.starts_on|date:"j F Y" }}</td>
<td>{{ row.region_name|default:"" }}</td><td>{{ row.state }}</td><td>{{ row.taken }} / {{ row.seats }}
<meter min="0" max="{{ row.seats }}" value="{{ row.taken }}"></meter></td>
<td>{{ row.done }} / {{ row.tasks_in_all }}</td><td>{{ row.lead__name|default:"" }}</td></tr>"""
BARE = engines["django"].from_string("<table>{% for row in rows %}" + ROW + "{% endfor %}</table>")


def measure_listing() -> Iterator[dict[str, object]]:
    """One request after another, in this process, through the same middleware, in turns with the floor.

    The table shows a page of the stops, the other views show them all, and so do their floors.
    """
    _make_tour()
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.create(email="bench-list@example.org", is_administrator=True))
    address = reverse("planning_stops", args=[SLUG])
    for view, aim in AIMS.items():
        rows = ROWS if view == "table" else STOPS
        floor = f"/floor/stops/{SLUG}/{rows}/"
        took, standing = best_of_both(partial(client.get, address, {"view": view}), partial(client.get, floor))
        yield {
            "what": f"stops of a tour of {STOPS} in the workspace, {view}",
            "processor_milliseconds": round(1000 * took, 1),
            "floor": f"bare template over one query of {rows} rows",
            "floor_milliseconds": round(1000 * standing, 1),
            "ratio": round(took / standing, 2),
            "aim": aim,
            "met": took / standing <= aim,
        }


def bare_stops(_request: HttpRequest, tour: str, rows: int) -> HttpResponse:
    """What anybody would write first."""
    tasks = Task.objects.filter(stop=OuterRef("pk")).order_by().values("stop")
    stops = Stop.objects.filter(tour__slug=tour).annotate(
        region_name=F("region__name"),
        seats=Sum("sessions__capacity"),
        taken=Sum("sessions__seats_taken"),
        tasks_in_all=Subquery(tasks.annotate(n=Count("pk")).values("n")),
        done=Subquery(tasks.annotate(n=Count("done_at")).values("n")),
    )
    named = (
        "slug", "number", "place", "starts_on", "region_name", "state", "seats", "taken", "tasks_in_all", "done",
        "lead__name",
    )  # fmt: skip
    page = stops.order_by("starts_on").values(*named)[:rows]
    return HttpResponse(BARE.render({"rows": list(page), "tour": tour}))


floors = [path("floor/stops/<slug:tour>/<int:rows>/", bare_stops)]


def _make_tour() -> None:
    """Four hundred confirmed stops, each with two sessions and nine tasks."""
    tour = Tour.objects.create(
        slug=SLUG, title_fr="La grande tournée", title_en="The large tour", starts_on=FIRST_DAY,
        ends_on=FIRST_DAY + datetime.timedelta(days=STOPS), fictitious=True,
    )  # fmt: skip
    days = [FIRST_DAY + datetime.timedelta(days=number) for number in range(STOPS)]
    stops = Stop.objects.bulk_create(
        Stop(
            tour=tour, slug=f"ville-{number}", place=f"Ville {number}", state=Stop.State.CONFIRMED, starts_on=day,
            ends_on=day, latitude=43 + number % 7, longitude=-1 + number % 8, title_fr="Innover avec qui ?",
        )
        for number, day in enumerate(days)
    )  # fmt: skip
    start = datetime.time(9, tzinfo=datetime.UTC)
    begins = [(stop, datetime.datetime.combine(day, start)) for stop, day in zip(stops, days, strict=True)] * 2
    Session.objects.bulk_create(
        Session(
            stop=stop, title_fr="Atelier", capacity=24, seats_taken=12, starts_at=at,
            ends_at=at + datetime.timedelta(hours=2),
        )
        for stop, at in begins
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(stop=stop, title_fr=f"Tâche {number}", days=-number) for stop in stops for number in range(9)
    )
