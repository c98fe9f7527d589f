"""A tour's stops in a frame of another site."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from events.models import FormerTourSlug, Tour
from tests.events.factories import StopFactory, TourFactory
from tests.events.planning.pages import member

pytestmark = pytest.mark.django_db
EMBED = "/embed/tours/route/"


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, slug="route", title_fr="La route", title_en="The road")


def page(client: Client, query: str = "") -> str:
    response = client.get(f"{EMBED}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_any_site_may_frame_it_and_no_other_page(client: Client, tour: Tour) -> None:
    for _time in range(2):  # rendered, then kept
        framed = client.get(EMBED)
        assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in framed.headers
    other = client.get("/tours/route/")
    assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
    assert other.headers["X-Frame-Options"] == "DENY"


def test_it_has_neither_cookie_nor_script_nor_form_nor_anything_from_elsewhere(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour)
    for query in ("?show=list", "?show=map"):
        response = client.get(f"{EMBED}{query}")
        html = response.content.decode()
        assert not response.cookies
        assert not re.search(r"<script|<form|<style|style=| on\w+=", html)
        assert not re.search(r'(?:src|stylesheet" href)="(?:https?:)?//', html)
        assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_links_open_in_the_page_around_it(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, slug="albert")

    assert '<base target="_top">' in page(client)
    assert 'href="/tours/route/albert/"' in page(client)


@pytest.mark.parametrize(("query", "found"), [("", False), ("?show=list", False), ("?show=map", True)])
def test_it_shows_a_list_or_the_map(client: Client, tour: Tour, query: str, found: bool) -> None:
    StopFactory(published=True, tour=tour)

    assert ("<svg" in page(client, query)) is found
    assert ('<ol class="stops">' in page(client, query)) is not found


def test_a_map_of_no_place_is_a_list(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, latitude=None, longitude=None)

    assert '<ol class="stops">' in page(client, "?show=map")


@pytest.mark.parametrize(
    ("query", "root"), [("", '<html lang="fr">'), ("?scheme=dark", 'class="dark"'), ("?scheme=light", 'class="light"')]
)
def test_it_follows_light_and_dark_unless_told(client: Client, tour: Tour, query: str, root: str) -> None:
    assert root in page(client, query)


def test_its_language_is_the_address_s_or_the_one_asked_for(client: Client, tour: Tour) -> None:
    assert '<html lang="en"' in page(client, "?lang=en")
    assert "/en/tours/route/" in page(client, "?lang=en")
    assert '<html lang="fr"' in client.get(f"/en{EMBED}?lang=fr").content.decode()
    assert '<html lang="en"' in client.get(f"/en{EMBED}").content.decode()


@pytest.mark.parametrize(
    "query",
    ["?show=%3Cscript%3E", "?scheme=dark%22%20onload%3D1", "?lang=xx", "?lang=" + "e" * 3000, "?show=%00", "?x=1"],
)
def test_forged_parameters_are_left_out(client: Client, tour: Tour, query: str) -> None:
    html = page(client, query)

    assert '<html lang="fr">' in html
    assert not re.search(r"<script| onload=", html)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_stops(
    client: Client, tour: Tour, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    StopFactory.create_batch(count, published=True, tour=tour)
    with django_assert_num_queries(5):  # its address, stops, windows, the tour, seats
        page(client, "?show=list")
    with django_assert_num_queries(1):
        page(client, "?show=list")


def test_a_tour_without_a_stop_says_so_and_a_draft_is_found_by_nobody(client: Client, tour: Tour) -> None:
    TourFactory(slug="brouillon")

    assert "<ol" not in page(client)
    assert client.get("/embed/tours/brouillon/").status_code == 404


def test_a_made_up_tour_says_so_there_too(client: Client) -> None:
    TourFactory(published=True, slug="route", fictitious=True)

    assert "<strong>" in page(client)


def test_a_former_address_leads_to_the_present_one_with_what_was_asked(client: Client, tour: Tour) -> None:
    FormerTourSlug.objects.create(tour=tour, slug="ancienne")

    assert client.get("/embed/tours/ancienne/?show=map")["Location"] == f"{EMBED}?show=map"


def test_it_is_nobody_s_search_result(client: Client, tour: Tour) -> None:
    assert client.get(EMBED).headers["X-Robots-Tag"] == "noindex"


def test_the_workspace_shows_what_to_copy_once_the_tour_is_public(client: Client, tour: Tour) -> None:
    draft = TourFactory()
    member(client, draft)
    assert "&lt;iframe" not in client.get(reverse("planning_about", args=[draft.slug])).content.decode()

    member(client, tour)
    html = client.get(reverse("planning_about", args=["route"])).content.decode()
    assert "&lt;iframe src=" in html
    assert "/embed/tours/route/?show=list" in html


def test_the_list_opens_on_what_comes_next(client: Client, tour: Tour) -> None:
    StopFactory(published=True, held=True, tour=tour, place="Vitré")
    StopFactory(published=True, tour=tour, place="Redon")
    coming, _details, past = client.get(EMBED).content.decode().partition("<details>")

    assert "Redon" in coming
    assert "Vitré" not in coming
    assert "Vitré" in past
