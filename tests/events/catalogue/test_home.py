"""The home page."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from events.models import Tour
from tests.events.factories import StopFactory, TourFactory
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db


def tour(slug: str, first: str, last: str, **values: object) -> Tour:
    return TourFactory(published=True, slug=slug, starts_on=first, ends_on=last, **values)


def test_without_a_published_tour_it_says_so(client: Client) -> None:
    TourFactory(title_fr="Brouillon")
    response = client.get("/")

    assert_house_page(response)
    assert "Brouillon" not in response.content.decode()


@travel("2031-04-02 10:00", tick=False)
def test_the_current_tour_comes_first(client: Client) -> None:
    tour("passee", "2030-03-01", "2030-06-01")
    tour("suivante", "2032-03-01", "2032-06-01")
    tour("courante", "2031-03-01", "2031-06-01")
    html = client.get("/").content.decode()

    assert html.index("/tours/courante/") < html.index("/tours/suivante/") < html.index("/tours/passee/")


@travel("2031-04-02 10:00", tick=False)
def test_it_names_the_four_next_stops(client: Client) -> None:
    current = tour("courante", "2031-03-01", "2031-12-01")
    for day, place in enumerate(["Vernon", "Flers", "Redon", "Laon", "Vitré"], start=20):
        StopFactory(published=True, tour=current, place=place, starts_on=datetime.date(2031, 4, day))
    coming = client.get("/").content.decode().partition('<ol class="coming">')[2].partition("</ol>")[0]

    assert all(place in coming for place in ("Vernon", "Flers", "Redon", "Laon"))
    assert "Vitré" not in coming


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_stops_or_the_tours(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        tour(f"autre-{number}", "2020-03-01", "2020-06-01")
    current = tour("courante", "2031-03-01", "2031-12-01")
    StopFactory.create_batch(count, published=True, tour=current)
    client.get("/")
    Tour.objects.filter(slug="courante").update(public_version=9)
    with django_assert_num_queries(
        7
    ):  # the tours, thrice; the changed one's stops, their windows and seats, the counts
        client.get("/")
    with django_assert_num_queries(1):
        client.get("/")


def test_it_speaks_english_under_its_own_address(client: Client) -> None:
    tour("courante", "2031-03-01", "2031-12-01", title_en="The road")
    response = client.get("/en/")

    assert_house_page(response, language="en")
    assert "The road" in response.content.decode()
    assert 'hreflang="fr" href="http://localhost:8000/"' in response.content.decode()


def test_the_address_above_a_tour_leads_home(client: Client) -> None:
    response = client.get("/tours/")

    assert (response.status_code, response["Location"]) == (302, "/")


def test_it_opens_on_the_search_and_is_shared_with_the_route(client: Client) -> None:
    StopFactory(published=True, tour=tour("courante", "2031-03-01", "2031-12-01"))
    html = client.get("/en/").content.decode()

    assert html.index('role="search"') < html.index('class="coming"') < html.index("route-map")
    assert 'property="og:image" content="http://localhost:8000/en/tours/courante/route-' in html
