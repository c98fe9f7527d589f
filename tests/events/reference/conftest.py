"""A few communes, as the reference data have them."""

import pytest

from events.models import Territory, TerritoryMembership
from tests.events.factories import PostalCodeFactory, TerritoryFactory


def commune(name: str, code: str, *postal_codes: str, **fields: object) -> Territory:
    """A commune with its postal codes."""
    town = TerritoryFactory(**{"name": name, "code": code, "latitude": 45.0, **fields})
    for postal_code in postal_codes:
        PostalCodeFactory(commune=town, code=postal_code)
    return town


@pytest.fixture
def somme(db: None) -> Territory:
    region = TerritoryFactory(region=True, code="32", name="Hauts-de-France")
    return TerritoryFactory(departement=True, code="80", name="Somme", parent=region)


@pytest.fixture
def albert(somme: Territory) -> Territory:
    """Albert, in its EPCI, which is in a territoire d'industrie of each wave under codes that were used again."""
    town = commune("Albert", "80016", "80300", parent=somme, population=9521, latitude=50.004, longitude=2.649)
    epci = TerritoryFactory(epci=True, code="248000747", name="CC du Pays du Coquelicot")
    first = TerritoryFactory(ti=True, vintage="2018-2022", code="ti-3201", name="Amiens - Albert-Méaulte")
    second = TerritoryFactory(ti=True, vintage="2023-2027", code="ti-3201", name="Ailleurs")
    third = TerritoryFactory(ti=True, vintage="2023-2027", code="ti-3202", name="Albert – Amiens")
    assert second.pk
    for part, whole in ((town, epci), (epci, first), (epci, third)):
        TerritoryMembership.objects.create(part=part, whole=whole)
    return town


@pytest.fixture
def towns(albert: Territory, somme: Territory) -> dict[str, Territory]:
    """Albert, and others that are easily taken for one another."""
    return {
        "Albert": albert,
        "Albertville": commune("Albertville", "73011", "73200", "73400", population=19000),
        "Méaulte": commune("Méaulte", "80523", "80300", parent=somme, population=1200, latitude=49.98, longitude=2.66),
        "Éclaron": commune("Éclaron-Braucourt-Sainte-Livière", "52182", "52290"),
        "Saint-Dié": commune("Saint-Dié-des-Vosges", "88413", "88100", population=19000),
        "Colombe 69": commune("Sainte-Colombe", "69189", "69560", population=2000),
        "Colombe 77": commune("Sainte-Colombe", "77404", "77650", population=1800),
        "Colombe 40": commune("Sainte-Colombe", "40252", "40700", population=600),
        "Marseille": commune("Marseille", "13055", "13001", "13005"),
    }
