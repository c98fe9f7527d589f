"""A public tour, and communes to be near to."""

from collections.abc import Callable

import pytest

from events.models import Stop, Territory, Tour
from tests.events.factories import PostalCodeFactory, StopFactory, TerritoryFactory, TourFactory

Town = Callable[..., Territory]
At = Callable[..., Stop]


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, slug="route", title_fr="La route", title_en="The road")


@pytest.fixture
def town() -> Town:
    """A commune of today with its postal code."""

    def make(name: str, code: str = "80300", **values: object) -> Territory:
        commune = TerritoryFactory(name=name, **values)
        PostalCodeFactory(commune=commune, code=code)
        return commune

    return make


@pytest.fixture
def at(tour: Tour) -> At:
    """A public stop to come, so many degrees north of 50° (a degree is 111 km)."""

    def make(place: str, degrees: float = 0.0, **values: object) -> Stop:
        return StopFactory(published=True, **{"tour": tour, "place": place, "latitude": 50 + degrees, **values})

    return make
