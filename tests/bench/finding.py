"""Finding stops among two thousand by town and by word, with every commune known; and the page of a tour of 400.

A search's floor is what anybody would write first: one query of the same stops, a distance or a comparison for each in
Python, and a template that shows as many as a page does.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from operator import itemgetter
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path

from events.models import Session, Stop, Territory, Theme, Tour, Vocabulary
from events.planning.operations.public import readers_see_a_change
from events.reference.queries import distance_km
from tests.bench.timing import best_of_both
from tests.bench.world import FIRST_DAY
from tournee.texts.search import search_key

TOURS, STOPS, PER_PAGE = 5, 400, 25
SEARCHES = {
    "by town": ({"q": "Albert"}, "town"), "by postal code": ({"q": "80300"}, "town"),
    "by word": ({"q": "innover"}, "word"), "by a word nothing holds": ({"q": "inovverr"}, "word"),
    "by month and theme": ({"month": "2031-05", "theme": "bench-1"}, "all"),
}  # fmt: skip
AIM, AIM_LARGE, AIM_GROWTH, AIM_DRAWING = 2.0, 2.0, 2.5, 3.0
ROW = """<li><a href="{% url 'stop' row.tour__slug row.slug %}">{{ row.number }} {{ row.place }}</a>
{{ row.starts_on|date:"j F Y" }} {{ row.region__name|default:"" }} {{ row.title_fr }} {{ row.state }} {{ row.km }}
{{ row.tour__title_fr }}</li>"""
BARE = engines["django"].from_string("<ol>{% for row in rows %}" + ROW + "{% endfor %}</ol>")


def measure_finding(large: str) -> Iterator[dict[str, object]]:
    """Whole requests in this process, in turns with their floors; `large` is the slug of a tour of 400 stops."""
    call_command("load_territories", verbosity=0)
    tours = [_make_tour(number) for number in range(TOURS)]
    client = Client(HTTP_HOST="localhost")
    for what, (asked, floor) in SEARCHES.items():
        work = partial(client.get, "/search/", {**asked, "when": "all"})
        bare = partial(client.get, f"/floor/find/{floor}/")
        yield _compared(f"search {what}, {TOURS * STOPS} stops", work, bare, AIM)
    yield _growth(client, tours)
    yield from _large(client, large)
    yield _drawing(client)


def _compared(what: str, work: Callable[[], object], floor: Callable[[], object], aim: float) -> dict[str, object]:
    work()
    took, standing = best_of_both(work, floor)
    return {
        "what": what, "processor_milliseconds": round(1000 * took, 1), "floor": "bare template over one query",
        "floor_milliseconds": round(1000 * standing, 1), "ratio": round(took / standing, 2), "aim": aim,
        "met": took / standing <= aim,
    }  # fmt: skip


def _growth(client: Client, tours: list[Tour]) -> dict[str, object]:
    """The same search among all stops and, with the other tours back in preparation, among two fifths of them."""
    search = partial(client.get, "/search/", {"q": "Albert", "when": "all"})
    search()
    whole, _ = best_of_both(search, lambda: None)
    Tour.objects.filter(pk__in=[tour.pk for tour in tours[2:]]).update(state=Tour.State.DRAFT)
    search()
    part, _ = best_of_both(search, lambda: None)
    growth, aim = whole / part, AIM_GROWTH
    return {"what": "search, 2.5 times the stops", "ratio": round(growth, 2), "aim": aim, "met": growth <= aim}


def _large(client: Client, large: str) -> Iterator[dict[str, object]]:
    """The page of 400 stops after a change of one of them that its map does not show."""
    address = f"/tours/{large}/"
    tour = Tour.objects.get(slug=large)

    def after_a_change() -> None:
        readers_see_a_change(tour.pk)
        client.get(address)

    floor = partial(client.get, f"/floor/find/tour-{large}/")
    yield _compared("tour page of 400 stops, after a change", after_a_change, floor, AIM_LARGE)


def _drawing(client: Client) -> dict[str, object]:
    """The same page with nothing kept, not even the map, for 400 stops and for half of them."""

    def afresh(tour: Tour) -> None:
        cache.clear()
        client.get(f"/tours/{tour.slug}/")

    half, whole = _make_tour(TOURS, stops=STOPS // 2), _make_tour(TOURS + 1)
    took, took_for_half = best_of_both(partial(afresh, whole), partial(afresh, half), times=3)
    growth, aim = took / took_for_half, AIM_DRAWING
    return {
        "what": "tour page with its map drawn anew, twice the stops", "processor_milliseconds": round(1000 * took),
        "ratio": round(growth, 2), "aim": aim, "met": growth <= aim,
    }  # fmt: skip


def bare_search(_request: HttpRequest, floor: str) -> HttpResponse:
    """What anybody would write first."""
    stops = Stop.objects.filter(published_at__isnull=False)
    if floor.startswith("tour-"):
        stops = stops.filter(tour__slug=floor.removeprefix("tour-")).order_by("starts_on")
    rows: list[dict[str, Any]] = list(
        stops.values(  # type: ignore[arg-type]  # its columns are fewer than any dict may have
            "slug", "number", "place", "starts_on", "state", "title_fr", "latitude", "longitude", "search_key",
            "region__name", "tour__slug", "tour__title_fr",
        )
    )  # fmt: skip
    if floor == "town":
        rows = [{**row, "km": distance_km(50.0, 2.65, row["latitude"], row["longitude"])} for row in rows]
        rows.sort(key=itemgetter("km"))
    elif floor == "word":
        rows = [row for row in rows if "innover" in row["search_key"]]
    return HttpResponse(BARE.render({"rows": rows if floor.startswith("tour-") else rows[:PER_PAGE]}))


floors = [path("floor/find/<str:floor>/", bare_search)]


def _make_tour(number: int, stops: int = STOPS) -> Tour:
    """Published stops in towns all over the country, each with a theme, a region and two sessions."""
    tour = Tour.objects.create(
        slug=f"trouver-{number}", title_fr=f"La tournée {number}", title_en=f"The tour {number}", state="published",
        starts_on=FIRST_DAY, ends_on=FIRST_DAY + datetime.timedelta(days=STOPS), fictitious=True,
    )  # fmt: skip
    towns = Territory.objects.filter(scheme="commune", parent__parent__isnull=False, latitude__isnull=False)
    chosen = list(towns.select_related("parent").order_by("-population")[number * STOPS :][:stops])
    made = Stop.objects.bulk_create(_stop(tour, index, town) for index, town in enumerate(chosen))
    vocabulary, _ = Vocabulary.objects.get_or_create(code="bench", defaults={"name_fr": "Thèmes mesurés"})
    for index in range(6):
        theme, _ = Theme.objects.get_or_create(
            slug=f"bench-{index}", defaults={"vocabulary": vocabulary, "label_fr": f"Thème {index}"}
        )
        theme.stops.add(*made[index::6])
    Session.objects.bulk_create(_session(stop, at) for stop in made for at in (9, 14))
    return tour


def _stop(tour: Tour, index: int, town: Territory) -> Stop:
    assert town.parent
    day = FIRST_DAY + datetime.timedelta(days=index)
    title = "Innover avec qui ?" if index % 3 else "Décarboner l’atelier"
    return Stop(
        tour=tour, slug=f"ville-{index}", number=index + 1, place=town.name, state=Stop.State.PUBLISHED, starts_on=day,
        ends_on=day, latitude=town.latitude, longitude=town.longitude, title_fr=title, region_id=town.parent.parent_id,
        published_at=datetime.datetime.now(datetime.UTC), search_key=search_key(town.name, title),
        summary_fr="Deux ateliers et une visite, avec celles et ceux qui enseignent, financent et conseillent.",
    )  # fmt: skip


def _session(stop: Stop, hour: int) -> Session:
    assert stop.starts_on
    start = datetime.datetime.combine(stop.starts_on, datetime.time(hour, tzinfo=datetime.UTC))
    return Session(
        stop=stop, title_fr="Atelier", title_en="Workshop", capacity=24, starts_at=start,
        ends_at=start + datetime.timedelta(hours=2),
    )  # fmt: skip
