"""Which stops public lists call open for registration: by their terms, and by the clock."""

import datetime
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from freezegun import freeze_time

from events.catalogue.finding.entries import shelf
from events.models import Stop, Tour
from registrations.models import Terms
from tests.events.factories import SessionFactory, StopFactory, TourFactory

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2031, 4, 1, 12, tzinfo=datetime.UTC)
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


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stop_is_open_within_its_window_to_everybody(client: Client, tour: Tour, address: str) -> None:
    hour = datetime.timedelta(hours=1)
    stop(tour, "Ouverte")
    stop(tour, "Avant", opens_at=NOON + hour)
    stop(tour, "Pendant", opens_at=NOON - hour, closes_at=NOON + hour)
    stop(tour, "Après", closes_at=NOON - hour)
    stop(tour, "Sur code", with_code_only=True)

    with freeze_time(NOON):
        assert listed(client, address) == ["Ouverte", "Pendant"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_kept_of_the_list_ends_when_registration_opens_or_closes(
    client: Client, tour: Tour, address: str
) -> None:
    stop(tour, "Albert", opens_at=NOON, closes_at=NOON + datetime.timedelta(hours=2))
    stop(tour, "Lens")

    for hours, places in [(-1, ["Lens"]), (1, ["Albert", "Lens"]), (3, ["Lens"])]:
        with freeze_time(NOON + datetime.timedelta(hours=hours)):
            assert listed(client, address) == places
