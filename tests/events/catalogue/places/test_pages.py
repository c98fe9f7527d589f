"""The pages of an organisation, a territory and a theme."""

import datetime
import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from events.models import Organisation, Partnership, Stop, Territory, TerritoryMembership, Tour
from events.planning.operations.public import readers_see_a_change
from tests.events.calendars.builders import read
from tests.events.factories import (
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)
from tests.tournee.web.assertions import assert_house_page

pytestmark = [pytest.mark.django_db, pytest.mark.page]
HOSTILE = "</script><script>alert('x')</script>"
HOST, REGION, THEME = "/organisations/upjv/", "/territories/region-2026-32/", "/themes/energie/"
EVERY = [HOST, REGION, THEME, "/territories/commune-2026-80016/", "/territories/epci-2026-200070951/"]


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, slug="route", title_fr="La route", title_en="The road")


@pytest.fixture
def stop(tour: Tour) -> Stop:
    """Albert, in a commune of an EPCI, in a region, on a theme, with a co-host."""
    commune = TerritoryFactory(code="80016", name="Albert")
    epci = TerritoryFactory(epci=True, code="200070951")
    TerritoryMembership.objects.create(part=commune, whole=epci)
    stop = StopFactory(
        published=True, tour=tour, slug="albert", town=commune, region=TerritoryFactory(region=True, code="32"),
        territory=TerritoryFactory(ti=True, code="ti-3206", name="Albert – Amiens"), latitude=50.0, longitude=2.65,
    )  # fmt: skip
    stop.themes.add(ThemeFactory(slug="energie", label_fr="Énergie", label_en="Energy"))
    host = OrganisationFactory(slug="upjv", name_fr="Université de Picardie", website="https://upjv.example")
    PartnershipFactory(organisation=host, stop=stop, role=Partnership.Role.CO_HOST)
    return stop


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    assert_house_page(response, language="en" if address.startswith("/en/") else "fr")
    return response.content.decode().replace("\u00a0", " ")


def host() -> Organisation:
    return Organisation.objects.get(slug="upjv")


@pytest.mark.parametrize("address", EVERY)
def test_it_lists_its_public_stops_and_no_other(client: Client, stop: Stop, address: str) -> None:
    hidden = StopFactory(confirmed=True, tour=stop.tour, town=stop.town, region=stop.region, slug="cache")
    hidden.themes.set(stop.themes.all())
    StopFactory(published=True, tour=stop.tour, slug="ailleurs")
    html = page(client, address)

    assert html.count('<span class="where">') == 1
    assert 'href="/tours/route/albert/"' in html
    assert "/calendars/" in html


@pytest.mark.parametrize(
    "address",
    [
        "territories/region-2026-99", "territories/ti-2023-2027-ti-3206", "territories/nowhere",
        "organisations/asked-only", "organisations/nobody", "themes/unused", "themes/nothing",
    ],
)  # fmt: skip
def test_what_no_public_page_names_has_none(client: Client, tour: Tour, address: str) -> None:
    TerritoryFactory(region=True, code="99")
    ThemeFactory(slug="unused")
    prospect = OrganisationFactory(slug="asked-only")
    PartnershipFactory(organisation=prospect, stop=StopFactory(confirmed=True, tour=tour))
    PartnershipFactory(organisation=prospect, stop=None, tour=TourFactory())
    StopFactory(published=True, tour=TourFactory(), territory=TerritoryFactory(ti=True, code="ti-3206"))

    assert client.get(f"/{address}/").status_code == 404


def test_an_organisation_tells_its_part_in_each_stop(client: Client, stop: Stop) -> None:
    session = SessionFactory(stop=StopFactory(published=True, tour=stop.tour, slug="vernon"))
    PartnershipFactory(organisation=host(), stop=None, session=session, role=Partnership.Role.FACILITATOR)
    html = page(client, f"/en{HOST}")

    assert html.index("<small>co-host</small>") < html.index("<small>facilitator</small>")
    assert "https://upjv.example" in html


def test_an_organisation_that_carries_a_tour_without_stops_says_so(client: Client, tour: Tour) -> None:
    backer = OrganisationFactory(slug="soutien")
    PartnershipFactory(organisation=backer, stop=None, tour=tour, role=Partnership.Role.SUPPORTER)
    html = page(client, "/en/organisations/soutien/")

    assert '<div class="empty">' in html
    assert '<a href="/en/tours/route/">The road</a>' in html
    assert "supporter" in html


def test_an_organiser_has_the_stops_of_its_tour(client: Client, stop: Stop) -> None:
    PartnershipFactory(
        organisation=OrganisationFactory(slug="pilote"), stop=None, tour=stop.tour, role=Partnership.Role.ORGANISER
    )

    assert "<small>organiser</small>" in page(client, "/en/organisations/pilote/")


@travel("2031-06-10 10:00", tick=False)
def test_what_is_over_stands_apart_the_latest_first_under_its_tour(client: Client, stop: Stop) -> None:
    older = TourFactory(published=True, slug="ancienne")
    for values in (
        {"slug": "vernon", "starts_on": datetime.date(2031, 5, 5)},
        {"slug": "flers", "starts_on": datetime.date(2031, 5, 7)},
        {"slug": "annulee", "starts_on": datetime.date(2031, 5, 6), "cancelled": True},
        {"slug": "inconnue", "tour": older, "state": "recorded", "starts_on": None, "ends_on": None},
    ):
        StopFactory(**{"published": True, "tour": stop.tour, "region": stop.region, **values})
    coming, _h2, past = page(client, REGION).partition('id="past-title"')

    assert re.findall(r'class="where"><a href="/tours/([\w/]+)/"', coming) == ["route/albert"]
    assert re.findall(r'class="where"><a href="/tours/([\w/]+)/"', past) == [
        "route/flers", "route/annulee", "route/vernon", "ancienne/inconnue",
    ]  # fmt: skip
    assert past.count("<h3>") == 2


def test_territories_around_are_a_step_away(client: Client, stop: Stop) -> None:
    html = page(client, REGION)

    assert '<a href="/territories/ti-2023-2027-ti-3206/">Albert – Amiens (2023–2027)</a>' in html
    assert f'href="{REGION}"' not in html.partition("<main")[2]
    assert f'href="{REGION}"' in page(client, HOST).partition("<main")[2]


@pytest.mark.parametrize(
    ("address", "kind", "named"),
    [(HOST, "Organization", "event"), (REGION, "AdministrativeArea", "event"), (THEME, "ItemList", "itemListElement")],
)
def test_its_structured_data_names_its_events(client: Client, stop: Stop, address: str, kind: str, named: str) -> None:
    html = page(client, address)
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    told: dict[str, Any] = json.loads(found)

    assert (told["@type"], told["@id"]) == (kind, f"http://localhost:8000{address}")
    assert [event["@id"] for event in told[named]] == ["http://localhost:8000/tours/route/albert/"]
    assert f'hreflang="en" href="http://localhost:8000/en{address}"' in html
    assert f'property="og:url" content="http://localhost:8000{address}"' in html


def test_hostile_names_are_text(client: Client, stop: Stop) -> None:
    Organisation.objects.update(name_fr=HOSTILE, acronym=HOSTILE)
    Territory.objects.update(name=HOSTILE)
    Tour.objects.update(title_fr=HOSTILE)
    Stop.objects.update(place=HOSTILE, title_fr=HOSTILE)

    assert not [address for address in EVERY if "<script>alert" in page(client, address)]


def test_a_kept_page_is_another_after_a_change(client: Client, stop: Stop) -> None:
    assert "Vernon" not in page(client, HOST) + page(client, REGION)
    vernon = StopFactory(published=True, tour=stop.tour, place="Vernon", region=stop.region)
    PartnershipFactory(organisation=host(), stop=vernon)
    readers_see_a_change(stop.tour_id)

    assert "Vernon" in page(client, HOST)
    assert "Vernon" in page(client, REGION)
    Organisation.objects.filter(slug="upjv").update(website="https://new.example", version=9)
    assert "https://new.example" in page(client, HOST)


def test_a_kept_page_turns_with_the_clock(client: Client, stop: Stop) -> None:
    with travel("2031-06-17 21:50", tick=False) as clock:
        assert "aujourd" not in page(client, REGION)
        clock.move_to("2031-06-17 22:00:10")
        assert "aujourd" in page(client, REGION)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_stops(
    client: Client, stop: Stop, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _number in range(count):
        another = StopFactory(published=True, tour=TourFactory(published=True), region=stop.region)
        PartnershipFactory(organisation=host(), stop=another)
        SessionFactory(stop=another)
    # Itself, the tours, the stops and their windows (twice), the tours in full, seats, syntheses, territories.
    with django_assert_num_queries(10):
        client.get(REGION)
    with django_assert_num_queries(13):  # and whether a public page names it (twice), and its roles
        client.get(HOST)
    with django_assert_num_queries(2):
        client.get(REGION)


def test_a_feed_leads_to_the_page_of_what_it_is_about(client: Client, stop: Stop) -> None:
    feed = read(client.get("/calendars/organisations/upjv.ics").content)

    assert str(feed.url.value) == f"http://localhost:8000{HOST}"
