"""Which stops public lists call open for registration: by their terms, and by the clock."""

import datetime
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from time_machine import travel

from events.catalogue.finding.entries import shelf
from events.models import Session, Stop, Tour
from registrations.models import Terms
from tests.events.factories import SessionFactory, StopFactory, ThemeFactory, TourFactory

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2031, 4, 1, 12, tzinfo=datetime.UTC)
LATER = NOON + datetime.timedelta(days=1)
ADDRESSES = ("/search/?when=open", "/tours/route/?when=open")


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    shelf.clear()
    yield
    cache.clear()
    shelf.clear()


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, slug="route")


def stop(tour: Tour, place: str, **terms: object) -> Stop:
    made = StopFactory(published=True, tour=tour, place=place)
    SessionFactory(stop=made, capacity=10)
    if terms:
        Terms.objects.create(stop=made, **terms)
    return made


def listed(client: Client, address: str) -> list[str]:
    html = client.get(address).content.decode()
    return sorted(re.findall(r'<span class="where"><a href="[^"]+">([^<]+)</a>', html))


def words(client: Client, address: str) -> dict[str, str]:
    """What is said of each place that is listed."""
    html = client.get(address).content.decode()
    lines = re.findall(
        r'<span class="where"><a [^>]+>([^<]+)</a>.*?<span class="badge \w+">([^<]+)</span>', html, re.DOTALL
    )
    return dict(lines)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stop_is_open_within_its_window_to_everybody(client: Client, tour: Tour, address: str) -> None:
    hour = datetime.timedelta(hours=1)
    stop(tour, "Ouverte")
    stop(tour, "Avant", opens_at=NOON + hour)
    stop(tour, "Pendant", opens_at=NOON - hour, closes_at=NOON + hour)
    stop(tour, "Après", closes_at=NOON - hour)
    stop(tour, "Sur code", with_code_only=True)

    with travel(NOON, tick=False):
        assert listed(client, address) == ["Ouverte", "Pendant"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_kept_of_the_list_ends_when_registration_opens_or_closes(
    client: Client, tour: Tour, address: str
) -> None:
    stop(tour, "Albert", opens_at=NOON, closes_at=NOON + datetime.timedelta(hours=2))
    stop(tour, "Lens")

    for hours, places in [(-1, ["Lens"]), (1, ["Albert", "Lens"]), (3, ["Lens"])]:
        with travel(NOON + datetime.timedelta(hours=hours), tick=False):
            assert listed(client, address) == places


@pytest.mark.parametrize(
    "address", ["/en/search/", "/en/tours/route/", "/embed/tours/route/?lang=en", "/en/themes/eau/"]
)
def test_a_list_says_what_keeps_people_out_and_not_that_there_are_places(
    client: Client, tour: Tour, address: str
) -> None:
    hour = datetime.timedelta(hours=1)
    theme = ThemeFactory(slug="eau")
    for made in (
        stop(tour, "Ouverte"),
        stop(tour, "Avant", opens_at=NOON + hour),
        stop(tour, "Après", closes_at=NOON - hour),
        stop(tour, "Sur code", with_code_only=True),
    ):
        made.themes.add(theme)

    with travel(NOON, tick=False):
        assert words(client, address) == {
            "Ouverte": "places available", "Avant": "opens on 1\u00a0April", "Après": "registration closed",
            "Sur code": "with a code",
        }  # fmt: skip
    with travel(NOON + hour, tick=False):
        assert words(client, address)["Avant"] == "places available"


def test_the_home_page_says_that_places_are_few_once_one_may_take_them(client: Client, tour: Tour) -> None:
    Session.objects.filter(stop=stop(tour, "Albert", opens_at=NOON)).update(seats_taken=9)

    for hours, said in [(-1, False), (1, True)]:
        with travel(NOON + datetime.timedelta(hours=hours), tick=False):
            assert ("few places left" in client.get("/en/").content.decode()) is said


@travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("terms", "offered"), [({}, True), ({"with_code_only": True}, False), ({"opens_at": LATER}, False)]
)
def test_machines_are_offered_only_the_places_that_anybody_may_take(
    client: Client, tour: Tour, terms: dict[str, object], offered: bool
) -> None:
    made = stop(tour, "Albert", **terms)
    html = client.get(f"/tours/route/{made.slug}/").content.decode()

    assert ('"offers"' in html) is offered
