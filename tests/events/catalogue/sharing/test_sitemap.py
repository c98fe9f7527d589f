"""The sitemap: every public page in both languages."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.events.factories import (
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)
from tests.surveys.factories import SynthesisFactory

pytestmark = pytest.mark.django_db
MAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


def entries(client: Client) -> dict[str, ElementTree.Element]:
    """Each address within the site, with its entry."""
    response = client.get("/sitemap.xml")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314 -- of our own making
    return {(url.findtext(f"{MAP}loc") or "").removeprefix(settings.SITE_URL): url for url in root}


def test_public_pages_are_named_in_both_languages_and_lead_somewhere(client: Client) -> None:
    StopFactory(published=True, tour=TourFactory(published=True, slug="route"), slug="albert")
    named = entries(client)

    assert {"/", "/en/", "/tours/route/", "/en/tours/route/", "/tours/route/albert/", "/en/tours/route/albert/"} == set(
        named
    )
    assert {client.get(address).status_code for address in named} == {200}


def test_what_has_a_page_across_tours_is_named_too(client: Client) -> None:
    stop = StopFactory(
        published=True, tour=TourFactory(published=True), town=TerritoryFactory(code="80016"),
        region=TerritoryFactory(region=True, code="32"), territory=TerritoryFactory(ti=True, code="ti-3206"),
    )  # fmt: skip
    SessionFactory(stop=stop).themes.add(ThemeFactory(slug="energie"))
    PartnershipFactory(stop=stop, organisation=OrganisationFactory(slug="upjv"))
    PartnershipFactory(stop=StopFactory(confirmed=True), organisation=OrganisationFactory(slug="secret"))
    ThemeFactory()
    named = {address for address in entries(client) if not address.startswith(("/en/", "/tours/"))}

    assert named == {
        "/", "/organisations/upjv/", "/themes/energie/", "/territories/commune-2026-80016/",
        "/territories/region-2026-32/", "/territories/ti-2023-2027-ti-3206/",
    }  # fmt: skip
    assert {client.get(address).status_code for address in named} == {200}


def test_each_names_the_other_and_when_it_changed(client: Client) -> None:
    stop = StopFactory(published=True, tour=TourFactory(published=True, slug="route"), slug="albert")
    entry = entries(client)["/en/tours/route/albert/"]

    others = {link.attrib["hreflang"]: link.attrib["href"] for link in entry.iter(f"{XHTML}link")}
    page = f"{settings.SITE_URL}/tours/route/albert/"
    assert others == {"fr": page, "en": page.replace("/tours/", "/en/tours/"), "x-default": page}
    assert entry.findtext(f"{MAP}lastmod") == stop.changed_at.isoformat()


def test_what_is_not_public_is_not_named(client: Client) -> None:
    StopFactory(confirmed=True, tour=TourFactory(published=True, slug="route"), slug="secret")
    StopFactory(published=True, tour=TourFactory(slug="brouillon"), slug="albert")
    SynthesisFactory()

    assert not [
        address for address in entries(client) if "secret" in address or "brouillon" in address or "synth" in address
    ]


def test_nothing_published_leaves_the_home_page(client: Client) -> None:
    assert set(entries(client)) == {"/", "/en/"}


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_stops(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    StopFactory.create_batch(count, published=True, tour=TourFactory(published=True))
    with django_assert_num_queries(8):  # the tours, their moments; tours, stops, the pages across tours (3), syntheses
        client.get("/sitemap.xml")
    with django_assert_num_queries(1):
        client.get("/sitemap.xml")


def test_robots_find_it(client: Client) -> None:
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in client.get("/robots.txt").content.decode()
