"""GET /api/v1/stops/search/: what the search's page finds, for programs."""

import datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tests.events.catalogue.finding.conftest import At, Town
from tests.events.factories import SessionFactory, TerritoryFactory, ThemeFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/stops/search/"


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def results(api: APIClient, **asked: object) -> list[dict[str, Any]]:
    response = api.get(ADDRESS, asked)
    assert response.status_code == 200, response.json()
    found: list[dict[str, Any]] = response.json()["results"]
    return found


def refused(api: APIClient, **asked: object) -> dict[str, str]:
    """Parameter and code of the only refusal."""
    response = api.get(ADDRESS, asked)
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    return {error["parameter"]: error["code"]}


def test_the_nearest_stops_come_first_with_their_distance_and_all_that_a_stop_is(
    api: APIClient, at: At, town: Town
) -> None:
    town("Albert", code="80300")
    at("Pau", 6.0)
    at("Amiens", 0.1)
    at("Nulle-Part", latitude=None, longitude=None)
    found = results(api, near="80300")

    assert [(stop["place"], stop["distance_km"]) for stop in found] == [
        ("Amiens", 11.1), ("Pau", 667.2), ("Nulle-Part", None),
    ]  # fmt: skip
    assert found[0]["url"].startswith("http://localhost:8000/")
    assert set(found[0]) == {*api.get(f"/api/v1/stops/{found[0]['id']}/").json(), "distance_km"}


def test_words_and_a_town_are_asked_for_together(api: APIClient, at: At, town: Town) -> None:
    town("Albert")
    for place, degrees, title in [("Pau", 6.0, "Énergie"), ("Lille", 0.9, "Énergie"), ("Amiens", 0.1, "Eau")]:
        at(place, degrees, title_fr=title)

    assert [stop["place"] for stop in results(api, near="Albert", q="energie")] == ["Lille", "Pau"]
    assert [stop["distance_km"] for stop in results(api, q="energie")] == [None, None]


def test_it_narrows_as_the_page_does(api: APIClient, at: At) -> None:
    region, theme = TerritoryFactory(region=True, code="32"), ThemeFactory(slug="eau")
    stop = at("Albert", region=region, territory=TerritoryFactory(ti=True, code="ti-1"))
    stop.themes.add(theme)
    SessionFactory(stop=stop)
    at("Lens", starts_on=datetime.date(2031, 5, 5))
    narrow = {"region": "32", "territory": "ti-2023-2027-ti-1", "theme": "eau", "month": "2031-06", "when": "open"}

    for name, value in narrow.items():
        assert [found["place"] for found in results(api, **{name: value})] == ["Albert"]
    assert results(api, region="53") == []
    assert len(results(api)) == 2


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"when": "soon"}, {"when": "invalid_choice"}),
        ({"month": "2031-13"}, {"month": "invalid"}),
        ({"near": "Atlantis"}, {"near": "town_not_found"}),
        ({"q": "%_"}, {"q": "no_word"}),
        ({"q": "x" * 121}, {"q": "max_length"}),
        ({"radius": "10"}, {"radius": "unknown_parameter"}),
        ({"page": "0"}, {"page": "invalid"}),
    ],
)
def test_what_means_nothing_is_refused_by_its_name(
    api: APIClient, at: At, asked: dict[str, str], error: dict[str, str]
) -> None:
    assert refused(api, **asked) == error


def test_a_name_of_several_communes_is_refused_with_their_codes(api: APIClient, at: At, town: Town) -> None:
    for code in ("93066", "97411"):
        town("Saint-Denis", code=code)
    response = api.get(ADDRESS, {"near": "Saint-Denis"})

    assert response.json()["errors"][0]["code"] == "several_towns"
    assert "Saint-Denis (" in response.json()["errors"][0]["detail"]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_stops(
    api: APIClient, at: At, town: Town, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town("Albert")
    for _ in range(count):
        SessionFactory(stop=at("Lens")).themes.add(ThemeFactory())
    with django_assert_num_queries(12):  # tours, what is searched (5), the town (2), stops, themes, sessions, theirs
        results(api, near="Albert")


def test_its_parameters_are_described(api: APIClient) -> None:
    described = api.get("/api/schema/?format=json").json()["paths"][ADDRESS]["get"]["parameters"]

    assert {"q", "near", "when", "month", "region", "territory", "theme", "page", "page_size"} <= {
        parameter["name"] for parameter in described
    }
