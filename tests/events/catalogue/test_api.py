"""Tours and stops at /api/v1/."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from events.models import Tour
from tests.events.factories import (
    MembershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def api() -> APIClient:
    return APIClient()


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, slug="route", title_fr="La route", title_en="The road")


def slugs(api: APIClient, address: str) -> list[str]:
    response = api.get(address)
    assert response.status_code == 200, response.json()
    return [row["slug"] for row in response.json()["results"]]


def test_anyone_reads_public_tours_in_both_languages(api: APIClient, tour: Tour) -> None:
    TourFactory(slug="brouillon")
    body = api.get("/api/v1/tours/route/").json()

    assert slugs(api, "/api/v1/tours/") == ["route"]
    assert body["title"] == {"fr": "La route", "en": "The road"}
    assert api.get("/api/v1/tours/brouillon/").status_code == 404


def test_a_team_reads_its_own_drafts_and_nobody_elses(api: APIClient) -> None:
    mine, _other = TourFactory(slug="mienne"), TourFactory(slug="autre")
    StopFactory(tour=mine, slug="idee")
    api.force_authenticate(MembershipFactory(tour=mine, reader=True).user)

    assert slugs(api, "/api/v1/tours/") == ["mienne"]
    assert slugs(api, "/api/v1/stops/") == ["idee"]


def test_a_stop_is_hidden_until_it_is_published(api: APIClient, tour: Tour) -> None:
    draft = StopFactory(tour=tour, slug="idee")
    StopFactory(published=True, slug="albert", tour=tour)

    assert slugs(api, "/api/v1/stops/") == ["albert"]
    assert api.get(f"/api/v1/stops/{draft.public_id}/").status_code == 404


def test_a_stop_carries_its_sessions_and_no_seat_counts(api: APIClient, tour: Tour) -> None:
    stop = StopFactory(published=True, tour=tour)
    SessionFactory(stop=stop, capacity=30, seats_taken=29)
    body = api.get(f"/api/v1/stops/{stop.public_id}/").json()

    assert body["phase"] == "upcoming"
    assert body["sessions"][0]["availability"] == "few"
    assert "seats_taken" not in body["sessions"][0]
    assert body["url"].endswith(f"/tours/route/{stop.slug}/")


def test_stops_are_found_by_tour_state_region_and_dates(api: APIClient, tour: Tour) -> None:
    north = TerritoryFactory(region=True, code="32")
    StopFactory(published=True, tour=tour, slug="mars", region=north, starts_on=datetime.date(2031, 3, 5))
    StopFactory(published=True, tour=tour, slug="mai", starts_on=datetime.date(2031, 5, 5))
    StopFactory(cancelled=True, tour=tour, slug="juin", starts_on=datetime.date(2031, 6, 5))
    StopFactory(published=True, slug="ailleurs")

    assert slugs(api, "/api/v1/stops/?tour=route") == ["mars", "mai", "juin"]
    assert slugs(api, "/api/v1/stops/?tour=route&state=cancelled") == ["juin"]
    assert slugs(api, "/api/v1/stops/?region=32") == ["mars"]
    assert slugs(api, "/api/v1/stops/?tour=route&starts_after=2031-05-05&starts_before=2031-05-31") == ["mai"]


@pytest.mark.parametrize("query", ["state=nonsense", "starts_after=soon"])
def test_a_filter_that_means_nothing_is_refused_by_its_name(api: APIClient, query: str) -> None:
    response = api.get(f"/api/v1/stops/?{query}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_who_has_the_object_already_is_told_so(api: APIClient, tour: Tour) -> None:
    etag = api.get("/api/v1/tours/route/")["ETag"]

    assert api.get("/api/v1/tours/route/", HTTP_IF_NONE_MATCH=etag).status_code == 304


def test_nobody_changes_anything_here(api: APIClient, administrator: object, tour: Tour) -> None:
    api.force_authenticate(administrator)  # type: ignore[arg-type]

    assert api.delete("/api/v1/tours/route/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_stops(
    api: APIClient, tour: Tour, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for stop in StopFactory.create_batch(count, published=True, tour=tour, region=TerritoryFactory(region=True)):
        stop.themes.add(ThemeFactory())
        SessionFactory(stop=stop).themes.add(ThemeFactory())
    with django_assert_num_queries(5):  # how many, stops, their themes, sessions, their themes
        api.get("/api/v1/stops/")
    with django_assert_num_queries(3):  # how many, tours, themes
        api.get("/api/v1/tours/")
