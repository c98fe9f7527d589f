"""The picture of a shared link, and what the page's head says of it."""

import datetime
import io
import re

import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from events.catalogue.sharing import picture
from events.catalogue.sharing.picture import Words
from events.models import FormerTourSlug, Tour
from events.planning.operations.public import readers_see_a_change
from tests.events.factories import StopFactory, TourFactory
from tournee.drawing.scene import Text

pytestmark = pytest.mark.django_db
PAGES = ("/tours/route/", "/en/tours/route/", "/tours/route/albert/", "/en/tours/route/albert/")


@pytest.fixture
def tour() -> Tour:
    made = TourFactory(published=True, slug="route", title_fr="La route", title_en="The road")
    StopFactory(published=True, tour=made, slug="albert")
    return made


def meta(client: Client, page: str) -> dict[str, str]:
    html = client.get(page).content.decode()
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html))


def address(client: Client, page: str = PAGES[0]) -> str:
    return re.sub(r"^https?://[^/]+", "", meta(client, page)["og:image"])


@pytest.mark.parametrize("page", PAGES)
def test_a_shared_link_shows_its_title_and_a_picture_of_the_size_networks_ask_for(
    client: Client, tour: Tour, page: str
) -> None:
    told = meta(client, page)
    picture = client.get(address(client, page))

    assert told["og:title"]
    assert told["og:url"].endswith(page)
    assert told["og:locale"] == ("en_GB" if page.startswith("/en") else "fr_FR")
    assert told["twitter:card"] == "summary_large_image"
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/png")
    drawn = Image.open(io.BytesIO(picture.content))
    assert (drawn.format, drawn.size) == ("PNG", (int(told["og:image:width"]), int(told["og:image:height"])))
    assert len(drawn.convert("RGB").getcolors(1 << 20)) > 20


def test_it_is_kept_for_a_year_since_a_change_gives_it_another_address(client: Client, tour: Tour) -> None:
    before = address(client)
    assert "max-age=31536000" in client.get(before).headers["Cache-Control"]

    readers_see_a_change(tour.pk)
    assert address(client) != before
    assert client.get(before).headers["Location"] == address(client)


def test_it_is_drawn_once(client: Client, tour: Tour, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    wanted = address(client)
    first = client.get(wanted).content

    with django_assert_num_queries(1):
        assert client.get(wanted).content == first


def test_the_clock_makes_another_picture(client: Client, tour: Tour) -> None:
    with travel("2031-06-17 12:00", tick=False):
        before = address(client)
    with travel("2031-06-19 12:00", tick=False):
        assert address(client) != before


@pytest.mark.parametrize("forged", ["x", "0" * 12, "-", "a" * 400])
def test_a_forged_edition_draws_nothing_and_leads_to_the_present_one(client: Client, tour: Tour, forged: str) -> None:
    response = client.get(f"/tours/route/route-{forged}.png")

    assert (response.status_code, response["Location"]) == (302, address(client))


def test_there_is_no_picture_of_what_is_not_public(client: Client, tour: Tour) -> None:
    StopFactory(confirmed=True, tour=tour, slug="secret")
    TourFactory(slug="brouillon")

    assert client.get("/tours/route/secret/route-x.png").status_code == 404
    assert client.get("/tours/brouillon/route-x.png").status_code == 404


def test_a_former_address_leads_to_the_present_one(client: Client, tour: Tour) -> None:
    FormerTourSlug.objects.create(tour=tour, slug="ancienne")

    assert client.get("/tours/ancienne/route-x.png")["Location"] == address(client)


def test_a_tour_without_a_place_has_a_picture_of_words(client: Client) -> None:
    tour = TourFactory(published=True, slug="route", title_fr="Un titre " * 17, kind=Tour.Kind.PROGRAMME)
    StopFactory(published=True, tour=tour, slug="albert", latitude=None, longitude=None, place="\u0416\u5b57\u0007")

    for page in ("/tours/route/", "/tours/route/albert/"):
        assert Image.open(io.BytesIO(client.get(address(client, page)).content)).size == (1200, 630)


def test_overseas_stops_and_a_postponed_one_are_drawn(client: Client, tour: Tour) -> None:
    for latitude, longitude in ((-21.0, 55.3), (16.0, -61.7), (4.9, -52.3), (51.1, 1.3)):
        StopFactory(published=True, tour=tour, latitude=latitude, longitude=longitude)
    StopFactory(published=True, tour=tour, state="postponed", starts_on=None, ends_on=None)
    StopFactory(cancelled=True, tour=tour, starts_on=datetime.date(2031, 9, 1), latitude=43.3, longitude=5.4)
    readers_see_a_change(tour.pk)

    assert client.get(address(client)).status_code == 200


def test_a_made_up_tour_says_so_on_its_picture() -> None:
    scene = picture._scene(Words("2031", "La route", "35 étapes", made_up=True), 500)

    assert any(isinstance(item, Text) and "fictive" in item.text for item in scene.items)
