"""The feeds of a territory, an organisation and a theme: what they hold, who may know of them, what is unchanged."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from events.models import Partnership, Session, Stop, Territory, TerritoryMembership, Tour
from tests.events.calendars.builders import events, read
from tests.events.factories import (
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop() -> Stop:
    """A stop in a commune of a département of a region, on a theme, with a co-host."""
    region = TerritoryFactory(region=True, code="32")
    commune = TerritoryFactory(code="80016", parent=TerritoryFactory(departement=True, code="80", parent=region))
    TerritoryMembership.objects.create(part=commune, whole=TerritoryFactory(epci=True, code="200070951"))
    stop = StopFactory(
        published=True, town=commune, region=region, territory=TerritoryFactory(ti=True, code="ti-3206")
    )  # fmt: skip
    SessionFactory(stop=stop, title_fr="Financer")
    stop.themes.add(ThemeFactory(slug="energie", label_fr="Énergie, climat"))
    host = OrganisationFactory(slug="upjv", name_fr="Université de Picardie")
    PartnershipFactory(organisation=host, stop=stop, role=Partnership.Role.CO_HOST)
    return stop


EVERY = [
    "/calendars/territories/commune-2026-80016.ics",
    "/calendars/territories/departement-2026-80.ics",
    "/calendars/territories/region-2026-32.ics",
    "/calendars/territories/epci-2026-200070951.ics",
    "/calendars/territories/ti-2023-2027-ti-3206.ics",
    "/calendars/organisations/upjv.ics",
    "/calendars/themes/energie.ics",
]


def titles(client: Client, address: str) -> list[str]:
    return [event.summary.value for event in events(client.get(address).content)]


@pytest.mark.parametrize("address", EVERY)
def test_what_is_followed_holds_its_public_stops_and_no_other(client: Client, stop: Stop, address: str) -> None:
    SessionFactory(stop=StopFactory(published=True, tour=stop.tour), title_fr="Ailleurs")
    hidden = StopFactory(confirmed=True, tour=stop.tour, town=stop.town, region=stop.region, territory=stop.territory)
    hidden.themes.set(stop.themes.all())
    assert titles(client, address) == ["Financer – Albert"]


@pytest.mark.parametrize("address", EVERY)
def test_a_tour_that_is_a_draft_again_is_followed_by_nobody(client: Client, stop: Stop, address: str) -> None:
    Tour.objects.update(state=Tour.State.DRAFT)
    response = client.get(address)
    if "organisations" in address:
        assert response.status_code == 404
    else:
        assert events(response.content) == []


@pytest.mark.parametrize("address", EVERY)
def test_it_speaks_the_language_of_its_address(client: Client, stop: Stop, address: str) -> None:
    calendar = read(client.get(f"/en{address}").content)
    assert calendar.x_wr_calname.value.startswith("Stops – ")
    assert calendar.source.value.endswith(f"/en{address}")


@pytest.mark.parametrize("address", EVERY)
def test_an_unchanged_one_is_not_sent_again_and_takes_few_queries(
    client: Client, stop: Stop, address: str, django_assert_max_num_queries: Any
) -> None:
    etag = client.get(address)["ETag"]
    with django_assert_max_num_queries(4):
        assert client.get(address, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("address", EVERY)
def test_a_changed_one_is_sent_again(client: Client, stop: Stop, address: str) -> None:
    etag = client.get(address)["ETag"]
    stop.state = Stop.State.CANCELLED
    stop.save()
    stop.tour.public_version += 1
    stop.tour.save()
    response = client.get(address, headers={"if-none-match": etag})
    assert events(response.content)[0].status.value == "CANCELLED"


@pytest.mark.parametrize("address", EVERY)
def test_as_many_queries_for_one_stop_as_for_three(
    client: Client, stop: Stop, address: str, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        other = StopFactory(published=True, town=stop.town, region=stop.region, territory=stop.territory)
        other.themes.set(stop.themes.all())
        PartnershipFactory(organisation=stop.partnerships.get().organisation, stop=other)
        SessionFactory.create_batch(3, stop=other)
    client.get(address)
    cache.clear()
    with django_assert_max_num_queries(9):
        assert len(titles(client, address)) == 10


@pytest.mark.parametrize(
    "address",
    [
        "/calendars/territories/region-2026-99.ics", "/calendars/territories/region.ics",
        "/calendars/territories/-.ics", "/calendars/territories/region-2026-32%00.ics",
        f"/calendars/territories/region-2026-{'9' * 300}.ics", "/calendars/organisations/none.ics",
        "/calendars/themes/none.ics", "/calendars/territories/nothing-2026-32.ics",
        "/calendars/territories/region-٢٠٢٦-32.ics",
    ],
)  # fmt: skip
def test_what_nobody_knows_has_no_calendar(client: Client, stop: Stop, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "text/html" in response["Content-Type"]


@pytest.mark.parametrize("kind", ["territories/region-2026-r1", "themes/eau"])
def test_the_feed_of_nothing_is_a_calendar_that_says_so(client: Client, kind: str) -> None:
    TerritoryFactory(region=True, code="r1")
    ThemeFactory(slug="eau")
    calendar = read(client.get(f"/en/calendars/{kind}.ics").content)
    assert "No stop is published here yet." in calendar.description.value
    assert not hasattr(calendar, "vevent")


def test_the_same_code_in_another_wave_is_another_territory(client: Client, stop: Stop) -> None:
    TerritoryFactory(ti=True, vintage="2018-2022", code="ti-3206")
    assert titles(client, "/calendars/territories/ti-2018-2022-ti-3206.ics") == []


def test_a_theme_of_one_session_shows_that_session_alone(client: Client) -> None:
    theme = ThemeFactory(slug="eau")
    stop = StopFactory(published=True)
    SessionFactory(stop=stop, title_fr="Autre")
    SessionFactory(stop=stop, title_fr="Boire").themes.add(theme)
    assert titles(client, "/calendars/themes/eau.ics") == ["Boire – Albert"]


def test_an_organisation_at_one_session_is_followed_there(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True), title_fr="Financer")
    SessionFactory(stop=session.stop, title_fr="Autre")
    PartnershipFactory(organisation=OrganisationFactory(slug="cci"), stop=None, session=session)
    assert titles(client, "/calendars/organisations/cci.ics") == ["Financer – Albert"]


def test_who_organises_a_tour_is_at_all_its_stops_and_who_pays_for_it_is_not(client: Client) -> None:
    stop = StopFactory(published=True)
    for slug, role in [("fnege", Partnership.Role.ORGANISER), ("bpi", Partnership.Role.FUNDER)]:
        PartnershipFactory(organisation=OrganisationFactory(slug=slug), stop=None, tour=stop.tour, role=role)
    assert len(titles(client, "/calendars/organisations/fnege.ics")) == 1
    assert titles(client, "/calendars/organisations/bpi.ics") == []


def test_an_organisation_that_was_only_asked_is_nobodys_business(client: Client) -> None:
    OrganisationFactory(slug="libre")
    asked = OrganisationFactory(slug="sollicite")
    PartnershipFactory(organisation=asked, stop=StopFactory(confirmed=True, tour=TourFactory(published=True)))
    assert client.get("/calendars/organisations/libre.ics").status_code == 404
    assert client.get("/calendars/organisations/sollicite.ics").status_code == 404


def test_the_themes_of_stop_and_session_are_categories_without_commas(client: Client, stop: Stop) -> None:
    Session.objects.get().themes.add(ThemeFactory(label_fr="Eau"))
    assert events(client.get("/calendars/themes/energie.ics").content)[0].categories.value == [
        "atelier", "Énergie climat", "Eau",
    ]  # fmt: skip


def test_every_scheme_of_territory_has_an_address(client: Client) -> None:
    for scheme in Territory.Scheme.values:
        TerritoryFactory(scheme=scheme, vintage="2026", code="X1")
        assert client.get(f"/calendars/territories/{scheme}-2026-X1.ics").status_code == 200
